"""Coded attributes for returns. No name, reference, date of birth or word leaves this module: only codes and days."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from caseapp.store.reads.rows import rows
from caseapp.store.store import Store
from caseapp.store.tables import (
    Case,
    Entitlement,
    JusticeEvent,
    Person,
    SurveyAnswer,
    SurveyResponse,
    Withdrawal,
    WithdrawalChoice,
)


@dataclass(frozen=True, slots=True)
class SupportedRow:
    """A case open in the period with the person's coded attributes."""

    person_id: str
    case_id: str
    opened_on: date
    reported: str
    reported_on: date | None
    crime_group: str | None
    district: str | None
    age_band: str | None
    sex: str | None
    ethnicity: str | None
    disability: str | None
    relationship: str | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """A stepping back in the period."""

    id: str
    person_id: str
    case_id: str
    kind: str
    stage: str
    decided_on: date
    may_report: bool
    agency: str | None


def supported(store: Store, first: date, last: date) -> tuple[SupportedRow, ...]:
    """Cases open at any time in the period, oldest first."""
    return rows(
        store,
        SupportedRow,
        select(
            Case.person_id,
            Case.id.label("case_id"),
            Case.opened_on,
            Case.reported,
            Case.reported_on,
            Case.crime_group,
            *(Person.district, Person.age_band, Person.sex, Person.ethnicity, Person.disability, Case.relationship),
        )
        .join(Person, Person.id == Case.person_id)
        .where(Case.opened_on <= last, (Case.closed_on.is_(None)) | (Case.closed_on >= first))
        .order_by(Case.opened_on, Case.serial),
    )


def steps(store: Store, first: date, last: date) -> tuple[StepRow, ...]:
    """Withdrawals and decisions not to report in the period, oldest first."""
    return rows(
        store,
        StepRow,
        select(
            *(Withdrawal.id, Case.person_id, Withdrawal.case_id, Withdrawal.kind, Withdrawal.stage),
            *(Withdrawal.decided_on, Withdrawal.may_report, Withdrawal.agency),
        )
        .join(Case, Case.id == Withdrawal.case_id)
        .where(Withdrawal.decided_on.between(first, last), Withdrawal.kind != "returned")
        .order_by(Withdrawal.decided_on, Withdrawal.recorded_at),
    )


def ended(store: Store, day: date, ends: frozenset[str], opens_again: frozenset[str]) -> frozenset[str]:
    """Cases whose report is known to have ended before a day: their last event of either kind is an ending."""
    last: dict[str, str] = {}
    for row in store.read(
        select(JusticeEvent.case_id, JusticeEvent.kind)
        .where(JusticeEvent.happened_on < day, JusticeEvent.kind.in_(ends | opens_again))
        .where(JusticeEvent.precision != "unknown")
        .order_by(JusticeEvent.happened_on, JusticeEvent.recorded_at)
    ):
        last[row.case_id] = row.kind
    return frozenset(case_id for case_id, kind in last.items() if kind in ends)


def choices(store: Store, first: date, last: date) -> dict[str, list[tuple[str, str]]]:
    """Ticked answers (role, code) of each withdrawal decided in the period."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in store.read(
        select(WithdrawalChoice.withdrawal_id, WithdrawalChoice.role, WithdrawalChoice.code)
        .join(Withdrawal, Withdrawal.id == WithdrawalChoice.withdrawal_id)
        .where(Withdrawal.decided_on.between(first, last))
    ):
        found.setdefault(row.withdrawal_id, []).append((row.role, row.code))
    return found


def survey_answers(store: Store, first: date, last: date, instrument: str) -> dict[str, dict[str, int]]:
    """How often each answer was given to each question of an instrument: question → answer → count."""
    found: dict[str, dict[str, int]] = {}
    for row in store.read(
        select(SurveyAnswer.question, SurveyAnswer.value, func.count().label("n"))
        .join(SurveyResponse, SurveyResponse.id == SurveyAnswer.response_id)
        .where(SurveyResponse.answered_in.between(first, last), SurveyResponse.instrument == instrument)
        .group_by(SurveyAnswer.question, SurveyAnswer.value)
    ):
        found.setdefault(row.question, {})[row.value] = row.n
    return found


def first_day(store: Store) -> date | None:
    """The day the oldest case was opened, or None in an empty vault."""
    found = store.read(select(func.min(Case.opened_on)))
    return found[0][0] if found else None


def clocks(store: Store) -> int:
    """How many clocks were ever started."""
    return int(store.read(select(func.count()).select_from(Entitlement))[0][0])
