"""What the Withdrawal tab reads of a case: the steps so far, where it stands, and the draft that waits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from caseapp.domain.case import CaseHeader
from caseapp.domain.withdrawal import WithdrawalDraft, WithdrawalRow
from caseapp.services import cases, drafts, withdrawals
from caseapp.services.office import Office

PAGE = "withdrawal"
"""Under which name the half-typed form is kept."""


@dataclass(frozen=True, slots=True)
class Read:
    """What the tab shows. `start` is filled in from where the case stands."""

    header: CaseHeader
    steps: tuple[WithdrawalRow, ...]
    start: WithdrawalDraft
    draft: dict[str, Any] | None
    kept_at: datetime | None


def reading(office: Office, case_id: str) -> Read:
    """All of it in one go, on the vault's thread.

    Raises:
        Refused: `case_missing`.
    """
    kept = drafts.find(office, PAGE, case_id)
    return Read(
        cases.header(office, case_id),
        withdrawals.of_case(office, case_id),
        withdrawals.starting_point(office, case_id),
        dict(kept.fields) if kept is not None else None,
        kept.recorded_at if kept is not None else None,
    )
