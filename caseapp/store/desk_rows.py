"""Writes to the desk around the record that need no journal."""

from sqlalchemy import delete

from caseapp.store.tables import Draft
from caseapp.store.unit import Unit


def forget_drafts(unit: Unit, worker_id: str, page: str, case_id: str | None) -> None:
    """Delete a worker's draft of a page, in one case or in none."""
    same_case = Draft.case_id.is_(None) if case_id is None else Draft.case_id == case_id
    unit.execute(delete(Draft).where(Draft.worker_id == worker_id, Draft.page == page, same_case))
