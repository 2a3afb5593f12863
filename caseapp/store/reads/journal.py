"""Journal entries: of a batch, of a case, and the whole chain."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from caseapp.store.reads.rows import scalar
from caseapp.store.store import Store
from caseapp.store.tables import Case, Entitlement, Journal, Release, Table, Worker

_PAGE = 5_000


def entries_of(store: Store, batch: str) -> list[Any]:
    """The entries of one batch, in order."""
    return store.read(select(Journal.__table__).where(Journal.batch == batch).order_by(Journal.seq))


def case_entries(store: Store, case_id: str, before: int | None, limit: int) -> list[Any]:
    """The entries of one case, newest first, with the worker's name."""
    return store.read(_newest_first(case_id, before, limit))


def case_entries_about(
    store: Store, case_id: str, entities: Collection[str], before: int | None, limit: int
) -> list[Any]:
    """The same, only about rows of some tables."""
    return store.read(_newest_first(case_id, before, limit).where(Journal.entity.in_(entities)))


def acts(store: Store, before: int | None, limit: int) -> list[Any]:
    """Entries that changed no row, newest first: with the worker's name, the case's reference, whom a change of ways
    in was about, and the year of a report."""
    about = aliased(Worker)
    chosen = (
        select(
            Journal.__table__,
            Worker.name.label("actor_name"),
            Case.reference,
            about.name.label("about"),
            Release.period_from,
        )
        .outerjoin(Worker, Worker.id == Journal.actor)
        .outerjoin(about, about.id == Journal.entity_id)
        .outerjoin(Release, Release.id == Journal.entity_id)
        .outerjoin(Case, Case.id == Journal.case_id)
        .where(Journal.action.not_in(("added", "changed", "removed", "erased")))
    )
    if before is not None:
        chosen = chosen.where(Journal.seq < before)
    return store.read(chosen.order_by(Journal.seq.desc()).limit(limit))


def whole_chain(store: Store) -> Iterator[Any]:
    """Every entry from the first on, a few thousand at a time."""
    after = 0
    while page := store.read(select(Journal.__table__).where(Journal.seq > after).order_by(Journal.seq).limit(_PAGE)):
        yield from page
        after = page[-1].seq


def rules_of_case(store: Store, case_id: str) -> dict[str, str]:
    """The rule of each entitlement of a case."""
    found = store.read(select(Entitlement.id, Entitlement.rule_id).where(Entitlement.case_id == case_id))
    return {row.id: row.rule_id for row in found}


def _newest_first(case_id: str, before: int | None, limit: int) -> Select[Any]:
    chosen = (
        select(Journal.__table__, Worker.name.label("actor_name"))
        .outerjoin(Worker, Worker.id == Journal.actor)
        .where(Journal.case_id == case_id)
    )
    if before is not None:
        chosen = chosen.where(Journal.seq < before)
    return chosen.order_by(Journal.seq.desc()).limit(limit)


def row_exists(store: Store, table: type[Table], row_id: str) -> bool:
    """Whether a row is there."""
    return bool(store.read(select(table.__table__.c.id).where(table.__table__.c.id == row_id)))


def case_exists(store: Store, case_id: str) -> bool:
    """Whether a case is there."""
    return scalar(store, select(Case.id).where(Case.id == case_id)) is not None


def instant_of(hlc: str) -> datetime:
    """The instant of a hybrid-clock stamp."""
    return datetime.fromtimestamp(int(hlc.split("-", 1)[0], 16) / 1000, UTC)
