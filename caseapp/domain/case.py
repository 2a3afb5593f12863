"""A case as it is opened, shown at the top of its pages, and listed."""

from dataclasses import dataclass, field
from datetime import date, datetime

from caseapp.base.errors import Refused
from caseapp.base.whole_text import said
from caseapp.domain.code_lists import CodeList
from caseapp.domain.enhanced import ToldBody, category
from caseapp.domain.person import PersonDetails
from caseapp.domain.safe_contact import SafeContactDetails

STAGES = ("reported", "investigation", "charging_decision", "court_hearings", "trial", "outcome")
RISKS = ("high", "medium", "standard", "not_assessed")


@dataclass(frozen=True, slots=True)
class NewReferral:
    """How someone came to the service, as received."""

    received_on: date
    route: str | None = None
    received_time: str | None = None
    referrer_name: str | None = None
    referrer_agency: str | None = None
    client_told: str | None = None
    consent: str | None = None
    risk: str | None = None
    risk_tool: str | None = None
    crime_ref: str | None = None
    crime_group: str | None = None
    their_id: str | None = None
    summary: str | None = None


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case to open. Give `person_id` when search found the person; else `person` describes a new one.

    `referral_id` takes up a referral that already waits; else `referral` is recorded with the case.
    """

    referral: NewReferral | None
    person: PersonDetails | None = None
    person_id: str | None = None
    referral_id: str | None = None
    crime_group: str | None = None
    crime_type: str | None = None
    relationship: str | None = None
    risk: str = "not_assessed"
    reported: str = "unknown"
    reported_on: date | None = None
    crime_ref: str | None = None
    officer: str | None = None
    officer_phone: str | None = None
    safe_contact: SafeContactDetails | None = None


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A line of the caseload."""

    id: str
    reference: str
    first_name: str | None
    last_name: str | None
    known_as: str | None
    district: str | None
    risk: str
    stage: str | None
    reported: str
    next_due_on: date | None
    next_due_kind: str | None
    next_due_text: str | None
    last_contact_on: date | None
    worker: str | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class CaseloadQuery:
    """Which cases, in what order. Empty tuples mean any. `sort` is a column of `CaseRow` with `-` for descending."""

    text: str = ""
    worker_id: str | None = None
    risks: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    due_before: date | None = None
    closed: bool = False
    sort: str = "next_due_on"
    offset: int = 0
    limit: int = 200


@dataclass(frozen=True, slots=True)
class CaseHeader:
    """What stays at the top of every page of a case."""

    id: str
    reference: str
    person_id: str
    first_name: str | None
    last_name: str | None
    known_as: str | None
    born_on: date | None
    age_band: str | None
    district: str | None
    crime_group: str | None
    crime_type: str | None
    relationship: str | None
    opened_on: date
    closed_on: date | None
    closed_reason: str | None
    worker: str | None
    risk: str
    risk_on: date | None
    reported: str
    reported_on: date | None
    stage: str | None
    stage_since: date | None
    enhanced: str
    enhanced_on: date | None
    code_edition: str
    crime_ref: str | None
    officer: str | None
    officer_phone: str | None
    police_outcome: str | None
    language: str | None
    interpreter: str | None
    lives_with: str | None
    contacts: int
    rights_late: int
    stages_reached: tuple[tuple[str, date], ...] = field(default=())
    pinned: bool = False
    enhanced_category: str | None = None
    enhanced_by: str | None = None
    enhanced_shared: str | None = None
    """As it was typed before bodies were kept one by one."""
    enhanced_told: tuple[ToldBody, ...] = ()
    read_only: bool = False
    """Whether the whole vault can only be read."""

    @property
    def changeable(self) -> bool:
        """Whether anything can be recorded: the case is open, and so is the vault."""
        return self.closed_on is None and not self.read_only


@dataclass(frozen=True, slots=True)
class CaseHit:
    """A case found by search; `why` says what matched: reference, name, note."""

    id: str
    reference: str
    first_name: str | None
    last_name: str | None
    known_as: str | None
    district: str | None
    closed_on: date | None
    why: str
    snippet: str = ""


@dataclass(frozen=True, slots=True)
class WaitingReferral:
    """A referral that nobody has taken up yet."""

    id: str
    person_id: str
    first_name: str | None
    last_name: str | None
    known_as: str | None
    district: str | None
    received_on: date
    received_time: str | None
    route: str | None
    risk: str | None
    crime_group: str | None
    summary: str | None
    decision: str = "pending"


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case of somebody who is known: what a list of people needs to name it."""

    id: str
    person_id: str
    reference: str
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class ReferralDetail:
    """Everything a referral says, and the person it is about. `again` counts the person's other referrals,
    `cases` are references of the person's cases."""

    id: str
    person_id: str
    person: PersonDetails
    referral: NewReferral
    decision: str
    decision_reason: str | None
    case_id: str | None
    imported: bool
    again: int
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeedsDoing:
    """Something the case asks for next: a right that is due, a follow-up, a hearing."""

    kind: str
    what: str
    detail: str
    due_on: date | None
    due_time: str | None
    row_id: str
    working_days_late: int = 0


@dataclass(frozen=True, slots=True)
class HearingRow:
    """A hearing or MARAC meeting with the case it is about."""

    id: str
    case_id: str
    reference: str
    first_name: str | None
    last_name: str | None
    known_as: str | None
    kind: str
    on: date
    time: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A journal entry in words a person can read: when, who, what was done, which fields.

    `rule_id` is the rule of the entitlement an entry is about, which a change alone does not name; else empty.
    """

    seq: int
    at: datetime
    actor: str
    action: str
    entity: str
    fields: tuple[tuple[str, str, str], ...]
    rule_id: str = ""


def check(new: NewCase, today: date) -> None:
    """Refuse a case that cannot be opened.

    Raises:
        Refused: `case_without_person`, `case_without_name`, `referral_in_future`, `report_in_future`.
    """
    if new.person is None and new.person_id is None:
        raise Refused("case_without_person")
    if new.person is not None and not any(
        map(said, (new.person.first_name, new.person.last_name, new.person.known_as))
    ):
        raise Refused("case_without_name")
    if new.referral is not None and new.referral.received_on > today:
        raise Refused("referral_in_future")
    if new.reported_on is not None and new.reported_on > today:
        raise Refused("report_in_future")


def likely_enhanced(crime_group: str | None, groups: CodeList, born_on: date | None, on: date) -> str:
    """Whether enhanced rights are likely (Code 2020, enhanced rights; `crime_groups.toml`, and being under 18). Likely
    is not recorded: ask the police to confirm."""
    return "likely" if category(crime_group, groups, born_on, on) else "unknown"
