"""Writes to the desk around the record that need no journal."""

from collections.abc import Sequence

from sqlalchemy import delete, func, or_

from caseapp.store.tables import Draft
from caseapp.store.unit import Unit


def forget_drafts(unit: Unit, worker_id: str, page: str, case_id: str | None) -> None:
    """Delete a worker's draft of a page, in one case or in none."""
    same_case = Draft.case_id.is_(None) if case_id is None else Draft.case_id == case_id
    unit.execute(delete(Draft).where(Draft.worker_id == worker_id, Draft.page == page, same_case))


def forget_draft(unit: Unit, draft_id: str) -> None:
    """Delete one draft."""
    unit.execute(delete(Draft).where(Draft.id == draft_id))


def forget_drafts_of_person(unit: Unit, person_id: str, referral_ids: Sequence[str]) -> None:
    """Delete every worker's draft of a new case for a person; drafts in their cases go with the cases."""
    of_referrals = Draft.page.in_([f"new_case:{referral}" for referral in referral_ids])
    unit.execute(delete(Draft).where(or_(of_referrals, func.json_extract(Draft.fields, "$.person_id") == person_id)))
