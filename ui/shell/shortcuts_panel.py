"""F1: every key of this page and of the window."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.theme.theme import theme
from ui.widgets.button import IconButton, LinkButton
from ui.widgets.key_cap import KeyCap
from ui.widgets.shadow_paint import ROOM, draw_shadow
from ui.widgets.text import Text

Keys = Sequence[tuple[str, str]]
_WIDTH = 520


def window_keys() -> tuple[tuple[str, str], ...]:
    """Keys that work on every page."""
    return (
        ("Ctrl+K", _("search or jump to anything")),
        ("Alt+1 … 5", _("Today, Caseload, Referrals, Rights due, Calendar")),
        ("Ctrl+N", _("log a contact")),
        ("Ctrl+Shift+N", _("new case")),
        ("Ctrl+F", _("filter this list")),
        ("Ctrl+Enter", _("save this form")),
        ("Ctrl+Z", _("undo what was saved last")),
        ("Ctrl+Shift+Z", _("redo")),
        ("Ctrl+Shift+H", _("hide or show names")),
        ("F6", _("next part of the window")),
        ("F9", _("hide the screen at once; so does Shift three times")),
        ("Ctrl+L", _("lock")),
        ("F1", _("these keys")),
        ("Shift+F1", _("help to read")),
    )


class ShortcutsPanel(QWidget):
    """A child of the window. Esc or F1 closes it and gives the focus back; `help_wanted` for more to read."""

    help_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before: QWidget | None = None
        self.setAccessibleName(_("Keyboard shortcuts"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(ROOM + 20, ROOM + 16, ROOM + 12, ROOM + 16)
        head = QHBoxLayout()
        head.addWidget(Text(_("Keyboard shortcuts"), "subtitle"), 1)
        self._close = IconButton("x", _("Close"), small=True, plain=True)
        self._close.clicked.connect(self.close_panel)
        head.addWidget(self._close)
        column.addLayout(head)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        column.addWidget(self._scroll, 1)
        self.help = LinkButton(_("Read the help"), icon="life-buoy")
        self.help.clicked.connect(self._to_help)
        column.addWidget(self.help, alignment=Qt.AlignmentFlag.AlignLeft)
        window.installEventFilter(self)
        self.hide()

    def open(self, page_keys: Keys) -> None:
        """Show the page's keys above the window's."""
        if self.isVisible():
            self.close_panel()
            return
        self._before = self.window().focusWidget()
        inside = QWidget()
        inside.setProperty("scrolled", True)
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        self._add(grid, _("This page"), page_keys)
        self._add(grid, _("Everywhere"), window_keys())
        grid.setRowStretch(grid.rowCount(), 1)
        self._scroll.setWidget(inside)
        self._place()
        self.show()
        self.raise_()
        self._close.setFocus()

    def close_panel(self) -> None:
        """Hide it and give the focus back."""
        self.hide()
        before, self._before = self._before, None
        if before is not None:
            before.setFocus()

    def _to_help(self) -> None:
        self.hide()
        self.help_wanted.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1):
            self.close_panel()
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect()).adjusted(ROOM, ROOM, -ROOM, -ROOM)
        draw_shadow(painter, area, 14)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().colour("line_strong"), 1))
        painter.setBrush(theme().colour("surface"))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 14, 14)

    def _add(self, grid: QGridLayout, title: str, keys: Keys) -> None:
        if not keys:
            return
        grid.addWidget(Text(title, "small_strong", "text_2"), grid.rowCount(), 0, 1, 2)
        for key, words in keys:
            row = grid.rowCount()
            grid.addWidget(KeyCap(key.split("+")), row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(Text(words, "small", wrap=True), row, 1)

    def _place(self) -> None:
        window = self._window
        width = min(theme().grown(_WIDTH), window.width() - 40)
        height = min(theme().grown(600), window.height() - 60)
        self.resize(width + 2 * ROOM, height + 2 * ROOM)
        self.move((window.width() - self.width()) // 2, (window.height() - self.height()) // 2)
