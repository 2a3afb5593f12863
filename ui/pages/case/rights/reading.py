"""What the Rights tab reads at once on the vault's thread, and which lines show their challenge."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from caseapp.domain import shipped
from caseapp.domain.challenge_view import LadderView
from caseapp.domain.contact import ContactRow
from caseapp.domain.document import DocumentRow
from caseapp.domain.entitlement import Standing
from caseapp.domain.rights_view import RightInstance, RightsView
from caseapp.services import cases, challenges, contacts, documents, drafts, rights
from caseapp.services.office import Office
from caseapp.services.own_deadlines import SOON_DAYS, OwnDeadlines
from ui.pages.case.rights.forms import PAGE, About
from ui.work.privacy import without_names

_EVIDENCE_OFFERED = 15
_CALLS_FOR_IT = frozenset({Standing.MISSED.value, Standing.POSSIBLY_LATE.value, Standing.UNKNOWN.value})


@dataclass(frozen=True, slots=True)
class Read:
    """Rights, ladders by instance, the latest contacts to show as evidence, and an unfinished form."""

    view: RightsView
    ladders: Mapping[str, LadderView]
    contacts: tuple[ContactRow, ...]
    documents: tuple[DocumentRow, ...]
    own: OwnDeadlines
    """The victim's own deadlines of the next four weeks."""
    today: date
    reference: str
    draft: Mapping[str, Any] | None

    def ladder(self, row: RightInstance | None, begun: str) -> LadderView | None:
        """The challenge to show with a line: it is late, somebody has begun, or is beginning now (`begun`)."""
        found = self.ladders.get(row.id or "") if row is not None else None
        if row is None or found is None:
            return None
        taken = any(step.started_on is not None for step in found.steps)
        return found if taken or row.standing in _CALLS_FOR_IT or begun == row.id else None

    def can_begin(self, row: RightInstance | None) -> bool:
        """Whether there is a challenge of this line with a step to take."""
        found = self.ladders.get(row.id or "") if row is not None else None
        return found is not None and found.live is not None

    def about(self, row: RightInstance, number: int, step: str = "") -> About:
        """What a form about a line needs; with `step`, of its challenge."""
        found = self.ladders.get(row.id or "")
        taken = [one for one in (found.steps if found is not None else ()) if one.code == step]
        challenge_id = next((one.id for one in taken if one.id is not None), "")
        return About(row, number, self.view.call_name, self.today, self.contacts, step, challenge_id, self.documents)


def read_rights(office: Office, case_id: str) -> Read:
    """On the vault's thread: everything the tab shows."""
    shipped.catalogue()  # kept once read, which takes longer than the window may wait
    found = drafts.find(office, PAGE, case_id)
    head, until = cases.header(office, case_id), office.today() + timedelta(days=SOON_DAYS)
    return Read(
        without_names(rights.for_case(office, case_id), head),
        without_names(dict(challenges.of_case(office, case_id)), head),
        contacts.chronology(office, case_id, limit=_EVIDENCE_OFFERED).rows,
        documents.of_case(office, case_id),
        without_names(rights.own_deadlines(office, case_id=case_id, until=until), head),
        office.today(),
        head.reference,
        found.fields if found else None,
    )
