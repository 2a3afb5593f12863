"""Working days in England and Wales, and how they are counted.

A working day is not a Saturday, a Sunday or a bank holiday. Christmas Eve is a working day. The Victims' Code does not
define it; this follows the prosecution guidance's "business day" and the Banking and Financial Dealings Act 1971.
The day of the event is day 0: a limit of N working days ends with the Nth working day after it. That is our reading,
as the Code is silent, and it is shown beside every date.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from caseapp.base.errors import Refused
from caseapp.base.words import _, ngettext
from caseapp.domain.day_words import days_by_month, listed, spoken

ONE_DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Bank holidays with their edition. Days after `checked_until` are projected: by rule, not yet announced."""

    id: str
    title: str
    version: str
    checked: date
    source: str
    starts: date
    checked_until: date
    holidays: Mapping[date, str] = field(hash=False)
    """The days kept as bank holidays, never the weekend day a substitute stands for."""
    _kept: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep the bank holidays that fall on weekdays in order, to count quickly over years."""
        kept = tuple(sorted(day for day in self.holidays if day.weekday() < 5))
        object.__setattr__(self, "_kept", kept)

    def is_working_day(self, day: date) -> bool:
        """Neither a weekend nor a bank holiday."""
        return day.weekday() < 5 and day not in self.holidays

    def next_working_day(self, day: date) -> date:
        """The first working day after this one."""
        return self.add_working_days(day, 1)

    def previous_working_day(self, day: date) -> date:
        """The last working day before this one."""
        return self.add_working_days(day, -1)

    def at_or_after(self, day: date) -> date:
        """This day if it is a working day, else the next one."""
        return day if self.is_working_day(day) else self.next_working_day(day)

    def add_working_days(self, day: date, count: int) -> date:
        """The Nth working day after `day`, which itself is day 0; backwards if `count` is negative.

        With 0 it is `day` itself, working day or not. Raises `Refused("date_out_of_reach")` outside 1900 to 2199.
        """
        within_reach(day)
        step = ONE_DAY if count > 0 else -ONE_DAY
        left = abs(count)
        while left:
            day += step
            if self.is_working_day(day):
                left -= 1
        within_reach(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; 0 if `end` is not after `start`.

        So a date due on Wednesday is two working days late on Friday and on Saturday.
        """
        if end <= start:
            return 0
        weekdays = _weekdays_up_to(end) - _weekdays_up_to(start)
        return weekdays - (bisect_right(self._kept, end) - bisect_right(self._kept, start))

    def is_projected(self, day: date) -> bool:
        """Whether the bank holidays up to this day rest on rules and not on an announced or checked list."""
        return day > self.checked_until or day < self.starts

    @property
    def last_known(self) -> date:
        """The end of the last year of which any bank holiday is known, announced or projected."""
        return date(max(self.holidays, default=self.checked_until).year, 12, 31)

    def left_out(self, start: date, end: date) -> tuple[list[date], bool]:
        """What counting from `start` to `end` leaves out: the days to name, and whether other weekends too.

        Bank holidays are named, and a weekend that lies between two of them (Good Friday to Easter Monday).
        """
        skipped = [day for day in _days_after(start, end) if not self.is_working_day(day)]
        named = [day for day in skipped if day in self.holidays or self._between_holidays(day)]
        return named, len(named) < len(skipped)

    def explain(self, start: date, count: int) -> str:
        """How a limit was counted: "5 working days from Wed 23 Dec 2026, leaving out 25, 26 … and weekends"."""
        end = self.add_working_days(start, count)
        said = ngettext("{count} working day from {start}", "{count} working days from {start}", count).format(
            count=count, start=spoken(start)
        )
        named, weekends = self.left_out(start, end)
        parts = days_by_month(named) + ([_("weekends")] if weekends else [])
        if parts:
            said = _("{said}, leaving out {parts}").format(said=said, parts=listed(parts))
        return said

    def _between_holidays(self, day: date) -> bool:
        before = after = day
        while before.weekday() >= 5:
            before -= ONE_DAY
        while after.weekday() >= 5:
            after += ONE_DAY
        return before in self.holidays and after in self.holidays


def _days_after(start: date, end: date) -> Iterator[date]:
    """The days after `start`, up to and including `end`."""
    for offset in range(1, (end - start).days + 1):
        yield start + timedelta(days=offset)


def _weekdays_up_to(day: date) -> int:
    """Weekdays since the year 1, which began on a Monday; only differences mean anything."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def within_reach(day: date) -> date:
    """The day itself. Raises `Refused("date_out_of_reach")` if nothing sensible can be counted from it."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused("date_out_of_reach", year=day.year)
    return day
