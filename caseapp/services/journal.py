"""The journal: undo and redo, the History tab, and the proof of the chain."""

import json
from collections.abc import Collection
from typing import Any

from caseapp.base.errors import Broken, Refused
from caseapp.domain.case import HistoryRow
from caseapp.domain.saved import Saved
from caseapp.services import glance
from caseapp.services.office import Office, saved
from caseapp.store import undoing
from caseapp.store.journal import Proof, prove
from caseapp.store.reads import journal as reads
from caseapp.store.tables import Entitlement, ImportBatch


def undo(office: Office, batch: str) -> Saved:
    """Take one saved change back, whole. The undoing is itself a change, so undoing it again is redo.

    Raises:
        Refused: `undo_overtaken`: something it touched was changed since, or what it would bring back is taken (the
            number of a case, say); `undo_nothing`: it is taken back already.
    """
    entries = reads.entries_of(office.store, batch)
    if not entries:
        raise Refused("undo_nothing")
    try:
        return _reverse(office, batch, entries)
    except Broken as broken:
        if broken.code not in {"row_still_used", "value_taken"}:
            raise
        raise Refused("undo_overtaken") from None


def _reverse(office: Office, batch: str, entries: list[Any]) -> Saved:
    with office.unit() as unit:
        cases = undoing.reverse(unit, entries)
        for row_id in (entry.entity_id for entry in entries if entry.entity == ImportBatch.__tablename__):
            if reads.row_exists(office.store, ImportBatch, row_id):
                unit.change(ImportBatch, row_id, undone_at=office.now())
        unit.note("undone", "batch", batch)
        for case_id in cases:
            if reads.case_exists(office.store, case_id):
                glance.refresh(office, unit, case_id)
        office.store.references.clear()
        only = next(iter(cases)) if len(cases) == 1 else None
        topics = ("contacts", "follow_ups", "rights", "journey", "withdrawals", "surveys", "safe_contact", "hearings")
        return saved(unit, batch, "cases", "referrals", "pins", *topics, case_id=only)


def history(office: Office, case_id: str, before: int | None = None, limit: int = 100) -> tuple[HistoryRow, ...]:
    """What was done in a case, newest first: who, when, which fields from what to what."""
    return _entries(office, case_id, reads.case_entries(office.store, case_id, before, limit))


def history_about(
    office: Office, case_id: str, entities: Collection[str], before: int | None = None, limit: int = 100
) -> tuple[HistoryRow, ...]:
    """The same, only about some kinds of record; `entities` are names of `HistoryRow.entity`."""
    return _entries(office, case_id, reads.case_entries_about(office.store, case_id, entities, before, limit))


def verify(office: Office) -> Proof:
    """Walk the whole chain: every entry follows from the one before it, or the first that does not is named."""
    return prove(reads.whole_chain(office.store))


def _entries(office: Office, case_id: str, rows: list[Any]) -> tuple[HistoryRow, ...]:
    about_rights = any(row.entity == Entitlement.__tablename__ for row in rows)
    rules = reads.rules_of_case(office.store, case_id) if about_rights else {}
    return tuple(
        HistoryRow(
            row.seq,
            reads.instant_of(row.hlc),
            row.actor_name or "",
            row.action,
            row.entity,
            _fields(row.body),
            rules.get(row.entity_id, ""),
        )
        for row in rows
    )


def _fields(body: str | None) -> tuple[tuple[str, str, str], ...]:
    if body is None:
        return ()
    changes: dict[str, list[Any]] = json.loads(body)
    return tuple((name, _shown(before), _shown(after)) for name, (before, after) in changes.items())


def _shown(value: Any) -> str:
    return "" if value is None else str(value)
