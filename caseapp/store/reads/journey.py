"""The justice journey across cases: events with a last day, and outcomes as told."""

from datetime import date
from typing import Any

from sqlalchemy import or_, select

from caseapp.store.store import Store
from caseapp.store.tables import Case, JusticeEvent, OutcomeTold, Person, Withdrawal

AT_ONCE = 500


def events_that_end(store: Store, kinds: tuple[str, ...], since: date, worker_id: str | None) -> list[Any]:
    """Cases (id, reference, names) with an event that has a last day, or began since a day and may have one."""
    chosen = (
        select(Case.id, Case.reference, Case.serial, Person.first_name, Person.last_name, Person.known_as)
        .join(Person, Person.id == Case.person_id)
        .join(JusticeEvent, JusticeEvent.case_id == Case.id)
        .where(
            Case.closed_on.is_(None),
            JusticeEvent.kind.in_(kinds),
            or_(JusticeEvent.ends_on.is_not(None), JusticeEvent.happened_on >= since),
        )
        .distinct()
        .order_by(Case.serial)
    )
    return store.read(chosen.where(Case.worker_id == worker_id) if worker_id else chosen)


def events_of(store: Store, case_ids: list[str]) -> dict[str, list[Any]]:
    """The events of some cases in the order they happened, by case."""
    found: dict[str, list[Any]] = {}
    for start in range(0, len(case_ids), AT_ONCE):
        part = case_ids[start : start + AT_ONCE]
        for row in store.read(
            select(JusticeEvent.__table__)
            .where(JusticeEvent.case_id.in_(part))
            .order_by(JusticeEvent.happened_on, JusticeEvent.recorded_at)
        ):
            found.setdefault(row.case_id, []).append(row)
    return found


def outcomes(store: Store, case_id: str) -> list[Any]:
    """Outcome numbers as told, in order."""
    return store.read(
        select(OutcomeTold.__table__)
        .where(OutcomeTold.case_id == case_id)
        .order_by(OutcomeTold.told_on, OutcomeTold.recorded_at, OutcomeTold.id)
    )


def outcome(store: Store, outcome_id: str) -> Any | None:
    """One of them, or None."""
    found = store.read(select(OutcomeTold.__table__).where(OutcomeTold.id == outcome_id))
    return found[0] if found else None


def last_step_back(store: Store, case_id: str) -> Any | None:
    """The latest step of the withdrawal chain: kind, day and whose words."""
    found = store.read(
        select(Withdrawal.kind, Withdrawal.decided_on, Withdrawal.whose_words)
        .where(Withdrawal.case_id == case_id)
        .order_by(Withdrawal.decided_on.desc(), Withdrawal.recorded_at.desc())
        .limit(1)
    )
    return found[0] if found else None
