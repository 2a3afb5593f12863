"""Cases: search, open, list, show, allocate, close."""

from dataclasses import dataclass, replace

from caseapp.base.errors import Refused
from caseapp.domain import shipped
from caseapp.domain.case import (
    RISKS,
    STAGES,
    CaseHeader,
    CaseHit,
    CaseloadQuery,
    CaseRow,
    KnownCase,
    NewCase,
    ReferralDetail,
    WaitingReferral,
    check,
    likely_enhanced,
)
from caseapp.domain.enhanced import ToldBody
from caseapp.domain.person import PersonDetails
from caseapp.domain.saved import Saved
from caseapp.services import enhanced_likely, glance, journey, people, safe_contacts
from caseapp.services.numbering import next_reference
from caseapp.services.office import Office, saved
from caseapp.store.reads import case as reads
from caseapp.store.reads import caseload as caseload_reads
from caseapp.store.reads import known_people, search
from caseapp.store.reads import referrals as referral_reads
from caseapp.store.reads import rights as right_reads
from caseapp.store.reads.desk import WorkerRow, workers
from caseapp.store.tables import Case, Person, Pin, Referral
from caseapp.store.unit import Unit

EDITION = "2020"


@dataclass(frozen=True, slots=True)
class CasePage:
    """One page of the caseload and how many there are in all."""

    rows: tuple[CaseRow, ...]
    total: int


def find(office: Office, typed: str, limit: int = 12) -> tuple[CaseHit, ...]:
    """Cases that match a reference, a name, a number or a note; open ones first."""
    return search.find_cases(office.store, typed, limit)


def caseload(office: Office, query: CaseloadQuery) -> CasePage:
    """A page of the caseload, sorted and filtered by the database.

    Raises:
        Refused: `sort_unknown`.
    """
    if query.sort.removeprefix("-") not in caseload_reads.SORTS:
        raise Refused("sort_unknown")
    return CasePage(caseload_reads.list_cases(office.store, query), caseload_reads.count_cases(office.store, query))


def waiting(office: Office, limit: int = 500) -> tuple[WaitingReferral, ...]:
    """Referrals that nobody has taken up yet."""
    return reads.waiting_referrals(office.store, limit)


def known_cases(office: Office) -> tuple[KnownCase, ...]:
    """Every case with the person it is for; with `imports.known_people`, what `domain.known_search` looks through."""
    return known_people.known_cases(office.store)


def person_details(office: Office, person_id: str) -> PersonDetails:
    """What is recorded about a person; nothing of somebody who is not there."""
    return known_people.details_of(office.store, (person_id,)).get(person_id, PersonDetails())


def referral(office: Office, referral_id: str) -> ReferralDetail:
    """Everything a referral says.

    Raises:
        Refused: `referral_missing`.
    """
    found = referral_reads.referral_detail(office.store, referral_id)
    if found is None:
        raise Refused("referral_missing")
    return found


def decide_referral(office: Office, referral_id: str, decision: str, reason: str | None = None) -> Saved:
    """Record what was decided about a referral that no case is opened from; `waiting_list` and `pending` leave it open.

    Raises:
        Refused: `referral_missing`, `referral_taken`, `referral_decision_unknown` (also for `accepted`: open the case).
    """
    item = shipped.code_list("referral_decisions").get(decision)
    if item is None or item.flag("opens_case"):
        raise Refused("referral_decision_unknown")
    if referral(office, referral_id).case_id is not None:
        raise Refused("referral_taken")
    decided_on = None if decision == "pending" else office.today()
    with office.unit() as unit:
        unit.change(Referral, referral_id, decision=decision, decided_on=decided_on, decision_reason=reason)
        return saved(unit, referral_id, "referrals")


def team(office: Office) -> tuple[WorkerRow, ...]:
    """Everyone who works here."""
    return workers(office.store)


def open_case(office: Office, new: NewCase) -> Saved:
    """Open a case, with its referral, the person and how to reach them safely.

    Raises:
        Refused: see `caseapp.domain.case.check`; `referral_taken` when someone has taken the referral up already.
    """
    check(new, office.today())
    with office.unit() as unit:
        person_id = new.person_id or people.add(office, unit, new.person or PersonDetails())
        born_on = (new.person or person_details(office, person_id)).born_on
        serial, reference = next_reference(office)
        case_id = unit.add(
            Case,
            reference=reference,
            serial=serial,
            person_id=person_id,
            worker_id=office.desk.worker_id,
            opened_on=office.today(),
            crime_group=new.crime_group,
            crime_type=new.crime_type,
            relationship=new.relationship,
            risk=new.risk,
            risk_on=office.today() if new.risk != "not_assessed" else None,
            reported=new.reported,
            reported_on=new.reported_on,
            enhanced=likely_enhanced(new.crime_group, shipped.code_list("crime_groups"), born_on, office.today()),
            code_edition=EDITION,
            crime_ref=new.crime_ref,
            officer=new.officer,
            officer_phone=new.officer_phone,
        )
        _take_referral(office, unit, new, case_id, person_id)
        if new.safe_contact is not None:
            safe_contacts.record(office, case_id, new.safe_contact)
        if new.reported == "yes":
            journey.record(office, journey.EventDraft(case_id, "report", new.reported_on))
        glance.refresh(office, unit, case_id)
        return saved(unit, case_id, "cases", "referrals", case_id=case_id, reference=reference)


