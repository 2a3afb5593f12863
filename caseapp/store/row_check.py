"""Is every row still what the journal says was last written to it?

SQLCipher accepts an old copy of one page, put back by somebody who can write the file: page checks and structure
checks stay clean, and a few rows silently go back in time. The journal knows better. Each row is written as the same
canonical JSON as its journal entry and compared by SHA-256. Rows changed since they were added are few, so their
fields are folded one by one; only a digest of all others is held: about 100 bytes a row of memory.

Not covered: the instant a row was recorded, and tables outside the journal (drafts, what lists show, survey answers,
which must not be linkable to an entry).
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import JSON, Boolean, bindparam, text

from caseapp.base.errors import Refused
from caseapp.crypto.digest import sha256
from caseapp.store.store import Store
from caseapp.store.tables import Table

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

_AT_ONCE = 5_000
_ENCODE = json.JSONEncoder(separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode
_TEXT = json.encoder.encode_basestring
_UNKNOWN = None  # the values were erased from the journal while the row stayed: nothing to compare with
_Expected = dict[str, "bytes | dict[str, Any] | None"]

_OF_ROWS = "action IN ('added', 'changed', 'removed', 'erased')"
_ENTRIES = text(
    "SELECT seq, action, entity, entity_id, body FROM journal "  # noqa: S608  # our own words
    f"WHERE seq > :after AND {_OF_ROWS} ORDER BY seq LIMIT :most"
)
_CHANGED = text("SELECT DISTINCT entity_id FROM journal WHERE action = 'changed'")
_COUNT = text(f"SELECT count(*) FROM journal WHERE {_OF_ROWS}")  # noqa: S608
_CASES = text(
    "SELECT DISTINCT e.reference FROM journal AS j JOIN episode AS e ON e.id = j.case_id WHERE j.entity_id IN :ids"
).bindparams(bindparam("ids", expanding=True))


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that is not what the journal says: `altered`, `missing`, or `unexplained` (no entry speaks of it)."""

    table: str
    row_id: str
    kind: Literal["altered", "missing", "unexplained"]


@dataclass(frozen=True, slots=True)
class RowCheck:
    """What the check found, over how many rows."""

    rows: int
    faults: tuple[RowFault, ...]


def check_rows(store: Store, progress: Progress | None = None, cancelled: Cancelled | None = None) -> RowCheck:
    """Compare every journaled row with the journal. Raises `Refused("cancelled")`."""
    tables = _journaled()
    counts = {name: int(store.read(text(f'SELECT count(*) FROM "{name}"'))[0][0]) for name in tables}  # noqa: S608
    steps = _Steps(int(store.read(_COUNT)[0][0]) + sum(counts.values()), progress, cancelled)
    changed = {str(row.entity_id) for row in store.read(_CHANGED)}
    expected = _fold(store, tables, lambda row_id: row_id in changed, steps)
    faults = [fault for name in tables for fault in _compare(store, tables[name], expected[name], steps)]
    doubtful = {fault.row_id for fault in faults if fault.kind == "altered"} - changed
    if doubtful:
        faults = _look_again(store, tables, faults, doubtful, steps)
    return RowCheck(sum(counts.values()), tuple(faults))


def cases_of(store: Store, faults: tuple[RowFault, ...], most: int = 20) -> tuple[str, ...]:
    """The references of the cases that some faults belong to, so that a caseworker knows where to look."""
    ids = [fault.row_id for fault in faults[:500]]
    return tuple(sorted(str(row.reference) for row in store.read(_CASES, {"ids": ids}))[:most])


class _Steps:
    """Counts what was read, tells it, and stops when asked to."""

    def __init__(self, total: int, progress: Progress | None, cancelled: Cancelled | None) -> None:
        self._done, self._total, self._progress, self._cancelled = 0, total, progress, cancelled

    def __call__(self, read: int) -> None:
        if self._cancelled is not None and self._cancelled():
            raise Refused("cancelled")
        self._done = min(self._done + read, self._total)
        if self._progress is not None:
            self._progress(self._done, self._total)


def _journaled() -> dict[str, type[Table]]:
    kinds = (mapper.class_ for mapper in Table.registry.mappers)
    return {kind.__tablename__: kind for kind in kinds if kind.journaled}


