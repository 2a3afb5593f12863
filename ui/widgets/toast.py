"""The line at the bottom that says what was just done, with Undo."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent, QPainter, QPaintEvent, QRegion, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
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
_GAP = 8
_MOST_RAISED = 150
"""A page that is buttons all the way up gets the toast at the bottom all the same."""
_MOST_MOVED = 260
"""How far up a place is looked for that hides no words."""
_READ = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, Text)
_LOOK_MS = 400
"""How often a toast that is shown looks whether the page behind it has put something where it stands."""


class _UndoButton(Button):
    kind = "onDark"
    ink = "on_reverse"
    role = "small_strong"


class Toast(QWidget):
    """One toast a window: a child of it, not a window of its own, so that the cover hides it too.

        self.toast = Toast(self)
        self.toast.say(_("Contact saved to {ref}").format(ref=ref), undo=True)
        self.toast.undo_wanted.connect(self.undo)

    Stays 10 seconds, longer while pointed at or focused, and is read out. It stands on no button, and on no words,
    rows or fields where there is room beside them, and
    does not move away from under the pointer or the focus.
    Use references, never names.
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
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._look_again)
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
    def showEvent(self, event: QShowEvent) -> None:
        self._look.start()
        super().showEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._look.stop()
        super().hideEvent(event)

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
        if self.isVisible() and not self._is_in_use():
            self._timer.start()

    def _is_in_use(self) -> bool:
        return self._undo.hasFocus() or self.underMouse()

    def _look_again(self) -> None:
        if not self._is_in_use():
            self._place()

    def _pressed(self) -> None:
        self.hide()
        self.undo_wanted.emit()

    def _place(self) -> None:
        """The lowest place in the middle, or the nearest to it, where neither words nor rows nor fields are hidden; on
        a page that is full of them, where no button is."""
        window = self._window
        self.adjustSize()
        own = self.rect().adjusted(ROOM, ROOM, -ROOM, -ROOM).size()
        wanted = QPoint((window.width() - own.width()) // 2, window.height() - own.height() - _EDGE)
        for kinds, most in ((_READ, _MOST_MOVED), ((QAbstractButton,), _MOST_RAISED)):
            found = _nearest(_free(window.width(), own, wanted, self._seen(kinds), theme().grown(most)), wanted)
            if found is not None:
                break
        self.move((found or wanted) - QPoint(ROOM, ROOM))

    def _seen(self, kinds: tuple[type[QWidget], ...]) -> list[QRect]:
        """Where widgets of these kinds are that can be seen."""
        found = []
        every = (each for kind in kinds for each in self._window.findChildren(kind))
        for each in every:
            if not each.isVisible() or self.isAncestorOf(each):
                continue
            part = each.visibleRegion().boundingRect()
            if isinstance(each, Text):
                part &= each.words_area()
            if not part.isEmpty():
                found.append(part.translated(each.mapTo(self._window, QPoint())))
        return found


def _free(width: int, own: QSize, wanted: QPoint, taken: list[QRect], most: int) -> QRegion:
    """Where the top left corner can stand so that nothing of `taken` is hidden."""
    free = QRegion(QRect(_EDGE, wanted.y() - most, max(width - 2 * _EDGE - own.width(), 1), most + 1))
    for each in taken:
        free -= QRegion(each.adjusted(-own.width() - _GAP + 1, -own.height() - _GAP + 1, _GAP, _GAP))
    return free


def _nearest(free: QRegion, wanted: QPoint) -> QPoint | None:
    """The point of a region that is nearest, counted across and up."""
    corners = [
        QPoint(min(max(wanted.x(), each.left()), each.right()), min(max(wanted.y(), each.top()), each.bottom()))
        for each in free  # type: ignore[attr-defined]  # it is walked by rectangles; the stub does not say so
    ]
    return min(corners, key=lambda point: (point - wanted).manhattanLength(), default=None)
