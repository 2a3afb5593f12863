"""What happened in the justice process, the rights each event opened, and how a right is fought for."""

from datetime import date

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.store.tables.base import Row


class JusticeEvent(Row):
    """Something the police, the CPS or a court did. When it happened and when we learned of it are two facts."""

    __tablename__ = "justice_event"
    __table_args__ = (Index("ix_justice_event_case", "case_id", "happened_on"),)

    case_id: Mapped[str] = mapped_column(ForeignKey("episode.id"))
    kind: Mapped[str]
    happened_on: Mapped[date]
    # day, about, unknown.
    precision: Mapped[str]
    learned_on: Mapped[date]
    source: Mapped[str | None]
    detail: Mapped[str | None]
    author_id: Mapped[str] = mapped_column(ForeignKey("worker.id"))
    # A label such as A or B, never a name; None: the only one, or not said.
    suspect: Mapped[str | None]
    # Bail, an order or a licence: its last day.
    ends_on: Mapped[date | None]
    # A date moved: who caused it (code of moved_by).
    caused_by: Mapped[str | None]
    # A short label of the offence, where the offences of one suspect go different ways; None: all of them.
    offence: Mapped[str | None]


class Entitlement(Row):
    """One instance of a right, opened by one event. Limit and edition are kept as they were when it opened."""

    __tablename__ = "entitlement"
    __table_args__ = (
        # The database has no statistics to plan by: the index of a case must look the best in every question about a
        # case (two columns beat one), and the one of own deadlines cannot be chosen for the rights of everybody.
        Index("ix_entitlement_case", "case_id", "state", "due_on"),
        Index("ix_entitlement_due", "state", "due_on"),
        Index("ix_entitlement_evidence", "evidence_contact", sqlite_where=text("evidence_contact IS NOT NULL")),
        Index("ix_entitlement_own", "state", "due_on", sqlite_where=text("victims_own IS 1")),
    )

    case_id: Mapped[str] = mapped_column(ForeignKey("episode.id"))
    event_id: Mapped[str] = mapped_column(ForeignKey("justice_event.id"), index=True)
    rule_id: Mapped[str]
    edition: Mapped[str]
    right_number: Mapped[int]
    provider: Mapped[str]
    enhanced: Mapped[bool]
    opened_on: Mapped[date]
    # Possibly late after due_on; certainly late after certain_on (differs only for clocks that start on receipt).
    due_on: Mapped[date | None]
    certain_on: Mapped[date | None]
    why: Mapped[str]
    # A deadline of the victim's own: it passes, nobody breaks it.
    victims_own: Mapped[bool] = mapped_column(default=False)
    approximate: Mapped[bool] = mapped_column(default=False)
    # running, told, declined, paused, not_possible, not_applicable, unknown.
    state: Mapped[str]
    told_on: Mapped[date | None]
    told_how: Mapped[str | None]
    understood: Mapped[str | None]
    safe: Mapped[str | None]
    paused_until: Mapped[date | None]
    reason: Mapped[str | None]
    evidence_contact: Mapped[str | None] = mapped_column(ForeignKey("contact.id"))
    evidence_document: Mapped[str | None] = mapped_column(ForeignKey("document.id"))
    # With unknown: the day the body was asked and could not say.
    asked_on: Mapped[date | None]
    # code, statute, agency-standard, local, agreed: only the first two may be called the victim's right.
    layer: Mapped[str] = mapped_column(default="code", server_default="code")


class Challenge(Row):
    """One step of asking a body to keep a right: a question, a complaint, a review. Facts only, no support notes."""

    __tablename__ = "challenge"
    __table_args__ = (
        Index("ix_challenge_entitlement", "entitlement_id", "started_on"),
        Index("ix_challenge_due", "state", "reply_due_on"),
    )

    case_id: Mapped[str] = mapped_column(ForeignKey("episode.id"), index=True)
    entitlement_id: Mapped[str] = mapped_column(ForeignKey("entitlement.id"))
    # A step of resources/journey/challenge.toml.
    step: Mapped[str]
    started_on: Mapped[date]
    # email, letter, phone, form, in_person.
    how: Mapped[str]
    to_whom: Mapped[str | None]
    reply_due_on: Mapped[date | None]
    reply_why: Mapped[str]
    # A complaint is owed an answer of its own (Right 12): that instance keeps the clock then.
    reply_entitlement: Mapped[str | None] = mapped_column(ForeignKey("entitlement.id"))
    # waiting, answered, withdrawn.
    state: Mapped[str]
    answered_on: Mapped[date | None]
    # yes, no, unknown: whether the answer put it right.
    resolved: Mapped[str | None]
    answer: Mapped[str | None]
    evidence_contact: Mapped[str | None] = mapped_column(ForeignKey("contact.id"))
    answer_contact: Mapped[str | None] = mapped_column(ForeignKey("contact.id"))
    evidence_document: Mapped[str | None] = mapped_column(ForeignKey("document.id"))
    answer_document: Mapped[str | None] = mapped_column(ForeignKey("document.id"))
    author_id: Mapped[str] = mapped_column(ForeignKey("worker.id"))


class Document(Row):
    """A paper or file that is kept elsewhere: what it is, of what day, and where to find it. Never its content."""

    __tablename__ = "document"

    case_id: Mapped[str] = mapped_column(ForeignKey("episode.id"), index=True)
    what: Mapped[str]
    # The day it bears; None: it bears none, or nobody looked.
    dated: Mapped[date | None]
    kept_where: Mapped[str]
    author_id: Mapped[str] = mapped_column(ForeignKey("worker.id"))


class EnhancedTold(Row):
    """A body that was told enhanced rights apply: the status must travel, or the slow limit is used."""

    __tablename__ = "enhanced_told"

    case_id: Mapped[str] = mapped_column(ForeignKey("episode.id"), index=True)
    # A code of agencies.
    agency: Mapped[str]
    # None: told, the day is not known.
    told_on: Mapped[date | None]


class OutcomeTold(Row):
    """A Home Office outcome number as the police told it, and what the client says about it."""

    __tablename__ = "outcome_told"

    case_id: Mapped[str] = mapped_column(ForeignKey("episode.id"), index=True)
    code: Mapped[str]
    told_on: Mapped[date]
    suspect: Mapped[str | None]
    # A short label as in the events, where the offences of one suspect end differently; None: all of them.
    offence: Mapped[str | None]
    # supports, does_not, not_asked: whether the client supports action, in their own words.
    client_says: Mapped[str]
    asked_on: Mapped[date | None]
    author_id: Mapped[str] = mapped_column(ForeignKey("worker.id"))
