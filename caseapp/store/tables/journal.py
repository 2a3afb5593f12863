"""The journal: audit trail, History tab and undo in one append-only, hash-chained table; and the search index."""

from sqlalchemy import Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from caseapp.store.tables.base import Table


class Journal(Table):
    """One change of one row. `body` and `salt` can be erased; `digest` stays, so the chain still verifies."""

    __tablename__ = "journal"
    __table_args__ = (
        Index("ix_journal_batch", "batch"),
        Index("ix_journal_case", "case_id", "seq"),
    )
    journaled = False

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[str] = mapped_column(String(32))
    batch: Mapped[str] = mapped_column(String(32))
    hlc: Mapped[str]
    actor: Mapped[str]
    device: Mapped[str]
    # added, changed, removed; and acts that change no row: opened, exported, imported, undone.
    action: Mapped[str]
    entity: Mapped[str]
    entity_id: Mapped[str]
    case_id: Mapped[str | None]
    body: Mapped[str | None]
    salt: Mapped[bytes | None] = mapped_column(LargeBinary)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    chain: Mapped[bytes] = mapped_column(LargeBinary)


class SearchRow(Table):
    """Which row a document of the full-text index stands for; its key is the document's (positive) rowid."""

    __tablename__ = "search_row"
    __table_args__ = (Index("ix_search_row_entity", "entity_id", unique=True),)
    journaled = False

    doc: Mapped[int] = mapped_column(Integer, primary_key=True)
    entity: Mapped[str]
    entity_id: Mapped[str]
    # The case, or for a person the person: resolved when searching.
    case_id: Mapped[str | None]
    person_id: Mapped[str | None]
