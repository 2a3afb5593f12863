"""The unit of work: rows, journal and search index in one transaction.

Rows wait in memory and go to the database together, a table at a time, when something is read or the unit ends.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Executable, delete, func, insert, select, text, update

from caseapp.base.errors import Broken
from caseapp.base.whole_text import whole
from caseapp.store.journal import GENESIS, Entry, HybridClock, Who, body_of
from caseapp.store.tables import Journal, SearchRow, Table

_INSERT_TEXT = text("INSERT INTO search_text(rowid, who, what) VALUES (:doc, :who, :what)")
_DELETE_TEXT = text("DELETE FROM search_text WHERE rowid = :doc")


@dataclass
class Tail:
    """Where the journal and the search index end: kept between units so that each need not ask."""

    chain: bytes
    clock: HybridClock
    doc: int


def read_tail(connection: Connection, device: str) -> Tail:
    """The ends as they stand in the database."""
    last = connection.execute(select(Journal.chain, Journal.hlc).order_by(Journal.seq.desc()).limit(1)).one_or_none()
    doc = connection.execute(select(func.max(SearchRow.doc))).scalar() or 0
    return Tail(last.chain if last else GENESIS, HybridClock(device, last.hlc if last else None), doc)


@dataclass
class Unit:
    """One transaction's worth of changes, all kept or none. Made by `Store.unit` only."""

    connection: Connection
    who: Who
    now: datetime
    new_id: Callable[[], str]
    tail: Tail
    batch: str
    _waiting: list[tuple[type[Table] | str, dict[str, Any]]] = field(default_factory=list)
    _later: dict[tuple[str, ...], Callable[[], None]] = field(default_factory=dict)

    def add(self, table: type[Table], *, id: str | None = None, **values: Any) -> str:  # noqa: A002 - the column
        """Write a new row; returns its identifier. Fields not named take the table's default or stay unknown."""
        row = _with_defaults(table, values)
        row_id = id or self.new_id()
        row["id"] = row_id
        row["recorded_at"] = _start_of_month(self.now) if table.recorded_to_the_month else self.now
        self._waiting.append((table, row))
        if table.journaled:
            shown = {
                name: (None, value)
                for name, value in row.items()
                if value is not None and name not in {"id", "recorded_at"}
            }
            self._enter("added", table.__tablename__, row_id, _case_of(table, row), body_of(shown))
        self._index(table, row)
        return row_id

    def change(self, table: type[Table], row_id: str, **values: Any) -> bool:
        """Change fields of a row; returns False when every one already had that value.

        Raises:
            Broken: there is no such row.
        """
        before = self._one(table, row_id)
        values = {name: _kept(value) for name, value in values.items()}
        changes = {name: (before[name], value) for name, value in values.items() if before[name] != value}
        if not changes:
            return False
        after = {**before, **values}
        self.execute(update(table).where(_key(table) == row_id).values({name: after[name] for name in changes}))
        if table.journaled:
            self._enter("changed", table.__tablename__, row_id, _case_of(table, after), body_of(changes))
        if any(name in (*table.search_who, *table.search_what) for name in changes):
            self._unindex(row_id)
            self._index(table, after)
        return True

    def remove(self, table: type[Table], row_id: str) -> None:
        """Take a row away. Its values stay in the journal until they are erased."""
        before = self._one(table, row_id)
        self._unindex(row_id)
        self.execute(delete(table).where(_key(table) == row_id))
        if table.journaled:
            gone = {name: (value, None) for name, value in before.items() if value is not None and name != "id"}
            self._enter("removed", table.__tablename__, row_id, _case_of(table, before), body_of(gone))

    def note(self, action: str, entity: str, entity_id: str, case_id: str | None = None, **facts: Any) -> None:
        """Journal an act that changes no row: a case opened, a report exported, an import undone."""
        self._enter(action, entity, entity_id, case_id, body_of({k: (None, _kept(v)) for k, v in facts.items()}))

    def execute(self, statement: Executable) -> Any:
        """Run a statement after everything waiting has been written."""
        self.flush()
        return self.connection.execute(statement)

    def later(self, key: tuple[str, ...], work: Callable[[], None]) -> None:
        """Do something once at the end of the unit, however often it is asked for: what lists show of a case, say."""
        self._later[key] = work

    def settle(self) -> None:
        """Do what was left for later, then write everything."""
        while self._later:
            waiting, self._later = self._later, {}
            for work in waiting.values():
                work()
        self.flush()

    def flush(self) -> None:
        """Send what waits to the database, a table at a time: foreign keys are checked when the unit ends."""
        waiting, self._waiting = self._waiting, []
        by_table: dict[type[Table] | str, list[dict[str, Any]]] = {}
        for target, row in waiting:
            by_table.setdefault(target, []).append(row)
        for target, rows in by_table.items():
            self.connection.execute(_INSERT_TEXT if isinstance(target, str) else insert(target), rows)

    def _enter(self, action: str, entity: str, entity_id: str, case_id: str | None, body: str) -> None:
        stamp = self.tail.clock.tick(self.now)
        entry = Entry(
            self.new_id(),
            self.batch,
            stamp,
            self.who.actor,
            self.who.device,
            action,
            entity,
            entity_id,
            case_id,
            body,
        )
        row = entry.chained(self.tail.chain)
        self.tail.chain = row["chain"]
        self._waiting.append((Journal, row))

    def _index(self, table: type[Table], row: Mapping[str, Any]) -> None:
        who, what = _words(row, table.search_who), _words(row, table.search_what)
        if not who and not what:
            return
        self.tail.doc += 1
        self._waiting.append(
            (
                SearchRow,
                {
                    "doc": self.tail.doc,
                    "entity": table.__tablename__,
                    "entity_id": row["id"],
                    "case_id": _case_of(table, row),
                    "person_id": row["id"] if table.__tablename__ == "person" else None,
                },
            )
        )
        self._waiting.append(("search_text", {"doc": self.tail.doc, "who": who, "what": what}))

    def _unindex(self, row_id: str) -> None:
        doc = self.execute(select(SearchRow.doc).where(SearchRow.entity_id == row_id)).scalar()
        if doc is not None:
            self.connection.execute(_DELETE_TEXT, {"doc": doc})
            self.connection.execute(delete(SearchRow).where(SearchRow.doc == doc))

    def _one(self, table: type[Table], row_id: str) -> dict[str, Any]:
        found = self.execute(select(table.__table__).where(_key(table) == row_id)).mappings().one_or_none()
        if found is None:
            raise Broken("row_missing", table=table.__tablename__)
        return dict(found)


def _start_of_month(instant: datetime) -> datetime:
    return instant.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _key(table: type[Table]) -> Any:
    return table.__table__.c.id


def _with_defaults(table: type[Table], values: Mapping[str, Any]) -> dict[str, Any]:
    columns = table.__table__.columns
    unknown = set(values) - set(columns.keys())
    if unknown:
        raise Broken("column_unknown", table=table.__tablename__)
    row = {}
    for column in columns:
        if column.key in values:
            row[column.key] = _kept(values[column.key])
        else:
            default = column.default
            row[column.key] = default.arg if default is not None and default.is_scalar else None
    return row


def _kept(value: Any) -> Any:
    """The one place all text goes through on its way to the disk."""
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, dict):
        return {whole(name): _kept(each) for name, each in value.items()}
    return [_kept(each) for each in value] if isinstance(value, list) else value


def _case_of(table: type[Table], row: Mapping[str, Any]) -> str | None:
    case_id = row["id"] if table.__tablename__ == "episode" else row.get("case_id")
    return None if case_id is None else str(case_id)


def _words(row: Mapping[str, Any], names: Sequence[str]) -> str:
    return " ".join(str(row[name]) for name in names if row.get(name))
