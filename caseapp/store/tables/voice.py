"""What victims decided and said: withdrawals with their reasons, and surveys."""

from datetime import date

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.store.tables.base import Row


class Withdrawal(Row):
    """One step of a chain: stepped back, did not report, or came back. Own words never leave the vault."""

    __tablename__ = "withdrawal"

    case_id: Mapped[str] = mapped_column(ForeignKey("episode.id"), index=True)
    # withdrew, did_not_report, returned.
    kind: Mapped[str]
    stage: Mapped[str]
    decided_on: Mapped[date] = mapped_column(index=True)
    learned_on: Mapped[date]
    # client, police, cps, other.
    whose_words: Mapped[str]
    own_words: Mapped[str | None]
    worker_view: Mapped[str | None]
    agency: Mapped[str | None]
    asked_by_police: Mapped[str]
    statement_taken: Mapped[str]
    # in_3_months, only_if_they_ask, no, not_asked.
    ask_again: Mapped[str | None]
    may_report: Mapped[bool] = mapped_column(default=True)
    author_id: Mapped[str] = mapped_column(ForeignKey("worker.id"))
    # yes, no, unknown; nothing in steps recorded before these were asked.
    support_then: Mapped[str | None]
    went_on: Mapped[str | None]


class WithdrawalChoice(Row):
    """A ticked answer on a withdrawal: a reason (main or also) or something that might have helped."""

    __tablename__ = "withdrawal_choice"
    __table_args__ = (Index("ix_withdrawal_choice_withdrawal", "withdrawal_id", "role"),)

    withdrawal_id: Mapped[str] = mapped_column(ForeignKey("withdrawal.id"))
    # main, also, helped.
    role: Mapped[str]
    code: Mapped[str]


class SurveyOffer(Row):
    """That a survey was offered in a case, and what became of it. Holds no answers."""

    __tablename__ = "survey_offer"

    case_id: Mapped[str] = mapped_column(ForeignKey("episode.id"), index=True)
    instrument: Mapped[str]
    offered_on: Mapped[date]
    # answered, declined, not_safe, started.
    state: Mapped[str]
    author_id: Mapped[str] = mapped_column(ForeignKey("worker.id"))


class SurveyResponse(Row):
    """Answers that cannot be followed back to a case: only the coded attributes a return needs are kept.

    The identifier is random, the instant is cut to the month, the table keeps no insertion order and the journal has
    no entry, so that neither order nor time links a response to the offer it answers.
    """

    __tablename__ = "survey_response"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's form
    journaled = False
    recorded_to_the_month = True

    instrument: Mapped[str]
    version: Mapped[str]
    answered_in: Mapped[date] = mapped_column(index=True)
    mode: Mapped[str]
    crime_group: Mapped[str | None]
    stage: Mapped[str | None]
    district: Mapped[str | None]
    age_band: Mapped[str | None]
    sex: Mapped[str | None]
    ethnicity_group: Mapped[str | None]


class SurveyAnswer(Row):
    """One answer: the code chosen, or what was said instead (not_sure, rather_not_say, skipped)."""

    __tablename__ = "survey_answer"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's form
    journaled = False
    recorded_to_the_month = True

    response_id: Mapped[str] = mapped_column(ForeignKey("survey_response.id"), index=True)
    question: Mapped[str]
    value: Mapped[str]
