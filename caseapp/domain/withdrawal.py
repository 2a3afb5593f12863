"""Stepping back, not reporting, coming back: a chain of dated, staged, reasoned events with whose words they are."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from caseapp.base.errors import Refused
from caseapp.domain.code_lists import CodeList
from caseapp.domain.working_days import WorkingCalendar

WITHDREW, NOT_REPORTED, RETURNED = "withdrew", "did_not_report", "returned"
REPORTED_BY_OTHERS = "S0T"
"""The stage of someone who did not report, while somebody else did."""
UNKNOWN = "unknown"
"""The answer to a yes-or-no question that nobody has put or nobody could answer."""


@dataclass(frozen=True, slots=True)
class WithdrawalDraft:
    """A withdrawal as typed. Reason codes come from `withdrawal_reasons`, `helped` from `would_have_helped`.

    `support_then`: was support in place when the person stepped back; `went_on`: did the case go on without them.
    """

    case_id: str
    kind: str
    stage: str
    decided_on: date
    main_reason: str | None
    also: tuple[str, ...] = ()
    helped: tuple[str, ...] = ()
    own_words: str = ""
    whose_words: str = "client"
    worker_view: str | None = None
    agency: str | None = None
    asked_by_police: str = UNKNOWN
    statement_taken: str = UNKNOWN
    ask_again: str | None = None
    may_report: bool = True
    learned_on: date | None = None
    support_then: str = UNKNOWN
    went_on: str = UNKNOWN


@dataclass(frozen=True, slots=True)
class WithdrawalRow:
    """A withdrawal as its page lists and shows it."""

    id: str
    case_id: str
    kind: str
    stage: str
    decided_on: date
    learned_on: date
    whose_words: str
    main_reason: str | None
    also: tuple[str, ...]
    helped: tuple[str, ...]
    own_words: str | None
    ask_again: str | None
    may_report: bool
    author: str
    worker_view: str | None
    agency: str | None
    asked_by_police: str
    statement_taken: str
    support_then: str
    went_on: str


def draft_of(row: WithdrawalRow) -> WithdrawalDraft:
    """A recorded step as a draft, to put it right."""
    return WithdrawalDraft(
        case_id=row.case_id,
        kind=row.kind,
        stage=row.stage,
        decided_on=row.decided_on,
        main_reason=row.main_reason,
        also=row.also,
        helped=row.helped,
        own_words=row.own_words or "",
        whose_words=row.whose_words,
        worker_view=row.worker_view,
        agency=row.agency,
        asked_by_police=row.asked_by_police,
        statement_taken=row.statement_taken,
        ask_again=row.ask_again,
        may_report=row.may_report,
        learned_on=row.learned_on,
        support_then=row.support_then,
        went_on=row.went_on,
    )


def check(draft: WithdrawalDraft, reasons: CodeList, today: date) -> None:
    """Refuse what the annual return could not count rightly.

    Raises:
        Refused: `withdrawal_without_reason`, `withdrawal_reason_unknown`, `withdrawal_in_future`,
            `withdrawal_main_twice`.
    """
    if draft.decided_on > today:
        raise Refused("withdrawal_in_future")
    if draft.kind == RETURNED:
        return
    if draft.main_reason is None:
        raise Refused("withdrawal_without_reason")
    known = {item.code for item in reasons.items}
    if not {draft.main_reason, *draft.also} <= known:
        raise Refused("withdrawal_reason_unknown")
    if draft.main_reason in draft.also:
        raise Refused("withdrawal_main_twice")


def stage_code(kind: str, journey_stage: str | None, statement_given: bool) -> str:
    """The withdrawal stage (S0…S5, R) that fits where the case stands (casework practice §4)."""
    if kind == RETURNED:
        return "R"
    if kind == NOT_REPORTED:
        return "S0"
    by_journey = {"court_hearings": "S3", "trial": "S4", "outcome": "S5"}
    if journey_stage in by_journey:
        return by_journey[journey_stage]
    return "S2" if statement_given or journey_stage == "charging_decision" else "S1"


def ask_again_on(draft: WithdrawalDraft, answers: CodeList, calendar: WorkingCalendar, today: date) -> date | None:
    """The working day on which to ask again, counted in months from the day it was said; None if nobody asked for that.

    A day already gone becomes today. `answers` is the list `ask_again`, whose `months` count.
    """
    item = answers.get(draft.ask_again or "")
    if draft.kind == RETURNED or item is None or not item.number("months"):
        return None
    said = draft.learned_on or today
    months = said.month - 1 + item.number("months")
    year, month = said.year + months // 12, months % 12 + 1
    day = date(year, month, min(said.day, monthrange(year, month)[1]))
    return calendar.at_or_after(max(day, today))
