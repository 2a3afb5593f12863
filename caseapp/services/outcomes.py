"""Police outcomes as told, compared with what the client says."""

from dataclasses import dataclass
from datetime import date

from caseapp.base.errors import Refused
from caseapp.domain import shipped
from caseapp.domain.police_outcome import NOT_ASKED, SAYS, ChainStep, OutcomeCheck, compare
from caseapp.domain.saved import Saved
from caseapp.services import journey
from caseapp.services.office import Office, saved
from caseapp.store.reads import case as case_reads
from caseapp.store.reads import journey as reads
from caseapp.store.tables import Case, OutcomeTold


@dataclass(frozen=True, slots=True)
class OutcomeDraft:
    """An outcome number as the police told it. `client_says`: supports, does_not, not_asked.

    `suspect` and `offence` are the short labels of the events: offences of one suspect can end differently.
    """

    case_id: str
    code: str
    told_on: date
    suspect: str | None = None
    client_says: str = NOT_ASKED
    offence: str | None = None


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """An outcome told, with how it fits what the client says."""

    id: str
    told_on: date
    suspect: str | None
    client_says: str
    check: OutcomeCheck
    offence: str | None = None


def record(office: Office, draft: OutcomeDraft) -> Saved:
    """Record an outcome as told; the newest is the case's.

    Raises:
        Refused: `case_missing`, `outcome_unknown`, `told_in_future`, `suspect_label_long`, `offence_label_long`.
    """
    if draft.code not in shipped.code_list("police_outcomes") or draft.client_says not in SAYS:
        raise Refused("outcome_unknown")
    if draft.told_on > office.today():
        raise Refused("told_in_future")
    journey.check_labels(draft.suspect, draft.offence)
    reference = case_reads.reference_of(office.store, draft.case_id)
    if reference is None:
        raise Refused("case_missing")
    with office.unit() as unit:
        row = unit.add(
            OutcomeTold,
            case_id=draft.case_id,
            code=draft.code,
            told_on=draft.told_on,
            suspect=(draft.suspect or "").strip() or None,
            offence=(draft.offence or "").strip() or None,
            client_says=draft.client_says,
            asked_on=None if draft.client_says == NOT_ASKED else office.today(),
            author_id=office.desk.worker_id,
        )
        if all(each.told_on <= draft.told_on for each in reads.outcomes(office.store, draft.case_id)):
            unit.change(Case, draft.case_id, police_outcome=draft.code)
        return saved(unit, row, "journey", "cases", case_id=draft.case_id, reference=reference)


def client_says(office: Office, outcome_id: str, says: str) -> Saved:
    """Record what the client answered to "is that what you said?".

    Raises:
        Refused: `outcome_unknown`.
    """
    row = reads.outcome(office.store, outcome_id)
    if row is None or says not in SAYS:
        raise Refused("outcome_unknown")
    with office.unit() as unit:
        asked = None if says == NOT_ASKED else office.today()
        unit.change(OutcomeTold, outcome_id, client_says=says, asked_on=asked)
        return saved(unit, outcome_id, "journey", "cases", case_id=row.case_id)


def of_case(office: Office, case_id: str) -> tuple[OutcomeRow, ...]:
    """Outcomes told in a case with their checks; one kept in the case alone, as it came, stands first."""
    chain = _chain(office, case_id)
    rows = reads.outcomes(office.store, case_id)
    found = tuple(
        OutcomeRow(
            row.id, row.told_on, row.suspect, row.client_says, compare(row.code, row.client_says, chain), row.offence
        )
        for row in rows
    )
    case = case_reads.case_row(office.store, case_id)
    if case is not None and case.police_outcome and not found:
        check = compare(case.police_outcome, NOT_ASKED, chain)
        return (OutcomeRow("", case.opened_on, None, NOT_ASKED, check),)
    return found


def _chain(office: Office, case_id: str) -> ChainStep | None:
    row = reads.last_step_back(office.store, case_id)
    return None if row is None else ChainStep(row.kind, row.decided_on, row.whose_words == "client")
