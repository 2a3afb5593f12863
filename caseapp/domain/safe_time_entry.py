"""Safe times as a caseworker types them on the telephone: "mon-fri 10-14, sat 9:30-12"."""

import re
from datetime import time

from caseapp.domain.day_words import WEEKDAYS
from caseapp.domain.safe_contact import SafeTime

_DAYS = {name.casefold(): place for place, name in enumerate(WEEKDAYS)}
_SETS = {
    "weekdays": (0, 1, 2, 3, 4),
    "weekday": (0, 1, 2, 3, 4),
    "weekends": (5, 6),
    "weekend": (5, 6),
    "daily": tuple(range(7)),
    "any day": tuple(range(7)),
    "every day": tuple(range(7)),
}
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?"
_PART = re.compile(
    rf"(?P<days>[a-z][a-z ,&+/-]*?)[\s:]*(?P<from>{_CLOCK})\s*(?:-|–|to|until)\s*(?P<to>{_CLOCK})", re.ASCII
)
_SPLIT = re.compile(r"[\s,;]*")


def read_safe_times(typed: str) -> tuple[SafeTime, ...] | None:
    """The weekly windows meant; an empty tuple for an empty text, None when any of it is not understood.

    Days: mon, tuesday, mon-fri, "mon, wed and fri", weekdays, weekends, daily. Times: 10, 9:30, 9.30am, 2pm. An end
    before the start runs past midnight, but "9-5" is not understood: it may mean the afternoon or all night.
    """
    text = " ".join(typed.casefold().split())
    found: list[SafeTime] = []
    at = 0
    while at < len(text):
        gap = _SPLIT.match(text, at)
        at = gap.end() if gap else at
        if at >= len(text):
            break
        part = _PART.match(text, at)
        if part is None:
            return None
        days = _read_days(part["days"])
        start, end = _read_clock(part["from"]), _read_clock(part["to"])
        if days is None or start is None or end is None or start == end or _half_said(part, start, end):
            return None
        found.append(SafeTime(days, start, end))
        at = part.end()
    return tuple(found)


def _half_said(part: re.Match[str], start: time, end: time) -> bool:
    """Whether an end before the start could as well be in the afternoon of the same day."""
    said = part["from"] + part["to"]
    return end < start and start.hour <= 12 and "m" not in said


def _read_days(text: str) -> tuple[int, ...] | None:
    text = text.strip(" ,")
    if text in _SETS:
        return _SETS[text]
    days: set[int] = set()
    for word in re.split(r"\s*(?:,|&|\+|/|\band\b|\s)\s*", re.sub(r"\s*(?:-|\bto\b)\s*", "-", text)):
        if not word:
            continue
        first, _, last = word.partition("-")
        one, other = _day(first), _day(last or first)
        if one is None or other is None:
            return None
        days |= {(one + step) % 7 for step in range((other - one) % 7 + 1)}
    return tuple(sorted(days)) or None


def _day(word: str) -> int | None:
    """The weekday that a word of two letters or more begins."""
    if len(word) < 2:
        return None
    return next((place for name, place in _DAYS.items() if word[:3] == name[: len(word[:3])]), None)


def _read_clock(text: str) -> time | None:
    found = re.fullmatch(_CLOCK, text.strip(), re.ASCII)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3] is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return time(hour % 24, minute) if hour <= 24 and minute < 60 else None
