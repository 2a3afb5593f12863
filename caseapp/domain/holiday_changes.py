"""Days an organisation adds to the bank holidays, or takes away, until the shipped calendar knows of them."""

import json
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from caseapp.domain.data_rows import parse_data
from caseapp.domain.working_days import WorkingCalendar


@dataclass(frozen=True, slots=True)
class HolidayChange:
    """A day that is kept as a bank holiday after all, or is not."""

    day: date
    name: str
    kept: bool


def parse_holiday_changes(text: str, name: str) -> tuple[HolidayChange, ...]:
    """Read and check a list of changes: `[[holidays]]` with `day`, `name` and, to take one away, `kept = false`.

    Raises:
        Damaged: `calendar_invalid` with file, line and problem: a day twice, a day on a weekend.
    """
    data = parse_data(text, name, "calendar_invalid")
    data.top().only("holidays")
    found: dict[date, HolidayChange] = {}
    for row in data.rows("holidays"):
        row.only("day", "name", "kept")
        day = row.day("day")
        if day in found:
            row.place.refuse(f"{day} is there twice")
        if day.weekday() >= 5:
            row.place.refuse(f"{day} is a weekend: give the substitute day")
        found[day] = HolidayChange(day, row.text("name"), row.flag("kept", default=True))
    return tuple(found[day] for day in sorted(found))


def holiday_text(changes: tuple[HolidayChange, ...]) -> str:
    """The changes as a file that `parse_holiday_changes` reads."""
    return "".join(
        f"[[holidays]]\nday = {one.day.isoformat()}\nname = {json.dumps(one.name, ensure_ascii=False)}\n"
        f"kept = {'true' if one.kept else 'false'}\n"
        for one in sorted(changes, key=lambda one: one.day)
    )


def is_holiday_changes(text: str, name: str) -> bool:
    """Whether a file is a list of changes rather than a catalogue. Raises as `parse_holiday_changes`."""
    values = parse_data(text, name, "calendar_invalid").values
    return "holidays" in values and "edition" not in values


def with_changes(calendar: WorkingCalendar, changes: tuple[HolidayChange, ...]) -> WorkingCalendar:
    """The calendar with the changes made; its version says so."""
    if not changes:
        return calendar
    days = dict(calendar.holidays)
    for change in changes:
        if change.kept:
            days[change.day] = change.name
        else:
            days.pop(change.day, None)
    ordered = MappingProxyType(dict(sorted(days.items())))
    return replace(calendar, version=f"{calendar.version}+{len(changes)}", holidays=ordered)
