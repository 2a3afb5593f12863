"""Withdrawals: record, show, and say what the annual report will count."""

from datetime import date

from caseapp.base.errors import Refused
from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain import withdrawal as rules
from caseapp.domain.contact import FollowUpDraft
from caseapp.domain.saved import Saved
from caseapp.domain.withdrawal import RETURNED, WithdrawalDraft, WithdrawalRow
from caseapp.services import contacts, drafts, glance
from caseapp.services.office import Office, saved
from caseapp.store.reads import case as case_reads
from caseapp.store.reads import voice as reads
from caseapp.store.tables import Case, Withdrawal, WithdrawalChoice


def record(office: Office, draft: WithdrawalDraft) -> Saved:
    """Record that someone stepped back, did not report, or came back. Support carries on either way.

    "Yes, in 3 months" also makes the follow-up, three months after it was said.

    Raises:
        Refused: see `caseapp.domain.withdrawal.check`; `case_missing`.
    """
    rules.check(draft, shipped.reasons(), office.today())
    case = case_reads.case_row(office.store, draft.case_id)
    if case is None:
        raise Refused("case_missing")
    with office.unit() as unit:
        row = unit.add(
            Withdrawal,
            case_id=draft.case_id,
            kind=draft.kind,
            stage=draft.stage,
            decided_on=draft.decided_on,
            learned_on=draft.learned_on or office.today(),
            whose_words=draft.whose_words,
            own_words=draft.own_words or None,
            worker_view=draft.worker_view,
            agency=draft.agency,
            asked_by_police=draft.asked_by_police,
            statement_taken=draft.statement_taken,
            ask_again=draft.ask_again,
            may_report=draft.may_report,
            author_id=office.desk.worker_id,
        )
        for role, codes in _chosen(draft):
            for code in codes:
                unit.add(WithdrawalChoice, withdrawal_id=row, role=role, code=code)
        if draft.kind == rules.NOT_REPORTED and case.reported == "unknown":
            unit.change(Case, draft.case_id, reported="no")
        topics = {"withdrawals", "cases"}
        ask_on = rules.ask_again_on(draft, shipped.code_list("ask_again"), shipped.calendar(), office.today())
        if ask_on is not None:
            topics |= contacts.add_follow_up(office, draft.case_id, _ask_again(ask_on)).topics
        unit.later(("draft", draft.case_id), lambda: drafts.discard(office, "withdrawal", draft.case_id))
        glance.refresh(office, unit, draft.case_id)
        return saved(unit, row, *topics, case_id=draft.case_id, reference=case.reference)


def of_case(office: Office, case_id: str) -> tuple[WithdrawalRow, ...]:
    """The chain of a case, newest first."""
    return reads.withdrawals(office.store, case_id)


def starting_point(office: Office, case_id: str) -> WithdrawalDraft:
    """A draft filled in from where the case stands: what, stage and date.

    Raises:
        Refused: `case_missing`.
    """
    case = case_reads.case_row(office.store, case_id)
    if case is None:
        raise Refused("case_missing")
    kind = rules.NOT_REPORTED if case.reported == "no" else rules.WITHDREW
    statement = any(event.kind == "statement" for event in case_reads.justice_events(office.store, case_id))
    return WithdrawalDraft(case_id, kind, rules.stage_code(kind, case.stage, statement), office.today(), None)


def _chosen(draft: WithdrawalDraft) -> list[tuple[str, tuple[str, ...]]]:
    if draft.kind == RETURNED:
        return []
    main = (draft.main_reason,) if draft.main_reason else ()
    return [("main", main), ("also", draft.also), ("helped", draft.helped)]


def _ask_again(on: date) -> FollowUpDraft:
    return FollowUpDraft(_("Ask again about going on, as agreed"), on)
