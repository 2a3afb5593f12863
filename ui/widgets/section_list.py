"""The sections of the settings, one under the other: arrow keys move, as in the sidebar."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.theme.icons import icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import Token
from ui.widgets.button import Button
from ui.widgets.place_ground import paint_place_ground


class _Entry(Button):
    """Icon and words; the current one has a surface, a line, a teal icon and heavier text."""

    kind = "plain"

    def __init__(self, icon: str, text: str) -> None:
        super().__init__(text, icon=icon, small=True)
        self._narrow = False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        if self._narrow:
            return QSize(theme().grown(18) + 24, theme().grown(40))
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(theme().grown(18) + words + 56, theme().grown(40))

    def set_narrow(self, *, narrow: bool) -> None:
        """The icon alone, its words as a tooltip: for screen readers they stay."""
        self._narrow = narrow
        self.setToolTip(self.text() if narrow else "")
        self.updateGeometry()
        self.update()

    @override
    def paint_ground(self, painter: QPainter) -> None:
        paint_place_ground(painter, self)

    @override
    def paint_content(self, painter: QPainter) -> None:
        side = theme().grown(18)
        token: Token = "accent" if self.isChecked() else "text_2"
        top = (self.height() - side) / 2
        painter.drawPixmap(QPointF(12, top), icon_pixmap(self._icon_name, side, token, self.devicePixelRatioF()))
        if self._narrow:
            return
        painter.setFont(theme().font("body_strong" if self.isChecked() else "body_medium"))
        painter.setPen(theme().colour("text" if self.isChecked() else "text_2"))
        room = QRectF(12 + side + 11, 0, self.width() - side - 30, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())


class SectionList(QWidget):
    """`SectionList(((id, icon, words), …))`; tells `chosen(id)`. One stop for Tab."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Sections"))
        self._group = QButtonGroup(self)
        self._ids = tuple(section for section, _icon, _words in entries)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for place, (section, icon, words) in enumerate(entries):
            entry = _Entry(icon, words)
            entry.clicked.connect(partial(self._pressed, section))
            self._group.addButton(entry, place)
            column.addWidget(entry)
        column.addStretch()
        self.set_current(self._ids[0])

    def set_narrow(self, *, narrow: bool) -> None:
        """Icons alone, where words would leave no room for what they lead to."""
        for entry in self.findChildren(_Entry):
            entry.set_narrow(narrow=narrow)

    def current(self) -> str:
        """The section shown."""
        return self._ids[self._group.checkedId()]

    def set_current(self, section: str) -> None:
        """Mark a section without telling `chosen`."""
        self._group.button(self._ids.index(section)).setChecked(True)
        for button in self._group.buttons():
            stop = Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(stop)

    def focus_target(self) -> QWidget:
        """The part that takes the focus."""
        return self._group.checkedButton() or self

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        section = self._ids[(self._group.checkedId() + step) % len(self._ids)]
        self._pressed(section)
        self.focus_target().setFocus(Qt.FocusReason.TabFocusReason)

    def _pressed(self, section: str) -> None:
        self.set_current(section)
        self.chosen.emit(section)
