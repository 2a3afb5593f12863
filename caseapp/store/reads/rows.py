"""From a statement to frozen rows."""

from typing import Any, ClassVar, Protocol, TypeVar

from sqlalchemy import Executable

from caseapp.store.store import Store


class FrozenRow(Protocol):
    """A dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


T = TypeVar("T", bound=FrozenRow)


def rows(store: Store, kind: type[T], statement: Executable) -> tuple[T, ...]:
    """Every row as a frozen value; the statement's labels are the value's fields."""
    found = store.read(statement)
    if not found:
        return ()
    labels = list(found[0]._fields)
    places = [labels.index(name) for name in kind.__dataclass_fields__ if name in labels]
    names = [labels[place] for place in places]
    leading = names == list(kind.__dataclass_fields__)[: len(names)]
    if leading:
        return tuple(kind(*[row[place] for place in places]) for row in found)
    return tuple(kind(**{name: row[place] for name, place in zip(names, places, strict=True)}) for row in found)


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
