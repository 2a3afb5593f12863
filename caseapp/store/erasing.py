"""Taking rows away for good: values out of the tables, the search index and the journal. The chain still verifies.

The journal keeps that something was erased, never what: an entry's body and salt go, its digest stays. Rows that hang
on an erased row go with it. Which rows make up a person is decided above this floor.
"""

from collections.abc import Iterable

from sqlalchemy import delete, null, select, update

from caseapp.store.store import Store
from caseapp.store.tables import Journal, Table
from caseapp.store.unit import Unit

ERASED = "erased"
Named = tuple[str, str]
"""Name of the table, identifier of the row."""


def erase(unit: Unit, rows: Iterable[Named]) -> int:
    """Erase rows, and note each one, even one that is not there: a later restore must know. Returns how many went.

    Names of tables that no longer exist are noted and passed over.
    """
    tables = {mapper.class_.__tablename__: mapper.class_ for mapper in Table.registry.mappers}
    gone: set[Named] = set()
    removed = 0
    waiting = list(rows)
    while waiting:
        name, row_id = waiting.pop()
        if (name, row_id) in gone:
            continue
        gone.add((name, row_id))
        table = tables.get(name)
        if table is not None:
            waiting.extend(_hanging_on(unit, tables, table, row_id))
            removed += _take(unit, table, row_id)
        unit.execute(
            update(Journal)
            .where(Journal.entity == name, Journal.entity_id == row_id, Journal.body.is_not(None))
            .values(body=null(), salt=null())
        )
        unit.note(ERASED, name, row_id)
    return removed


def erased(store: Store) -> tuple[Named, ...]:
    """Every row that was ever erased here, in order."""
    found = store.read(select(Journal.entity, Journal.entity_id).where(Journal.action == ERASED).order_by(Journal.seq))
    return tuple((str(row.entity), str(row.entity_id)) for row in found)


def _take(unit: Unit, table: type[Table], row_id: str) -> int:
    unit._unindex(row_id)
    return int(unit.execute(delete(table).where(table.__table__.c.id == row_id)).rowcount)


def _hanging_on(unit: Unit, tables: dict[str, type[Table]], table: type[Table], row_id: str) -> list[Named]:
    """Rows that name this one in a foreign key; what the database takes along by itself is left to it."""
    found: list[Named] = []
    for name, other in tables.items():
        for column in other.__table__.columns:
            for key in column.foreign_keys:
                if key.column.table is table.__table__ and key.ondelete != "CASCADE":
                    rows = unit.execute(select(other.__table__.c.id).where(column == row_id))
                    found.extend((name, str(row.id)) for row in rows)
    return found
