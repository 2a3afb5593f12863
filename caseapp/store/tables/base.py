"""What every table shares: naming, identifiers, instants, and which columns feed the search index."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, MetaData, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator
from typing_extensions import override

CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Instant(TypeDecorator[datetime]):
    """An aware moment in UTC, kept as sortable text to the millisecond, such as 2026-11-21T14:32:05.123Z."""

    impl = String(24)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else instant_text(value)

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


def instant_text(value: datetime) -> str:
    """An instant as it is stored."""
    return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Table(DeclarativeBase):
    """Root of every table. Rows are written through the unit of work, never through an ORM session."""

    metadata = MetaData(naming_convention=CONVENTION)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Instant(),
        str: Text(),
        dict[str, Any]: JSON(),
        list[Any]: JSON(),
    }

    # Columns whose words can be searched: names in `who`, notes in `what`.
    search_who: ClassVar[tuple[str, ...]] = ()
    search_what: ClassVar[tuple[str, ...]] = ()
    # Derived tables and drafts are not part of the record, so they stay out of the journal.
    journaled: ClassVar[bool] = True
    # For rows whose exact time would give away whose they are.
    recorded_to_the_month: ClassVar[bool] = False


class Row(Table):
    """A table of the record: each row has a time-ordered identifier and the instant it was written."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    recorded_at: Mapped[datetime]
