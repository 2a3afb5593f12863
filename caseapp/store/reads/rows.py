"""From a statement to frozen rows."""

from typing import Any, TypeVar

from sqlalchemy import Executable

from caseapp.store.store import Store

T = TypeVar("T")


def rows(store: Store, kind: type[T], statement: Executable) -> tuple[T, ...]:
    """Every row as a frozen value; the statement's labels are the value's fields."""
    return tuple(kind(**row._mapping) for row in store.read(statement))


def one(store: Store, kind: type[T], statement: Executable) -> T | None:
    """The first row as a frozen value, or None."""
    found = rows(store, kind, statement)
    return found[0] if found else None


def text_or_none(store: Store, statement: Executable) -> str | None:
    """The first value of the first row as text, or None."""
    found = scalar(store, statement)
    return None if found is None else str(found)


def scalar(store: Store, statement: Executable) -> Any:
    """The first value of the first row, or None."""
    found = store.read(statement)
    return found[0][0] if found else None
