"""The keys that hide the screen, told apart before any widget sees them."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from caseapp.base.clock import Clock

WITHIN_SECONDS = 1.5
PRESSES = 3


class HideKeys:
    """F9 at once, or Shift three times within 1.5 seconds with nothing else pressed between."""

    def __init__(self, clock: Clock, *, shift_hides: bool) -> None:
        self._clock = clock
        self.shift_hides = shift_hides
        self._down = False
        self._pressed_at: list[float] = []

    def asks_to_hide(self, event: QEvent) -> bool:
        """Whether this event is the one that hides the screen. Each event may be shown more than once."""
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress:
            self._pressed_at.clear()
        if not isinstance(event, QKeyEvent):
            return False
        if kind == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_F9:
                return True
            if event.key() == Qt.Key.Key_Shift:
                return self._shift_pressed(event)
            self._pressed_at.clear()
        elif kind == QEvent.Type.KeyRelease and event.key() == Qt.Key.Key_Shift and not event.isAutoRepeat():
            self._down = False
        return False

    def _shift_pressed(self, event: QKeyEvent) -> bool:
        """Counts a press once, however many widgets it is offered to, until the key has come up again."""
        if self._down or event.isAutoRepeat():
            return False
        self._down = True
        now = self._clock.monotonic()
        self._pressed_at = [at for at in self._pressed_at if now - at <= WITHIN_SECONDS] + [now]
        if not self.shift_hides or len(self._pressed_at) < PRESSES:
            return False
        self._pressed_at.clear()
        return True
