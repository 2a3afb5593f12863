"""Checks of the whole open database, each told as numbers; what they mean in words is said by `services.health`."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from caseapp.base.errors import Damaged
from caseapp.store.engine import check_engine, trouble_from
from caseapp.store.journal import GENESIS, instant_of
from caseapp.store.store import Store
from caseapp.store.tables import Journal

_LOOK_THROUGH = text("INSERT INTO search_text(search_text, rank) VALUES ('integrity-check', 1)")
_ASTRAY = text(
    "SELECT (SELECT count(*) FROM search_row WHERE doc NOT IN (SELECT rowid FROM search_text)) + "
    "(SELECT count(*) FROM search_text WHERE rowid NOT IN (SELECT doc FROM search_row))"
)
_OWN_TABLES = text(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
    "AND name NOT LIKE 'search_text%' ORDER BY name"
)


@dataclass(frozen=True, slots=True)
class Head:
    """Where the journal ends: how many entries, the number of the last, and its chain value, which stands for all."""

    entries: int
    seq: int
    chain: bytes


def damaged_places(store: Store) -> int:
    """How many pages or structures are not what was written: every page's MAC, then SQLite's own check."""
    try:
        check_engine(store.connection().engine)
    except Damaged as damage:
        return int(damage.facts.get("faults", 1))
    return 0


def search_is_whole(store: Store) -> bool:
    """Whether the search index is sound and speaks of exactly the documents it should."""
    connection = store.connection()
    try:
        with connection.begin():
            connection.execute(_LOOK_THROUGH)
            return int(connection.execute(_ASTRAY).scalar_one()) == 0
    except DBAPIError as error:
        trouble = trouble_from(error)
        if isinstance(trouble, Damaged):
            return False
        raise trouble from None


def head(store: Store) -> Head:
    """The journal's end."""
    last = store.read(select(Journal.seq, Journal.chain).order_by(Journal.seq.desc()).limit(1))
    entries = store.read(select(func.count()).select_from(Journal))[0][0]
    return Head(int(entries), int(last[0].seq), bytes(last[0].chain)) if last else Head(0, 0, GENESIS)


def last_instant(store: Store) -> datetime | None:
    """When the last journal entry was made, by a clock that never runs backwards; None for an empty journal."""
    found = store.read(select(Journal.hlc).order_by(Journal.seq.desc()).limit(1))
    return instant_of(found[0].hlc) if found else None


def chain_at(store: Store, seq: int) -> bytes | None:
    """The chain value of one entry; None if there is no such entry."""
    found = store.read(select(Journal.chain).where(Journal.seq == seq))
    return bytes(found[0].chain) if found else None


def counts(store: Store) -> dict[str, int]:
    """How many rows each table holds, whatever the shape of the database."""
    names = [str(row.name) for row in store.read(_OWN_TABLES)]
    return {name: int(store.read(text(f'SELECT count(*) FROM "{name}"'))[0][0]) for name in names}  # noqa: S608
