"""Withdrawals: record, show, and say what the annual report will count."""

from collections.abc import Mapping
from typing import Any

from caseapp.base.errors import Refused
from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain import withdrawal as rules
from caseapp.domain.contact import FollowUpDraft
from caseapp.domain.saved import Saved
from caseapp.domain.withdrawal import RETURNED, WithdrawalDraft, WithdrawalRow
from caseapp.services import contacts, drafts, glance, rule_book
from caseapp.services.office import Office, saved
from caseapp.store.reads import case as case_reads
from caseapp.store.reads import voice as reads
from caseapp.store.tables import Case, FollowUp, Withdrawal, WithdrawalChoice
from caseapp.store.unit import Unit


def record(office: Office, draft: WithdrawalDraft) -> Saved:
    """Record that someone stepped back, did not report, or came back. Support carries on either way.

    "Yes, in 3 months" also makes the follow-up, three months after it was said.

    Raises:
        Refused: see `caseapp.domain.withdrawal.check`; `case_missing`.
    """
    rules.check(draft, shipped.reasons(), office.today())
    case = _case(office, draft.case_id)
    with office.unit() as unit:
        row = unit.add(
            Withdrawal,
            case_id=draft.case_id,
            learned_on=draft.learned_on or office.today(),
            author_id=office.desk.worker_id,
            **_facts(draft),
        )
        _choose(unit, row, draft, {})
        topics = {"withdrawals", "cases"} | _ask_again(office, unit, draft, None)
        _afterwards(office, unit, case, draft)
        return saved(unit, row, *topics, case_id=draft.case_id, reference=case.reference)


def change(office: Office, withdrawal_id: str, draft: WithdrawalDraft) -> Saved:
    """Put a recorded step right. What it said before stays in the history.

    The follow-up that "Yes, in 3 months" made comes and goes with that answer.

    Raises:
        Refused: see `caseapp.domain.withdrawal.check`; `case_missing`; `withdrawal_missing`, undone meanwhile.
    """
    rules.check(draft, shipped.reasons(), office.today())
    case = _case(office, draft.case_id)
    before = next((row for row in of_case(office, draft.case_id) if row.id == withdrawal_id), None)
    if before is None:
        raise Refused("withdrawal_missing")
    with office.unit() as unit:
        learned = draft.learned_on or before.learned_on
        unit.change(Withdrawal, withdrawal_id, learned_on=learned, **_facts(draft))
        _choose(unit, withdrawal_id, draft, reads.withdrawal_choices(office.store, withdrawal_id))
        topics = {"withdrawals", "cases"} | _ask_again(office, unit, draft, rules.draft_of(before))
        _afterwards(office, unit, case, draft)
        return saved(unit, withdrawal_id, *topics, case_id=draft.case_id, reference=case.reference)


def of_case(office: Office, case_id: str) -> tuple[WithdrawalRow, ...]:
    """The chain of a case, newest first."""
    return reads.withdrawals(office.store, case_id)


def starting_point(office: Office, case_id: str) -> WithdrawalDraft:
    """A draft filled in from where the case stands: what, stage and date.

    Raises:
        Refused: `case_missing`.
    """
    case = _case(office, case_id)
    kind = rules.NOT_REPORTED if case.reported == "no" else rules.WITHDREW
    statement = any(event.kind == "statement" for event in case_reads.justice_events(office.store, case_id))
    return WithdrawalDraft(case_id, kind, rules.stage_code(kind, case.stage, statement), office.today(), None)


def _case(office: Office, case_id: str) -> Any:
    case = case_reads.case_row(office.store, case_id)
    if case is None:
        raise Refused("case_missing")
    return case


def _facts(draft: WithdrawalDraft) -> dict[str, Any]:
    """What the row says, but for the case, the author and the day it was learned of."""
    return {
        "kind": draft.kind,
        "stage": draft.stage,
        "decided_on": draft.decided_on,
        "whose_words": draft.whose_words,
        "own_words": draft.own_words or None,
        "worker_view": draft.worker_view,
        "agency": draft.agency,
        "asked_by_police": draft.asked_by_police,
        "statement_taken": draft.statement_taken,
        "support_then": draft.support_then,
        "went_on": draft.went_on,
        "ask_again": draft.ask_again,
        "may_report": draft.may_report,
    }


def _choose(unit: Unit, row: str, draft: WithdrawalDraft, before: Mapping[tuple[str, str], str]) -> None:
    """Tick what the draft ticks: new ticks are added, those taken away go, the rest stay. `before` maps to row ids."""
    main = (draft.main_reason,) if draft.main_reason else ()
    chosen = {"main": main, "also": draft.also, "helped": draft.helped} if draft.kind != RETURNED else {}
    now = [(role, code) for role, codes in chosen.items() for code in codes]
    for choice, choice_id in before.items():
        if choice not in now:
            unit.remove(WithdrawalChoice, choice_id)
    for role, code in now:
        if (role, code) not in before:
            unit.add(WithdrawalChoice, withdrawal_id=row, role=role, code=code)


def _ask_again(office: Office, unit: Unit, draft: WithdrawalDraft, before: WithdrawalDraft | None) -> set[str]:
    """Make the follow-up that was promised, or take back the one that no longer is; gives back what changed."""
    answers, calendar = shipped.code_list("ask_again"), rule_book.book(office).calendar
    today = office.today()
    ask_on = rules.ask_again_on(draft, answers, calendar, today)
    asked_on = rules.ask_again_on(before, answers, calendar, today) if before is not None else None
    if ask_on == asked_on:
        return set()
    what = _("Ask again about going on, as agreed")
    if asked_on is not None:
        for promised in contacts.open_follow_ups(office, draft.case_id):
            if promised.what == what:
                unit.remove(FollowUp, promised.id)
    if ask_on is not None:
        contacts.add_follow_up(office, draft.case_id, FollowUpDraft(what, ask_on))
    return {"follow_ups", "cases"}


def _afterwards(office: Office, unit: Unit, case: Any, draft: WithdrawalDraft) -> None:
    """What follows from a step: whether it was reported, the draft that is done with, and what lists show."""
    if draft.kind == rules.NOT_REPORTED and case.reported == "unknown":
        unit.change(Case, draft.case_id, reported="no")
    unit.later(("draft", draft.case_id), lambda: drafts.discard(office, "withdrawal", draft.case_id))
    glance.refresh(office, unit, draft.case_id)
