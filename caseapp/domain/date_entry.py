"""Dates as a caseworker types them: 19/11/26, 5 nov, thu, today, +3wd, and, where allowed, just a month or a year."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from caseapp.base.words import _
from caseapp.domain.day_words import MONTHS, WEEKDAYS
from caseapp.domain.import_dates import read_date, read_partial
from caseapp.domain.import_mapping import DateOrder

Precision = Literal["day", "month", "year"]
Lean = Literal["past", "future", "birth"]
AddWorkingDays = Callable[[date, int], date]

_STEP = re.compile(r"([+-])\s*(\d{1,4})\s*(wd|d|w|m)?", re.ASCII)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?:\s*[-/. ]\s*(\d{1,2})|\s*[-/. ]?\s*([a-z]{3,9})\.?)", re.ASCII)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?", re.ASCII)
_ABOUT = re.compile(r"(?:about|around|circa|c\.?)\s+", re.ASCII)
_DIGITS = re.compile(r"\d{5}", re.ASCII)
_A_LIFETIME = 120
_YEARS_AHEAD = 9
"""Events may be still to come: in 2026 "1/1/27" is next January, not 1927."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FULL_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EnteredDate:
    """The day understood; the first day of a month or year when only that was given."""

    day: date
    precision: Precision = "day"


def read_entry(
    text: str,
    today: date,
    *,
    lean: Lean = "past",
    approximate: bool = False,
    add_working_days: AddWorkingDays | None = None,
) -> EnteredDate | None:
    """The date meant by what was typed; None when it is no date.

    `lean` decides what "thu", "5 nov" and two-digit years mean: the last such day up to today ("past": when did it
    happen) or the first from today on ("future": when is it due). Two-digit years may lie some years ahead with "past",
    never with "birth". `+3d`, `-2w`, `+1m` count from today; `+3wd` counts working days and needs `add_working_days`
    (`WorkingCalendar.add_working_days`). `approximate` also takes "nov 2017", "2017" and "about 2017".
    """
    said = " ".join(text.lower().split())
    for read in (_named, _weekday):
        if (found := read(said, today, lean)) is not None:
            return EnteredDate(found)
    if step := _STEP.fullmatch(said):
        moved = _moved(step, today, add_working_days)
        return EnteredDate(moved) if moved else None
    if (found := _without_year(said, today, lean)) is not None:
        return EnteredDate(found)
    return _written(said, today, lean, approximate)


def _named(said: str, today: date, _lean: Lean) -> date | None:
    for words, days in (
        (("today", _("today")), 0),
        (("yesterday", _("yesterday")), -1),
        (("tomorrow", _("tomorrow")), 1),
    ):
        if said in words:
            return today + timedelta(days=days)
    return None


def _weekday(said: str, today: date, lean: Lean) -> date | None:
    for number, name in enumerate(_WEEKDAYS):
        if said == _(WEEKDAYS[number]).lower() or (len(said) >= 3 and name.startswith(said)):
            if lean == "future":
                return today + timedelta(days=(number - today.weekday()) % 7)
            return today - timedelta(days=(today.weekday() - number) % 7)
    return None


def _moved(step: re.Match[str], today: date, add_working_days: AddWorkingDays | None) -> date | None:
    count = int(step[2]) * (1 if step[1] == "+" else -1)
    unit = step[3] or "d"
    if unit == "wd":
        return add_working_days(today, count) if add_working_days else None
    try:
        if unit == "m":
            return _months_on(today, count)
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    except (OverflowError, ValueError):
        return None


def _months_on(day: date, count: int) -> date:
    """The same day of another month, or that month's last day."""
    month = day.year * 12 + day.month - 1 + count
    for last in (day.day, 30, 29, 28):
        try:
            return date(month // 12, month % 12 + 1, min(day.day, last))
        except ValueError:
            if last == 28:
                raise
    raise ValueError(count)


def _without_year(said: str, today: date, lean: Lean) -> date | None:
    if found := _DAY_MONTH.fullmatch(said):
        day, month = int(found[1]), _month(found[2] or found[3])
    elif found := _MONTH_DAY.fullmatch(said):
        day, month = int(found[2]), _month(found[1])
    else:
        return None
    if month is None:
        return None
    years = range(today.year, today.year + 9) if lean == "future" else range(today.year, today.year - 9, -1)
    for year in years:
        try:
            made = date(year, month, day)
        except ValueError:
            continue
        if (made >= today) if lean == "future" else (made <= today):
            return made
    return None


def _month(said: str) -> int | None:
    if said.isdigit():
        return int(said) if 1 <= int(said) <= 12 else None
    for number, (name, full) in enumerate(zip(MONTHS, _FULL_MONTHS, strict=True), start=1):
        if said == _(name).lower() or (len(said) >= 3 and full.startswith(said)) or (number == 9 and said == "sept"):
            return number
    return None


def _written(said: str, today: date, lean: Lean, approximate: bool) -> EnteredDate | None:
    ahead = {"past": _YEARS_AHEAD, "future": 80}
    latest = date(min(9999, today.year + ahead[lean]), 12, 31) if lean in ahead else today
    if found := read_date(said, DateOrder.DMY, latest):
        return None if _DIGITS.match(said) else EnteredDate(found.day)
    if approximate and (partial := read_partial(_ABOUT.sub("", said), DateOrder.DMY, latest)):
        plausible = today.year - _A_LIFETIME <= partial.day.year <= today.year + _A_LIFETIME
        precision: Precision = "month" if partial.precision == "month" else "year"
        return EnteredDate(partial.day, precision) if plausible and partial.precision != "day" else None
    return None