def take_up(office: Office, new: NewCase, **person: object) -> Saved:
    """Open a case for somebody who is known already, with what was put right about them on the way. A referral that
    turned out to be about another person than it was filed under is filed under the case's person, and what it says
    otherwise than that person's record is kept in its summary.

    Raises:
        Refused: as `open_case`.
    """
    with office.unit() as unit:
        if new.person_id is not None and person:
            unit.change(Person, new.person_id, **person)
        opened = open_case(office, new)
        case_id = opened.row_id
        if new.referral_id is not None and new.person_id is not None:
            people.file_under(office, unit, referral(office, new.referral_id), new.person_id)
        return saved(unit, case_id, *opened.topics, case_id=case_id, reference=opened.reference)


def header(office: Office, case_id: str) -> CaseHeader:
    """What stays at the top of a case's pages.

    Raises:
        Refused: `case_missing`.
    """
    found = reads.case_header(office.store, case_id, office.today(), office.desk.worker_id)
    if found is None:
        raise Refused("case_missing")
    told = right_reads.enhanced_told(office.store, case_id) if found.enhanced == "recorded" else []
    return replace(
        found,
        stages_reached=journey.stages_reached(office, case_id),
        enhanced_told=tuple(ToldBody(row.agency, row.told_on) for row in told),
        read_only=office.read_only,
    )


def opened(office: Office, case_id: str) -> CaseHeader:
    """Open a case on screen: the same as `header`, and the journal notes who looked, where it can be written."""
    found = header(office, case_id)
    if not office.read_only:
        with office.unit() as unit:
            unit.note("opened", Case.__tablename__, case_id, case_id)
    return found


def change(office: Office, case_id: str, **fields: str | None) -> Saved:
    """Change facts of a case: worker_id, crime_group, crime_type, relationship, crime_ref, officer, officer_phone,
    enhanced, police_outcome.

    Raises:
        Refused: `case_missing`.
    """
    current = header(office, case_id)
    with office.unit() as unit:
        if "enhanced" in fields:
            blank = dict.fromkeys(("enhanced_category", "enhanced_by", "enhanced_shared"))
            unit.change(Case, case_id, enhanced_on=office.today(), **blank)
        unit.change(Case, case_id, **fields)
        if "crime_group" in fields:
            enhanced_likely.look_again(office, unit, case_id)
        return saved(unit, case_id, "cases", "rights", case_id=case_id, reference=current.reference)


def change_person(office: Office, case_id: str, **fields: object) -> Saved:
    """Change facts about the person a case is for; fields are those of `PersonDetails`."""
    current = header(office, case_id)
    with office.unit() as unit:
        unit.change(Person, current.person_id, **fields)
        if "born_on" in fields:
            enhanced_likely.look_again(office, unit, case_id)
        return saved(unit, case_id, "cases", case_id=case_id, reference=current.reference)


def assess(office: Office, case_id: str, risk: str) -> Saved:
    """Record the risk grade of today.

    Raises:
        Refused: `risk_unknown`.
    """
    if risk not in RISKS:
        raise Refused("risk_unknown")
    current = header(office, case_id)
    with office.unit() as unit:
        unit.change(Case, case_id, risk=risk, risk_on=office.today())
        return saved(unit, case_id, "cases", case_id=case_id, reference=current.reference)


def close(office: Office, case_id: str, reason: str) -> Saved:
    """Close a case for a reason of `closure_reasons`.

    Raises:
        Refused: `closure_reason_unknown`, `case_closed_already`.
    """
    current = header(office, case_id)
    if reason not in shipped.code_list("closure_reasons"):
        raise Refused("closure_reason_unknown")
    if current.closed_on is not None:
        raise Refused("case_closed_already")
    with office.unit() as unit:
        unit.change(Case, case_id, closed_on=office.today(), closed_reason=reason)
        glance.refresh(office, unit, case_id)
        return saved(unit, case_id, "cases", "rights", case_id=case_id, reference=current.reference)


def reopen(office: Office, case_id: str) -> Saved:
    """Open a closed case again; that it was closed, and why, stays in the history.

    Raises:
        Refused: `case_missing`, `case_open_already`.
    """
    current = header(office, case_id)
    if current.closed_on is None:
        raise Refused("case_open_already")
    with office.unit() as unit:
        unit.change(Case, case_id, closed_on=None, closed_reason=None)
        glance.refresh(office, unit, case_id)
        return saved(unit, case_id, "cases", "rights", case_id=case_id, reference=current.reference)


def pin(office: Office, case_id: str, *, keep: bool) -> Saved:
    """Keep a case at hand in the sidebar, or no longer."""
    current = header(office, case_id)
    with office.unit() as unit:
        row = reads.pin_id(office.store, case_id, office.desk.worker_id)
        if keep and row is None:
            row = unit.add(Pin, case_id=case_id, worker_id=office.desk.worker_id)
        elif not keep and row is not None:
            unit.remove(Pin, row)
        return saved(unit, row or case_id, "pins", case_id=case_id, reference=current.reference)


def stage_number(stage: str | None) -> int:
    """How many of the six steps are reached; 0 for support only."""
    return STAGES.index(stage) + 1 if stage in STAGES else 0


def _take_referral(office: Office, unit: Unit, new: NewCase, case_id: str, person_id: str) -> None:
    accepted = {"case_id": case_id, "decision": "accepted", "decided_on": office.today()}
    if new.referral_id is not None:
        waiting_one = reads.referral_row(office.store, new.referral_id)
        if waiting_one is None or waiting_one.case_id is not None:
            raise Refused("referral_taken")
        unit.change(Referral, new.referral_id, **accepted)
    elif new.referral is not None:
        values = {name: getattr(new.referral, name) for name in new.referral.__dataclass_fields__}
        unit.add(Referral, person_id=person_id, **{**values, **accepted})
