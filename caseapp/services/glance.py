"""Works out what the caseload shows of a case. Called in the same transaction as the change it follows."""

from datetime import date

from caseapp.services.office import Office
from caseapp.store.reads import case as case_reads
from caseapp.store.reads import contacts as contact_reads
from caseapp.store.reads import rights as rights_reads
from caseapp.store.tables import Glance
from caseapp.store.unit import Unit


def refresh(office: Office, unit: Unit, case_id: str) -> None:
    """Rewrite the glance row of a case from its record, once, at the end of the unit."""
    unit.later(("glance", case_id), lambda: _rewrite(office, unit, case_id))


def _rewrite(office: Office, unit: Unit, case_id: str) -> None:
    last, spoke, total = contact_reads.last_contact_days(office.store, case_id)
    due = next_due(office, case_id, office.today())
    unit.put(
        Glance,
        {"case_id": case_id},
        next_due_on=due[0] if due else None,
        next_due_kind=due[1] if due else None,
        next_due_text=due[2] if due else None,
        last_contact_on=last,
        last_spoke_on=spoke,
        contacts=total,
    )


def next_due(office: Office, case_id: str, today: date) -> tuple[date, str, str] | None:
    """The soonest thing the case asks for: day, kind (right, follow_up, hearing), and a short text or code."""
    candidates: list[tuple[date, str, str]] = []
    right = rights_reads.next_running(office.store, case_id)
    if right is not None:
        candidates.append((right.due_on, "right", right.rule_id))
    follow_ups = case_reads.follow_ups(office.store, case_id=case_id, limit=1)
    candidates += [(item.due_on, "follow_up", item.what) for item in follow_ups]
    hearings = case_reads.hearings(office.store, today, case_id=case_id, limit=1)
    candidates += [(item.on, item.kind, item.place or "") for item in hearings]
    return min(candidates, default=None)
