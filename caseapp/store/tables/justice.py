"""What happened in the justice process, and the rights each event opened."""

from datetime import date

from sqlalchemy import ForeignKey, Index
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


class Entitlement(Row):
    """One instance of a right, opened by one event. Limit and edition are kept as they were when it opened."""

    __tablename__ = "entitlement"
    __table_args__ = (
        Index("ix_entitlement_case", "case_id", "right_number"),
        Index("ix_entitlement_due", "state", "due_on"),
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
