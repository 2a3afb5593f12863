"""The line at the bottom that says what was just done, with Undo."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.theme.theme import theme
from ui.widgets.announce import announce
from ui.widgets.button import Button
from ui.widgets.icon import Icon
from ui.widgets.shadow_paint import ROOM, draw_shadow
from ui.widgets.text import Text

SHOWN_FOR_MS = 10_000
_EDGE = 28


class _UndoButton(Button):
    kind = "onDark"
    ink = "on_reverse"
    role = "small_strong"


class Toast(QWidget):
    """One toast a window: a child of it, not a window of its own, so that the cover hides it too.

        self.toast = Toast(self)
        self.toast.say(_("Contact saved to {ref}").format(ref=ref), undo=True)
        self.toast.undo_wanted.connect(self.undo)

    Stays 10 seconds, longer while pointed at or focused, and is read out. Use references, never names.
    """

    undo_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        row = QHBoxLayout(self)
        row.setContentsMargins(ROOM + 16, ROOM + 6, ROOM + 8, ROOM + 6)
        row.setSpacing(10)
        row.addWidget(Icon("circle-check", 20, "on_reverse"))
        self._text = Text("", "small_medium", "on_reverse", tabular=True)
        row.addWidget(self._text)
        row.addSpacing(24)
        self._undo = _UndoButton(_("Undo"), keys=("Ctrl", "Z"), small=True)
        self._undo.clicked.connect(self._pressed)
        self._undo.installEventFilter(self)
        row.addWidget(self._undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_FOR_MS)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def say(self, words: str, *, undo: bool = False) -> None:
        """Show a sentence, instead of the one there."""
        self._text.set_text(words)
        self._undo.setVisible(undo)
        self.setAccessibleName(words)
        self.setMinimumHeight(theme().grown(46) + 2 * ROOM)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, words)

    def time_left(self) -> int:
        """Milliseconds until it goes; -1 while it waits or is hidden."""
        return self._timer.remainingTime() if self._timer.isActive() else -1

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        elif watched is self._undo and event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif watched is self._undo and event.type() == QEvent.Type.FocusOut:
            self._wait_again()
        return super().eventFilter(watched, event)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._wait_again()
        super().leaveEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect()).adjusted(ROOM, ROOM, -ROOM, -ROOM)
        draw_shadow(painter, area, 10)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("reverse"))
        painter.drawRoundedRect(area, 10, 10)

    def _wait_again(self) -> None:
        if self.isVisible() and not self._undo.hasFocus() and not self.underMouse():
            self._timer.start()

    def _pressed(self) -> None:
        self.hide()
        self.undo_wanted.emit()

    def _place(self) -> None:
        window = self._window
        self.adjustSize()
        self.move((window.width() - self.width()) // 2, window.height() - self.height() + ROOM - _EDGE)
