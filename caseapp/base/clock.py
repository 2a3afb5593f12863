"""The only place that asks the time.

Instants are aware datetimes in UTC; a date is the date in London. Everything above takes a `Clock`, so that
a test or the example service can live in any year.
"""

import time
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class Clock(Protocol):
    """Tells instants, the date in London, and seconds that never run backwards."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds from some start; only differences mean anything. Not moved by changing the clock."""
        ...


@dataclass(frozen=True)
class SystemClock:
    """The computer's own clock."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds from some start."""
        return time.monotonic()


@dataclass
class SetClock:
    """A clock that stands still until told: for the example service and for tests."""

    instant: datetime
    _ticks: float = field(default=0.0)

    def now(self) -> datetime:
        """The instant it was set to."""
        return self.instant

    def monotonic(self) -> float:
        """Seconds it has been moved forward in all."""
        return self._ticks

    def forward(self, by: timedelta) -> None:
        """Let time pass."""
        self.instant += by
        self._ticks += by.total_seconds()


def london(instant: datetime) -> datetime:
    """The same instant on a clock in London (GMT or BST)."""
    return instant.astimezone(LONDON)


def london_date(instant: datetime) -> date:
    """The calendar date in London at an instant; what 'today' means everywhere in the app."""
    return london(instant).date()


def at_london(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """The instant, in UTC, of a wall-clock time in London on a day."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON).astimezone(UTC)
