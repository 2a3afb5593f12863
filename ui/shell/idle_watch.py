"""When nobody has touched the app for a while: first a quiet notice, then the lock."""

from enum import Enum

from caseapp.base.clock import Clock

NOTICE_SECONDS = 30
ASLEEP_SECONDS = 60
"""A gap this long between two looks means that the laptop slept or its lid was closed."""


class Idleness(Enum):
    """What is due."""

    IN_USE = "in use"
    NOTICE = "notice"
    LOCK = "lock"


class IdleWatch:
    """Counts from the last touch. Asked once a second by the window.

    Both clocks are read: the steady one cannot be set back, the wall clock goes on while the laptop sleeps.
    """

    def __init__(self, clock: Clock, minutes: int) -> None:
        self._clock = clock
        self.set_minutes(minutes)
        self.touched()

    def set_minutes(self, minutes: int) -> None:
        """Wait as long as this from now on."""
        self._limit = minutes * 60.0

    def touched(self) -> None:
        """A key or the mouse was used."""
        self._steady, self._wall = self._clock.monotonic(), self._clock.now()
        self._looked = self._wall

    def look(self) -> Idleness:
        """What is due now."""
        now = self._clock.now()
        gap = (now - self._looked).total_seconds()
        self._looked = now
        idle = max(self._clock.monotonic() - self._steady, (now - self._wall).total_seconds())
        if idle >= self._limit or gap >= ASLEEP_SECONDS:
            return Idleness.LOCK
        return Idleness.NOTICE if idle >= self._limit - NOTICE_SECONDS else Idleness.IN_USE