def _fold(
    store: Store, tables: dict[str, type[Table]], in_full: Callable[[str], bool], steps: _Steps
) -> dict[str, _Expected]:
    """What each row should be: a digest of its only entry, or its fields where there were more."""
    expected: dict[str, _Expected] = {name: {} for name in tables}
    after = 0
    while page := store.read(_ENTRIES, {"after": after, "most": _AT_ONCE}):
        for seq, action, entity, row_id, body in page:
            after = seq
            rows = expected.get(entity)
            if rows is None:
                continue
            if action in {"removed", "erased"}:
                rows.pop(row_id, None)
            elif body is None:
                rows[row_id] = _UNKNOWN
            elif action == "added":
                rows[row_id] = _after(body) if in_full(row_id) else sha256(body.encode())
            else:
                fields = rows.get(row_id)
                if isinstance(fields, dict):
                    fields |= _after(body)
        steps(len(page))
    return expected


def _after(body: str) -> dict[str, Any]:
    changes: dict[str, list[Any]] = json.loads(body)
    return {name: after for name, (_, after) in changes.items()}


def _compare(store: Store, table: type[Table], expected: _Expected, steps: _Steps) -> Iterator[RowFault]:
    name = table.__tablename__
    shape = _Shape(table)
    for row_id, values in _rows(store, shape, steps):
        if row_id not in expected:
            yield RowFault(name, row_id, "unexplained")
            continue
        due = expected.pop(row_id)
        if isinstance(due, bytes):
            right = sha256(shape.body(values).encode()) == due
        else:
            right = due is _UNKNOWN or _present(due) == shape.fields(values)
        if not right:
            yield RowFault(name, row_id, "altered")
    for row_id, due in expected.items():
        if due is not _UNKNOWN:
            yield RowFault(name, row_id, "missing")


def _present(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


class _Shape:
    """How the rows of one table are read, and written as the journal writes them."""

    def __init__(self, table: type[Table]) -> None:
        columns = sorted(
            (column for column in table.__table__.columns if column.key not in {"id", "recorded_at"}),
            key=lambda column: column.key,
        )
        self.table = table.__tablename__
        self.names = [column.key for column in columns]
        self._openings = [f"{_TEXT(column.key)}:[null," for column in columns]
        self._kinds = [_kind(column.type) for column in columns]

    def fields(self, values: Sequence[Any]) -> dict[str, Any]:
        """The fields that are known, by name."""
        read = {
            name: value if kind is None or value is None else kind(value)
            for name, kind, value in zip(self.names, self._kinds, values, strict=True)
        }
        return _present(read)

    def body(self, values: Sequence[Any]) -> str:
        """The canonical JSON of the entry that added such a row: a third of the time of building a table first."""
        parts = []
        for opening, kind, value in zip(self._openings, self._kinds, values, strict=True):
            if value is None:
                continue
            if kind is bool:
                written = "true" if value else "false"
            elif kind is None:
                written = _TEXT(value) if type(value) is str else str(value) if type(value) is int else _ENCODE(value)
            else:
                written = _ENCODE(kind(value))
                if written == "null":
                    continue
            parts.append(f"{opening}{written}]")
        return "{" + ",".join(parts) + "}"


def _kind(of: Any) -> Callable[[Any], Any] | None:
    """How a stored value becomes the value that the journal writes; None where they are the same."""
    if isinstance(of, Boolean):
        return bool
    return json.loads if isinstance(of, JSON) else None


def _rows(store: Store, shape: _Shape, steps: _Steps) -> Iterator[tuple[str, Sequence[Any]]]:
    """Each row's identifier and its other values, as they are stored."""
    wanted = ", ".join(f'"{name}"' for name in ["id", *shape.names])
    page_of = text(f'SELECT {wanted} FROM "{shape.table}" WHERE id > :after ORDER BY id LIMIT :most')  # noqa: S608
    after = ""
    while page := store.read(page_of, {"after": after, "most": _AT_ONCE}):
        for row_id, *values in page:
            yield row_id, values
        after = page[-1][0]
        steps(len(page))


def _look_again(
    store: Store, tables: dict[str, type[Table]], faults: list[RowFault], doubtful: set[str], steps: _Steps
) -> list[RowFault]:
    """The doubtful rows field by field: an older version may have written the same values in another form."""
    fields = _fold(store, tables, lambda row_id: row_id in doubtful, steps)
    kept = [fault for fault in faults if fault.row_id not in doubtful]
    for name in {fault.table for fault in faults if fault.row_id in doubtful}:
        shape = _Shape(tables[name])
        for row_id, values in _rows(store, shape, steps):
            due = fields[name].get(row_id)
            if row_id in doubtful and isinstance(due, dict) and _present(due) != shape.fields(values):
                kept.append(RowFault(name, row_id, "altered"))
    return kept
