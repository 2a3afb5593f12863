"""Reverses journal entries: what was added goes, what was removed returns, what was changed gets its old value."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, select

from caseapp.base.errors import Refused
from caseapp.store.tables import Table
from caseapp.store.tables.base import Instant
from caseapp.store.unit import Unit

_TABLES: dict[str, type[Table]] = {mapper.class_.__tablename__: mapper.class_ for mapper in Table.registry.mappers}


def reverse(unit: Unit, entries: Iterable[Any]) -> set[str]:
    """Reverse a batch, last entry first; returns the cases it touched.

    Raises:
        Refused: `undo_overtaken` when a row no longer is as the batch left it; then nothing is changed.
    """
    cases: set[str] = set()
    for entry in sorted(entries, key=lambda each: each.seq, reverse=True):
        table = _TABLES.get(entry.entity)
        if table is None or entry.action not in {"added", "changed", "removed"}:
            continue
        if entry.body is None:
            raise Refused("undo_overtaken")
        changes = {
            name: (_typed(table, name, b), _typed(table, name, a)) for name, (b, a) in json.loads(entry.body).items()
        }
        now = (
            unit.execute(select(table.__table__).where(table.__table__.c.id == entry.entity_id))
            .mappings()
            .one_or_none()
        )
        if entry.action == "removed":
            if now is not None:
                raise Refused("undo_overtaken")
            values = {name: before for name, (before, _) in changes.items() if name != "recorded_at"}
            unit.add(table, id=entry.entity_id, **values)
        else:
            if now is None:
                raise Refused("undo_nothing" if entry.action == "added" else "undo_overtaken")
            if _overtaken(now, changes, new=entry.action == "added"):
                raise Refused("undo_overtaken")
            if entry.action == "added":
                unit.remove(table, entry.entity_id)
            else:
                unit.change(table, entry.entity_id, **{name: before for name, (before, _) in changes.items()})
        if entry.case_id is not None:
            cases.add(entry.case_id)
    return cases


def _overtaken(now: Any, changes: dict[str, tuple[Any, Any]], *, new: bool) -> bool:
    """Whether a row is no longer as the entry left it; of a new row, every field not named was empty."""
    if new and any(
        value is not None for name, value in now.items() if name not in changes and name not in {"id", "recorded_at"}
    ):
        return True
    return any(now[name] != after for name, (_, after) in changes.items())


def _typed(table: type[Table], name: str, value: Any) -> Any:
    if value is None:
        return None
    kind = table.__table__.c[name].type
    if isinstance(kind, Instant):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value
