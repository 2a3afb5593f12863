"""Ratios of the record: a service call to the same SQL alone, and a keyed database to an unkeyed one.

Both sides take turns in one run on one machine; medians are compared. Ends with status 1 if a budget is missed.
"""

import itertools
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

os.environ["CASEAPP_TESTING_KDF"] = "1"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from caseapp.base.ids import uuid7
from caseapp.crypto.digest import sha256
from caseapp.crypto.kdf import TESTING
from caseapp.domain.case import CaseloadQuery
from caseapp.domain.contact import ContactDraft
from caseapp.services import cases, contacts, example, vaults
from caseapp.services.office import Office
from caseapp.store.engine import open_engine

PASSPHRASE = "violet harbour lantern pebble crisp"
CASES, CONTACTS, ROUNDS, SAVES = 1_500, 4, 7, 40
FAR_DOCS = itertools.count(5_000_000)
WORDS = [f"word{number}" for number in range(3_000)]

BUDGETS = {
    "save a contact, service : SQL": 3.0,
    "a page of the caseload, service : SQL": 3.5,
    "search a name, service : SQL": 2.0,
    "bulk insert, keyed : unkeyed": 1.6,
    "random reads, keyed : unkeyed": 2.5,
    "full-text search, keyed : unkeyed": 2.5,
    "open, keyed : unkeyed": 2.5,
}


def timed(work: Callable[[], object]) -> float:
    """Seconds of one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def ratio(one: Callable[[], object], other: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float, float]:
    """Median seconds of both and their ratio; the two take turns."""
    one(), other()
    pairs = [(timed(one), timed(other)) for _ in range(rounds)]
    first, second = (statistics.median(pair[side] for pair in pairs) for side in (0, 1))
    return first, second, first / second


def service_against_sql(folder: Path) -> dict[str, tuple[float, float, float]]:
    """The same work through the use cases and as bare statements on the same open connection."""
    office = vaults.unlock(folder, PASSPHRASE)
    raw: Any = office.store.connection().connection.dbapi_connection
    case_id = cases.caseload(office, CaseloadQuery(limit=1)).rows[0].id
    found = {}

    def save() -> None:
        for _ in range(SAVES):
            draft = ContactDraft(case_id, office.now(), "call", "spoke", "A short note about the next step.", minutes=5)
            contacts.log(office, draft)

    found["save a contact, service : SQL"] = ratio(save, lambda: save_by_sql(raw, office, case_id))
    page = CaseloadQuery(sort="next_due_on", limit=200)
    found["a page of the caseload, service : SQL"] = ratio(
        lambda: [cases.caseload(office, page) for _ in range(10)], lambda: [caseload_by_sql(raw) for _ in range(10)]
    )
    found["search a name, service : SQL"] = ratio(
        lambda: [cases.find(office, "ash") for _ in range(20)], lambda: [search_by_sql(raw) for _ in range(20)]
    )
    office.close()
    return found


def save_by_sql(raw: Any, office: Office, case_id: str) -> None:
    """What a saved contact writes, each in its own transaction: row, journal entry, index, glance."""
    for _ in range(SAVES):
        now, row_id = "2026-11-21T09:00:00.000Z", uuid7(office.now())
        raw.execute("BEGIN IMMEDIATE")
        doc = next(FAR_DOCS)
        chain = raw.execute("SELECT chain FROM journal ORDER BY seq DESC LIMIT 1").fetchone()[0]
        raw.execute(
            "INSERT INTO contact (id, recorded_at, case_id, at, channel, result, with_whom, reached, note, note_class, "
            "author_id) VALUES (?, ?, ?, ?, 'call', 'spoke', 'client', 1, ?, 'fact', ?)",
            (row_id, now, case_id, now, "A short note about the next step.", office.desk.worker_id),
        )
        raw.execute(
            "INSERT INTO journal (id, batch, hlc, actor, device, action, entity, entity_id, case_id, body, salt, "
            "digest, chain) VALUES (?, ?, '0-0-0', ?, 'd', 'added', 'contact', ?, ?, ?, ?, ?, ?)",
            (row_id, row_id, "w", row_id, case_id, "{}" * 100, bytes(16), sha256(chain), sha256(chain, chain)),
        )
        raw.execute("INSERT INTO search_row VALUES (?, 'contact', ?, ?, NULL)", (doc, row_id, case_id))
        raw.execute(
            "INSERT INTO search_text(rowid, who, what) VALUES (?, '', ?)", (doc, "A short note about the next step.")
        )
        last, total = raw.execute("SELECT max(at), count(*) FROM contact WHERE case_id = ?", (case_id,)).fetchone()
        raw.execute(
            "UPDATE glance SET last_contact_on = ?, contacts = ? WHERE case_id = ?", (last[:10], total, case_id)
        )
        raw.execute("COMMIT")


def caseload_by_sql(raw: Any) -> object:
    """The caseload's page and count, as bare SQL."""
    joined = (
        "FROM episode e JOIN person p ON p.id = e.person_id LEFT JOIN glance g ON g.case_id = e.id "
        "LEFT JOIN worker w ON w.id = e.worker_id WHERE e.closed_on IS NULL"
    )
    rows = raw.execute(
        "SELECT e.id, e.reference, p.first_name, p.last_name, p.known_as, p.district, e.risk, e.stage, e.reported, "
        f"g.next_due_on, g.next_due_kind, g.next_due_text, g.last_contact_on, w.name, e.closed_on {joined} "
        "ORDER BY g.next_due_on NULLS LAST, e.serial LIMIT 200"
    ).fetchall()
    return rows, raw.execute(f"SELECT count(*) {joined}").fetchone()


