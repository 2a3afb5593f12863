"""What is logged already: the same event twice would start its rights twice."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from caseapp.domain import shipped
from caseapp.services.office import Office
from caseapp.store.reads import case as reads


@dataclass(frozen=True, slots=True)
class LoggedBefore:
    """An event that is there. `day` is None where it is not known. `once`: a crime has one of these, so that what is
    told now is about the same one, its day put right, unless it is said to be about another crime. Otherwise it is the
    same kind, day, suspect and offence."""

    event_id: str
    day: date | None
    once: bool


def find(
    office: Office, case_id: str, kind: str, on: date, suspect: str | None = None, offence: str | None = None
) -> LoggedBefore | None:
    """The event that one of this kind and day would repeat, or None. Of several reports the one without a day, or the
    one logged last."""
    item = shipped.justice_events().get(kind)
    once = item is not None and item.flag("once")
    same = [row for row in reads.justice_events(office.store, case_id) if row.kind == kind]
    if not once:
        about = ((suspect or "").strip() or None, (offence or "").strip() or None)
        same = [row for row in same if row.happened_on == on and (row.suspect, row.offence) == about]
    found = max(same, key=_likeliest, default=None)
    if found is None:
        return None
    return LoggedBefore(found.id, None if found.precision == "unknown" else found.happened_on, once)


def _likeliest(row: Any) -> tuple[bool, Any]:
    return row.precision == "unknown", row.recorded_at
