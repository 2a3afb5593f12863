"""Keeps what the caseload shows of a case in step with its record, in the same transaction as the change."""

from caseapp.services.office import Office
from caseapp.store import glance
from caseapp.store.unit import Unit


def refresh(office: Office, unit: Unit, case_id: str) -> None:
    """Work out the glance row of a case again, once, at the end of the unit."""
    unit.later(("glance", case_id), lambda: glance.rewrite(unit, case_id, office.today()))
