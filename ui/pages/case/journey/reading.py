"""What the Journey tab reads at once on the vault's thread."""

from dataclasses import dataclass
from datetime import date

from caseapp.domain.case import HearingRow
from caseapp.domain.endings import Ending
from caseapp.services import cases, drafts, journey, outcomes, suspects
from caseapp.services.journey import EventRow
from caseapp.services.office import Office
from caseapp.services.outcomes import OutcomeRow
from caseapp.services.suspects import SuspectJourney
from ui.pages.case.journey.event_form import PAGE, EventForm
from ui.work.privacy import called

REMIND_DAYS = 28


@dataclass(frozen=True, slots=True)
class Read:
    """Events, suspects, outcomes and hearings of a case. `unfinished` names the form left half typed, or is empty."""

    events: tuple[EventRow, ...]
    hearings: tuple[HearingRow, ...]
    suspects: tuple[SuspectJourney, ...]
    outcomes: tuple[OutcomeRow, ...]
    labels: tuple[tuple[str, ...], tuple[str, ...]]
    name: str
    today: date
    unfinished: str

    def endings(self) -> tuple[Ending, ...]:
        """Last days that are near or passed, each once, the soonest first."""
        found = {each.event_id: each for one in self.suspects for each in one.endings if each.days_left <= REMIND_DAYS}
        return tuple(sorted(found.values(), key=lambda each: each.on))

    def later_endings(self) -> tuple[Ending, ...]:
        """Last days further away."""
        found = {each.event_id: each for one in self.suspects for each in one.endings if each.days_left > REMIND_DAYS}
        return tuple(sorted(found.values(), key=lambda each: each.on))


def read_journey(office: Office, case_id: str) -> Read:
    """On the vault's thread: everything the tab shows."""
    head = cases.header(office, case_id)
    kept = drafts.find(office, PAGE, case_id)
    return Read(
        journey.events(office, case_id),
        journey.hearings(office, case_id),
        suspects.of_case(office, case_id),
        outcomes.of_case(office, case_id),
        (suspects.labels(office, case_id), suspects.offences(office, case_id)),
        called(head),
        office.today(),
        str(kept.fields.get("form") or EventForm.FORM) if kept is not None else "",
    )
