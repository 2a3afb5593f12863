"""The desk around the record: workers, settings, drafts, imports, releases."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.store.tables.base import Row


class Worker(Row):
    """Someone who records: a caseworker or a team lead. Shown as a first name and an initial."""

    __tablename__ = "worker"

    name: Mapped[str]
    # caseworker, lead.
    role: Mapped[str]
    slot_id: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)


class Setting(Row):
    """A choice of the service that travels with the vault: its name, place, reference prefix, report policy."""

    __tablename__ = "setting"

    key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[str]


class Draft(Row):
    """Half-typed words with their page, field and cursor. Not part of the record until saved."""

    __tablename__ = "draft"
    journaled = False

    page: Mapped[str]
    case_id: Mapped[str | None] = mapped_column(ForeignKey("episode.id", ondelete="CASCADE"), index=True)
    worker_id: Mapped[str]
    fields: Mapped[dict[str, Any]]
    field: Mapped[str | None]
    cursor: Mapped[int]


class ImportBatch(Row):
    """One import of a spreadsheet; undoing its journal batch takes all of it back."""

    __tablename__ = "import_batch"

    batch: Mapped[str]
    kind: Mapped[str]
    rows: Mapped[int]
    mapping: Mapped[str | None]
    undone_at: Mapped[datetime | None]


class ImportMapping(Row):
    """A saved column mapping (TOML), so that next month's sheet needs no thought."""

    __tablename__ = "import_mapping"

    name: Mapped[str] = mapped_column(unique=True)
    body: Mapped[str]


class Release(Row):
    """The ledger of what has left: the figures of one release, so that the next cannot be subtracted from it."""

    __tablename__ = "release"

    universe: Mapped[str]
    period_from: Mapped[date]
    period_to: Mapped[date]
    place: Mapped[str]
    policy: Mapped[str]
    tables: Mapped[list[Any]]
    digest: Mapped[str]
