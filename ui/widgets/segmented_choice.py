"""Two to four answers joined in one control."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from ui.theme.apply import set_role
from ui.theme.theme import theme
from ui.theme.tokens import Token
from ui.widgets.button import Button


class _Segment(Button):
    """One part of the control; the ends are rounded."""

    def __init__(self, text: str, first: bool, last: bool, parent: QWidget) -> None:
        super().__init__(text, parent=parent)
        self._first, self._last = first, last
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._weigh)
        self._weigh()

    @override
    def ink_token(self) -> Token:
        return "link" if self.isChecked() else "text_2"

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + 4, theme().grown(40))

    @override
    def paint_ground(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5 if self._last else 0.5, -0.5)
        path = _rounded(area, 8 if self._first else 0, 8 if self._last else 0)
        fill: Token = "hover" if self.underMouse() else "surface"
        painter.setPen(QPen(theme().colour("control"), 1))
        painter.setBrush(theme().colour("accent_tint" if self.isChecked() else fill))
        painter.drawPath(path)
        if self.isChecked():
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)

    def _weigh(self) -> None:
        set_role(self, "small_strong" if self.isChecked() else "small_medium")


class SegmentedChoice(QWidget):
    """Exactly one of a few answers: `SegmentedChoice(name, ((value, label), …))`. Arrow keys move the choice."""

    changed = Signal(str)

    def __init__(self, name: str, options: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._values = tuple(value for value, _label in options)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for place, (_value, label) in enumerate(options):
            segment = _Segment(label, place == 0, place == len(options) - 1, self)
            self._group.addButton(segment, place)
            row.addWidget(segment)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self._chosen)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def value(self) -> str:
        """The answer chosen."""
        return self._values[self._group.checkedId()]

    def set_value(self, value: str) -> None:
        """Choose an answer without telling `changed`."""
        self._group.button(self._values.index(value)).setChecked(True)

    def focus_target(self) -> QWidget:
        """The part that takes the focus."""
        return self._group.checkedButton() or self

    def set_wrong(self, wrong: bool) -> None:
        """One answer is always chosen, so there is no edge to redden."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        place = (self._group.checkedId() + step) % len(self._values)
        self._group.button(place).setChecked(True)
        self._group.button(place).setFocus(Qt.FocusReason.TabFocusReason)
        self._chosen(place)

    def _chosen(self, place: int) -> None:
        self.changed.emit(self._values[place])


def _rounded(area: QRectF, left: float, right: float) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    path.addRoundedRect(area, max(left, right), max(left, right))
    if not left:
        path.addRect(area.adjusted(0, 0, -area.width() / 2, 0))
    if not right:
        path.addRect(area.adjusted(area.width() / 2, 0, 0, 0))
    return path.simplified()
