"""Safe contact, the contact log and follow-ups."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.store.tables.base import Row


class SafeContact(Row):
    """How someone can be reached without harm. A new row is a new version; the newest one holds."""

    __tablename__ = "safe_contact"
    __table_args__ = (Index("ix_safe_contact_case", "case_id", "version"),)
    search_who = ("number",)

    case_id: Mapped[str] = mapped_column(ForeignKey("episode.id"))
    version: Mapped[int]
    number: Mapped[str | None]
    email: Mapped[str | None]
    post: Mapped[str | None]
    # yes, no, unknown for each way of reaching the person.
    call_safe: Mapped[str]
    text_safe: Mapped[str]
    voicemail_safe: Mapped[str]
    whatsapp_safe: Mapped[str]
    email_safe: Mapped[str]
    post_safe: Mapped[str]
    # [{"days": [0, 1], "from": "10:00", "to": "14:00"}]; Monday is 0; London wall-clock time.
    windows: Mapped[list[Any]]
    code_word: Mapped[str | None]
    danger_word: Mapped[str | None]
    if_someone_else: Mapped[str | None]
    say_you_are: Mapped[str | None]
    who_else: Mapped[str | None]
    # Everyone who must never be told anything about this case, as the person said it.
    must_not_receive: Mapped[str | None]
    device_monitored: Mapped[str]
    confirmed_on: Mapped[date | None]
    recheck_on: Mapped[date | None]
    author_id: Mapped[str] = mapped_column(ForeignKey("worker.id"))


class Contact(Row):
    """One contact, reached or only tried. Later words are an addendum: a new row that names the one it adds to."""

    __tablename__ = "contact"
    __table_args__ = (
        Index("ix_contact_case_at", "case_id", "at"),
        Index("ix_contact_adds_to", "adds_to", sqlite_where=text("adds_to IS NOT NULL")),
    )
    search_what = ("note",)

    case_id: Mapped[str] = mapped_column(ForeignKey("episode.id"))
    at: Mapped[datetime] = mapped_column(index=True)
    minutes: Mapped[int | None]
    channel: Mapped[str]
    result: Mapped[str]
    # client, agency, other.
    with_whom: Mapped[str]
    agency: Mapped[str | None]
    reached: Mapped[bool]
    note: Mapped[str]
    # fact, client_said, other_said, opinion, plan, emotional_support (kept apart for section 44A requests).
    note_class: Mapped[str]
    adds_to: Mapped[str | None] = mapped_column(ForeignKey("contact.id"))
    author_id: Mapped[str] = mapped_column(ForeignKey("worker.id"))


class FollowUp(Row):
    """Something a worker has promised to do by a day."""

    __tablename__ = "follow_up"
    __table_args__ = (
        Index("ix_follow_up_open", "done_at", "due_on"),
        Index("ix_follow_up_from", "from_contact", sqlite_where=text("from_contact IS NOT NULL")),
    )

    case_id: Mapped[str | None] = mapped_column(ForeignKey("episode.id"), index=True)
    worker_id: Mapped[str | None] = mapped_column(ForeignKey("worker.id"))
    what: Mapped[str]
    # call, email, task: decides what Today says about safety.
    kind: Mapped[str]
    due_on: Mapped[date]
    due_time: Mapped[str | None]
    done_at: Mapped[datetime | None]
    from_contact: Mapped[str | None] = mapped_column(ForeignKey("contact.id"))
