"""What counting open clocks again reads: a page of open cases, their clocks, and the days these run from."""

from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, func, literal_column, select

from caseapp.store.store import Store
from caseapp.store.tables import Case, Entitlement, JusticeEvent

# Paused, or asked about, is not over: it can run again. The plus keeps SQLite off the index by state: within one case
# it would walk every running clock of the vault.
_STILL_OPEN: ColumnElement[bool] = literal_column("+entitlement.state").in_(("running", "paused", "unknown"))
# The plus: by the index of closing days every page would collect and sort all the open cases of the vault.
_NOT_CLOSED: ColumnElement[bool] = literal_column("+episode.closed_on").is_(None)
# Built once: putting these together anew cost more than running them, page after page.
_CASES: BindParameter[Any] = bindparam("cases", expanding=True)
_COUNTED = select(
    *(Entitlement.id, Entitlement.case_id, Entitlement.event_id, Entitlement.rule_id, Entitlement.edition),
    *(Entitlement.enhanced, Entitlement.due_on, Entitlement.certain_on, Entitlement.why),
    *(Entitlement.victims_own, Entitlement.approximate),
    *(JusticeEvent.kind.label("event_kind"), JusticeEvent.happened_on),
).join(JusticeEvent, JusticeEvent.id == Entitlement.event_id)
_CLOCKS = _COUNTED.where(
    Entitlement.case_id.in_(_CASES), _STILL_OPEN, Entitlement.rule_id.not_in(bindparam("but", expanding=True))
).order_by(Entitlement.case_id, Entitlement.id)
_OF_EVENT = _COUNTED.where(Entitlement.event_id == bindparam("event"))
_TOLD = (
    select(Entitlement.event_id, func.min(Entitlement.told_on).label("day"))
    .where(Entitlement.case_id.in_(_CASES), Entitlement.told_on.is_not(None), Entitlement.victims_own.is_(False))
    .group_by(Entitlement.event_id)
)
_CRIMES = (
    select(JusticeEvent.case_id, func.min(JusticeEvent.happened_on).label("day"))
    .where(JusticeEvent.case_id.in_(_CASES), JusticeEvent.kind == "incident", JusticeEvent.precision != "unknown")
    .group_by(JusticeEvent.case_id)
)


def open_clocks(store: Store, case_ids: list[str], but: frozenset[str] = frozenset()) -> list[Any]:
    """Open clocks of some cases with what they are counted from, but those of some rules."""
    return store.read(_CLOCKS, {"cases": case_ids, "but": sorted(but)})


def clocks_of_event(store: Store, event_id: str) -> list[Any]:
    """Every clock one event started, closed ones too, with what it is counted from."""
    return store.read(_OF_EVENT, {"event": event_id})


def rules_of_event(store: Store, event_id: str) -> frozenset[str]:
    """The rules of the clocks one event started."""
    return frozenset(row.rule_id for row in clocks_of_event(store, event_id))


def told_days(store: Store, case_ids: list[str]) -> dict[str, date]:
    """The first day the person was told of each event: where a clock runs from being told."""
    found = store.read(_TOLD, {"cases": case_ids})
    return {row.event_id: row.day for row in found}


def crime_days(store: Store, case_ids: list[str]) -> dict[str, date]:
    """As `incident_day`, of several cases."""
    found = store.read(_CRIMES, {"cases": case_ids})
    return {row.case_id: row.day for row in found}


def open_cases_after(store: Store, after: str, limit: int) -> list[str]:
    """Open cases in the order of their identifiers, a page at a time."""
    found = store.read(select(Case.id).where(_NOT_CLOSED, Case.id > after).order_by(Case.id).limit(limit))
    return [row.id for row in found]
