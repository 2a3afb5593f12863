"""Today: what falls due, what was promised, who waits, who has gone quiet."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from caseapp.domain.case import HearingRow
from caseapp.domain.contact import FollowUpRow
from caseapp.domain.rights_view import DueRight
from caseapp.domain.safe_contact import CallAdvice, SafeContactDetails, call_advice
from caseapp.services import drafts, rights, rule_book, suspects
from caseapp.services.office import Office
from caseapp.services.own_deadlines import SOON_DAYS, OwnDeadlines
from caseapp.services.suspects import EndingInCase
from caseapp.store.reads import case as reads
from caseapp.store.reads import today as today_reads

QUIET_AFTER = timedelta(days=14)
LOOK_AHEAD = timedelta(days=7)
ENDINGS_AHEAD = timedelta(days=14)
NO_DEADLINES = OwnDeadlines(None, 0, ())


@dataclass(frozen=True, slots=True)
class KnownCase:
    """A case by reference and names, for the log box and the sidebar."""

    id: str
    reference: str
    first_name: str | None
    last_name: str | None
    known_as: str | None


@dataclass(frozen=True, slots=True)
class FollowUpToday:
    """A follow-up with the answer to "is it safe to reach them?" (None where there is nobody to reach)."""

    row: FollowUpRow
    contact: SafeContactDetails | None
    advice: CallAdvice | None


@dataclass(frozen=True, slots=True)
class FirstContact:
    """A case in which nobody has tried to reach the person yet."""

    id: str
    reference: str
    first_name: str | None
    last_name: str | None
    known_as: str | None
    district: str | None
    risk: str
    route: str | None
    received_on: date | None
    received_time: str | None


@dataclass(frozen=True, slots=True)
class QuietCase:
    """A case without contact for two weeks or more."""

    id: str
    reference: str
    first_name: str | None
    last_name: str | None
    known_as: str | None
    last_contact_on: date | None
    last_spoke_on: date | None
    days: int


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Half-typed words kept on a page: which page and form of it, which case and whose, since when."""

    id: str
    page: str
    case_id: str | None
    form: str
    kept_at: datetime
    reference: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    known_as: str | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """The Today page in one value."""

    on: date
    is_working_day: bool
    next_working_day: date
    recent: tuple[KnownCase, ...]
    rights_due: tuple[DueRight, ...]
    rights_due_total: int
    next_due_after: DueRight | None
    follow_ups: tuple[FollowUpToday, ...]
    hearings: tuple[HearingRow, ...]
    first_contacts: tuple[FirstContact, ...]
    first_contacts_total: int
    quiet: tuple[QuietCase, ...]
    follow_ups_total: int = 0
    quiet_total: int = 0
    unfinished: tuple[Unfinished, ...] = ()
    own_deadlines: OwnDeadlines = NO_DEADLINES
    """The victims' own last days in the next four weeks: they cannot be undone, so they come first."""
    endings: tuple[EndingInCase, ...] = ()
    """Last days of bail, orders and conditions in the next two weeks, and those just passed."""
    begun: bool = True
    """False while the vault holds no case at all, open or closed."""


@dataclass(frozen=True, slots=True)
class Sidebar:
    """The figures and pinned cases of the sidebar."""

    open_cases: int
    referrals: int
    rights_due: int
    pinned: tuple[KnownCase, ...]


def today(office: Office, *, mine: bool = True, limit: int = 8) -> Today:
    """Everything the Today page shows, for the worker at the desk or the whole team."""
    day = office.today()
    calendar = rule_book.book(office).calendar
    worker = office.desk.worker_id if mine else None
    until = day + LOOK_AHEAD
    due = rights.falling_due(office, until, mine=mine, limit=limit)
    after = () if due else rights.falling_due(office, day + timedelta(days=365), mine=mine, limit=1)
    first = today_reads.first_contact_waiting(office.store, worker, 500)
    asked = _follow_ups_asked(office, worker, until)
    return Today(
        on=day,
        is_working_day=calendar.is_working_day(day),
        next_working_day=calendar.next_working_day(day),
        recent=tuple(KnownCase(*row) for row in today_reads.recent_cases(office.store, office.desk.worker_id, 3)),
        rights_due=due,
        rights_due_total=rights.count_falling_due(office, until, mine=mine),
        next_due_after=after[0] if after else None,
        follow_ups=_follow_ups(office, asked[:limit]),
        hearings=reads.hearings(office.store, day, worker_id=worker, limit=6),
        first_contacts=tuple(_first_contact(row) for row in first[:6]),
        first_contacts_total=len(first),
        quiet=tuple(_quiet(row, day) for row in today_reads.quiet_cases(office.store, day - QUIET_AFTER, worker, 6)),
        follow_ups_total=len(asked),
        quiet_total=today_reads.count_quiet_cases(office.store, day - QUIET_AFTER, worker),
        unfinished=_unfinished(office),
        own_deadlines=rights.own_deadlines(office, mine=mine, until=day + timedelta(days=SOON_DAYS)),
        endings=suspects.ending_soon(office, day + ENDINGS_AHEAD, mine=mine),
        begun=today_reads.any_case(office.store),
    )


def sidebar(office: Office) -> Sidebar:
    """What the sidebar shows beside each place."""
    worker = office.desk.worker_id
    return Sidebar(
        open_cases=reads.open_counts(office.store, None),
        referrals=reads.waiting_count(office.store),
        rights_due=rights.count_falling_due(office, office.today() + LOOK_AHEAD, mine=True),
        pinned=tuple(KnownCase(*row) for row in reads.pinned_cases(office.store, worker)),
    )


def _follow_ups_asked(office: Office, worker: str | None, until: date) -> list[FollowUpRow]:
    found = reads.follow_ups(office.store, worker_id=worker, limit=500)
    return [row for row in found if row.due_on <= until]


def _follow_ups(office: Office, asked: list[FollowUpRow]) -> tuple[FollowUpToday, ...]:
    contacts = reads.safe_contacts_for(office.store, [row.case_id for row in asked if row.case_id])
    shown = []
    for row in asked:
        details = contacts.get(row.case_id or "")
        reaching = row.kind in {"call", "email", "text"} and row.case_id is not None
        shown.append(FollowUpToday(row, details, call_advice(details, office.now()) if reaching else None))
    return tuple(shown)


def _unfinished(office: Office) -> tuple[Unfinished, ...]:
    kept = drafts.all_of_mine(office)
    rows = today_reads.known_cases(office.store, [draft.case_id for draft in kept if draft.case_id])
    whose = {row.id: tuple(row)[1:] for row in rows}
    return tuple(
        Unfinished(
            draft.id,
            draft.page,
            draft.case_id,
            str(draft.fields.get("form") or ""),
            draft.recorded_at,
            *whose.get(draft.case_id, ()),
        )
        for draft in kept
    )


def _first_contact(row: Any) -> FirstContact:
    return FirstContact(**{name: getattr(row, name) for name in FirstContact.__dataclass_fields__})


def _quiet(row: Any, day: date) -> QuietCase:
    names = [name for name in QuietCase.__dataclass_fields__ if name != "days"]
    since: date = row.last_contact_on or row.opened_on
    return QuietCase(**{name: getattr(row, name) for name in names}, days=(day - since).days)
