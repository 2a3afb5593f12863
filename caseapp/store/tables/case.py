"""A case: one episode of support for one person, and what the lists show of it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.store.tables.base import Row, Table


class Case(Row):
    """An episode of support, from opening to closure."""

    __tablename__ = "episode"
    __table_args__ = (Index("ix_episode_open", "closed_on", "worker_id"),)
    search_who = ("reference",)

    reference: Mapped[str] = mapped_column(unique=True)
    serial: Mapped[int] = mapped_column(unique=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    worker_id: Mapped[str | None] = mapped_column(ForeignKey("worker.id"), index=True)
    opened_on: Mapped[date] = mapped_column(index=True)
    closed_on: Mapped[date | None] = mapped_column(index=True)
    closed_reason: Mapped[str | None]
    crime_group: Mapped[str | None]
    crime_type: Mapped[str | None]
    relationship: Mapped[str | None]
    risk: Mapped[str] = mapped_column(default="not_assessed")
    risk_on: Mapped[date | None]
    # yes, no, unknown; and who moved first: us or the police.
    reported: Mapped[str] = mapped_column(default="unknown")
    reported_on: Mapped[date | None]
    reported_after_support: Mapped[bool] = mapped_column(default=False)
    # Six steps of the journey; None means support only.
    stage: Mapped[str | None]
    stage_since: Mapped[date | None]
    # Enhanced rights: recorded, likely, not_recorded, unknown (Code 2020; track what police recorded).
    enhanced: Mapped[str] = mapped_column(default="unknown")
    enhanced_on: Mapped[date | None]
    # Once recorded: most_serious, persistently_targeted or vulnerable; who decided; which bodies were told.
    enhanced_category: Mapped[str | None]
    enhanced_by: Mapped[str | None]
    enhanced_shared: Mapped[str | None]
    code_edition: Mapped[str]
    crime_ref: Mapped[str | None]
    officer: Mapped[str | None]
    officer_phone: Mapped[str | None]
    police_outcome: Mapped[str | None]


class Glance(Table):
    """What the caseload shows of a case, worked out from its rows in the same transaction. Never the record."""

    __tablename__ = "glance"
    __table_args__ = (Index("ix_glance_due", "next_due_on", "case_id"),)
    journaled = False

    case_id: Mapped[str] = mapped_column(ForeignKey("episode.id", ondelete="CASCADE"), primary_key=True)
    next_due_on: Mapped[date | None]
    next_due_kind: Mapped[str | None]
    next_due_text: Mapped[str | None]
    last_contact_on: Mapped[date | None] = mapped_column(index=True)
    last_spoke_on: Mapped[date | None]
    contacts: Mapped[int] = mapped_column(default=0)


class Pin(Row):
    """A case a worker keeps at hand in the sidebar."""

    __tablename__ = "pin"

    case_id: Mapped[str] = mapped_column(ForeignKey("episode.id"), index=True)
    worker_id: Mapped[str] = mapped_column(ForeignKey("worker.id"), index=True)


class Hearing(Row):
    """A dated appointment that others fix: a court hearing or a MARAC meeting."""

    __tablename__ = "hearing"

    case_id: Mapped[str] = mapped_column(ForeignKey("episode.id"), index=True)
    kind: Mapped[str]
    on: Mapped[date] = mapped_column(index=True)
    time: Mapped[str | None]
    place: Mapped[str | None]
    cancelled_at: Mapped[datetime | None]
