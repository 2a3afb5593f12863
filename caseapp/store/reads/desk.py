"""Workers, settings, drafts, saved mappings, releases."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from caseapp.base.errors import Damaged
from caseapp.store.reads.rows import one, rows
from caseapp.store.store import Store
from caseapp.store.tables import Draft, ImportMapping, Release, Setting, Worker


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """A worker: identifier, shown name, role."""

    id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A worker with what the list of people shows: the way in that is theirs, if any, and since when."""

    id: str
    name: str
    role: str
    slot_id: str | None
    active: bool
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class DraftRow:
    """Half-typed words: the page, the case, what each field held, and where the cursor stood."""

    id: str
    page: str
    case_id: str | None
    fields: dict[str, Any]
    field: str | None
    cursor: int
    recorded_at: datetime


def workers(store: Store) -> tuple[WorkerRow, ...]:
    """Workers who still work here, by name."""
    return rows(
        store,
        WorkerRow,
        select(Worker.id, Worker.name, Worker.role).where(Worker.active.is_(True)).order_by(Worker.name),
    )


def team(store: Store) -> tuple[TeamRow, ...]:
    """Everybody who ever worked here, by name."""
    chosen = select(Worker.id, Worker.name, Worker.role, Worker.slot_id, Worker.active, Worker.recorded_at)
    return rows(store, TeamRow, chosen.order_by(Worker.name, Worker.recorded_at))


def worker_with_slot(store: Store, slot_id: str) -> WorkerRow | None:
    """Whose way in it is; None for the recovery code's, the organisation's, and that of somebody removed."""
    chosen = select(Worker.id, Worker.name, Worker.role)
    return one(store, WorkerRow, chosen.where(Worker.slot_id == slot_id, Worker.active.is_(True)))


def first_lead(store: Store) -> WorkerRow:
    """The lead who has been here longest.

    Raises:
        Damaged: `vault_without_worker`.
    """
    chosen = select(Worker.id, Worker.name, Worker.role).where(Worker.role == "lead", Worker.active.is_(True))
    found = one(store, WorkerRow, chosen.order_by(Worker.recorded_at))
    if found is None:
        raise Damaged("vault_without_worker")
    return found


def settings(store: Store) -> dict[str, str]:
    """Every setting that travels with the vault."""
    return {row.key: row.value for row in store.read(select(Setting.key, Setting.value))}


def setting_id(store: Store, key: str) -> str | None:
    """The row of a setting."""
    found = store.read(select(Setting.id).where(Setting.key == key))
    return found[0].id if found else None


def drafts(store: Store, worker_id: str) -> tuple[DraftRow, ...]:
    """Every draft of a worker, newest first."""
    return rows(store, DraftRow, _drafts(worker_id).order_by(Draft.recorded_at.desc()))


def draft(store: Store, worker_id: str, page: str, case_id: str | None) -> DraftRow | None:
    """The draft of one page, in one case or in none."""
    same_case = Draft.case_id.is_(None) if case_id is None else Draft.case_id == case_id
    return one(store, DraftRow, _drafts(worker_id).where(Draft.page == page, same_case))


def _drafts(worker_id: str) -> Any:
    return select(
        Draft.id, Draft.page, Draft.case_id, Draft.fields, Draft.field, Draft.cursor, Draft.recorded_at
    ).where(Draft.worker_id == worker_id)


def import_mappings(store: Store) -> dict[str, str]:
    """Saved column mappings: name → TOML."""
    return {row.name: row.body for row in store.read(select(ImportMapping.name, ImportMapping.body))}


def import_mapping_id(store: Store, name: str) -> str | None:
    """The row of a saved mapping."""
    found = store.read(select(ImportMapping.id).where(ImportMapping.name == name))
    return found[0].id if found else None


def releases(store: Store) -> list[Any]:
    """Everything that has left, oldest first."""
    return store.read(select(Release.__table__).order_by(Release.recorded_at))
