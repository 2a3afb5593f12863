"""Withdrawals with their reasons, and surveys offered."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select

from caseapp.domain.withdrawal import UNKNOWN, WithdrawalRow
from caseapp.store.reads.rows import one, rows
from caseapp.store.store import Store
from caseapp.store.tables import Draft, SurveyOffer, Withdrawal, WithdrawalChoice, Worker

_WAITING = "survey:"


@dataclass(frozen=True, slots=True)
class SurveyOfferRow:
    """A survey offered in a case and what became of it; the answers cannot be found from here."""

    id: str
    instrument: str
    offered_on: date
    state: str
    author: str
    unfinished: bool
    """Cut off, and its answers wait: see `services.waiting_answers`."""


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """The draft that holds the answers of a survey not finished yet."""

    id: str
    case_id: str | None
    fields: dict[str, Any]
    field: str | None


def withdrawals(store: Store, case_id: str) -> tuple[WithdrawalRow, ...]:
    """The chain of withdrawals of a case, newest first."""
    found = store.read(
        select(Withdrawal.__table__, func.coalesce(Worker.name, "").label("author"))
        .outerjoin(Worker, Worker.id == Withdrawal.author_id)
        .where(Withdrawal.case_id == case_id)
        .order_by(Withdrawal.decided_on.desc(), Withdrawal.recorded_at.desc())
    )
    chosen: dict[tuple[str, str], list[str]] = defaultdict(list)
    ids = [row.id for row in found]
    for choice in store.read(
        select(WithdrawalChoice.withdrawal_id, WithdrawalChoice.role, WithdrawalChoice.code)
        .where(WithdrawalChoice.withdrawal_id.in_(ids))
        .order_by(WithdrawalChoice.id)
    ):
        chosen[choice.withdrawal_id, choice.role].append(choice.code)
    return tuple(
        WithdrawalRow(
            row.id,
            row.case_id,
            row.kind,
            row.stage,
            row.decided_on,
            row.learned_on,
            row.whose_words,
            next(iter(chosen[row.id, "main"]), None),
            tuple(chosen[row.id, "also"]),
            tuple(chosen[row.id, "helped"]),
            row.own_words,
            row.ask_again,
            row.may_report,
            row.author,
            row.worker_view,
            row.agency,
            row.asked_by_police,
            row.statement_taken,
            row.support_then or UNKNOWN,
            row.went_on or UNKNOWN,
        )
        for row in found
    )


def withdrawal_choices(store: Store, withdrawal_id: str) -> dict[tuple[str, str], str]:
    """What is ticked on a withdrawal: role and code, with the row that says so."""
    found = store.read(
        select(WithdrawalChoice.role, WithdrawalChoice.code, WithdrawalChoice.id).where(
            WithdrawalChoice.withdrawal_id == withdrawal_id
        )
    )
    return {(row.role, row.code): row.id for row in found}


def survey_offers(store: Store, case_id: str) -> tuple[SurveyOfferRow, ...]:
    """Surveys offered in a case, newest first."""
    return rows(
        store,
        SurveyOfferRow,
        select(
            SurveyOffer.id,
            SurveyOffer.instrument,
            SurveyOffer.offered_on,
            SurveyOffer.state,
            func.coalesce(Worker.name, "").label("author"),
            Draft.id.is_not(None).label("unfinished"),
        )
        .outerjoin(Worker, Worker.id == SurveyOffer.author_id)
        .outerjoin(Draft, and_(Draft.case_id == SurveyOffer.case_id, Draft.page == _WAITING + SurveyOffer.id))
        .where(SurveyOffer.case_id == case_id)
        .order_by(SurveyOffer.offered_on.desc()),
    )


def waiting_page(offer_id: str) -> str:
    """The page of the draft in which the answers of an offered survey wait."""
    return _WAITING + offer_id


def waiting_answers(store: Store, offer_id: str) -> WaitingRow | None:
    """The draft in which the answers of an offered survey wait; None once it is finished or erased."""
    chosen = select(Draft.id, Draft.case_id, Draft.fields, Draft.field)
    return one(store, WaitingRow, chosen.where(Draft.page == waiting_page(offer_id)))