def search_by_sql(raw: Any) -> object:
    """The two full-text questions a search asks, as bare SQL."""
    from caseapp.store.reads import search

    who = raw.execute(str(search.BY_WHO), {"query": search.fts_query("ash", "who"), "limit": 12}).fetchall()
    if len(who) >= 12:
        return who
    return who, raw.execute(str(search.BY_WHAT), {"query": search.fts_query("ash", "what"), "limit": 12}).fetchall()


def keyed_against_unkeyed(folder: Path) -> dict[str, tuple[float, float, float]]:
    """The same SQL on the same library with and without a key."""
    keyed = sides(folder / "keyed.db", keyed=True)
    plain = sides(folder / "plain.db", keyed=False)
    found = {"bulk insert, keyed : unkeyed": ratio(lambda: fill(keyed), lambda: fill(plain), 5)}
    found["random reads, keyed : unkeyed"] = ratio(lambda: read(keyed), lambda: read(plain))
    found["full-text search, keyed : unkeyed"] = ratio(lambda: match(keyed), lambda: match(plain))
    keyed.close()
    plain.close()
    found["open, keyed : unkeyed"] = ratio(
        lambda: sides(folder / "keyed.db", keyed=True).close(),
        lambda: sides(folder / "plain.db", keyed=False).close(),
        25,
    )
    return found


def sides(path: Path, *, keyed: bool) -> Any:
    """A connection with the app's settings, with its key or without."""
    if keyed and not path.exists():
        open_engine(path, bytearray(b"x'" + b"5a" * 48 + b"'"), create=True).dispose()
    connection = driver.connect(str(path), isolation_level=None)
    if keyed:
        connection.set_key(bytearray(b"x'" + b"5a" * 48 + b"'"))
    for pragma in (
        "locking_mode=EXCLUSIVE",
        "journal_mode=WAL",
        "synchronous=FULL",
        "temp_store=MEMORY",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()
    connection.execute("PRAGMA cache_size=-65536")
    connection.execute("CREATE TABLE IF NOT EXISTS note (id INTEGER PRIMARY KEY, body TEXT)")
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS note_text USING fts5(body)")
    return connection


def fill(connection: Any) -> None:
    """20,000 notes in one transaction."""
    chance = random.Random(1)
    notes = [(" ".join(chance.choices(WORDS, k=40)),) for _ in range(20_000)]
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO note (body) VALUES (?)", notes)
    connection.executemany("INSERT INTO note_text (body) VALUES (?)", notes)
    connection.execute("COMMIT")


def read(connection: Any) -> None:
    """10,000 random reads by key."""
    chance = random.Random(2)
    most = connection.execute("SELECT max(id) FROM note").fetchone()[0]
    for _ in range(10_000):
        connection.execute("SELECT body FROM note WHERE id = ?", (chance.randint(1, most),)).fetchone()


def match(connection: Any) -> None:
    """200 two-word searches."""
    chance = random.Random(3)
    for _ in range(200):
        words = " ".join(chance.choices(WORDS, k=2))
        connection.execute(
            "SELECT rowid FROM note_text WHERE note_text MATCH ? ORDER BY rank LIMIT 50", (words,)
        ).fetchall()


def main() -> int:
    """Measure, print, and say whether every budget is kept."""
    with tempfile.TemporaryDirectory() as place:
        vault = Path(place) / "vault"
        example.build(
            vault, cases=CASES, contacts=CONTACTS, passphrase=PASSPHRASE, profile=TESTING, until=date(2026, 11, 21)
        )
        found = service_against_sql(vault) | keyed_against_unkeyed(Path(place))
    missed = 0
    print(f"{'what':<44}{'ms':>9}{'ms':>9}{'ratio':>8}{'budget':>8}")
    for name, (first, second, times) in found.items():
        missed += times > BUDGETS[name]
        print(f"{name:<44}{first * 1000:>9.1f}{second * 1000:>9.1f}{times:>8.2f}{BUDGETS[name]:>8.1f}")
    print("Every budget is kept." if not missed else f"{missed} budgets missed.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
