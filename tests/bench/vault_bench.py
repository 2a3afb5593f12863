"""What encryption costs: the same SQL on the same library with a key and without, with the app's own settings.

Opening, saving, searching, reading, scanning and backing up take turns, keyed and unkeyed, in one run on one disk.
"""

import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from _ratios import Measured, ratio, table
from sqlcipher3 import dbapi2 as driver

from caseapp.store.engine import _AT_OPENING, open_engine

ROWS, READS, SEARCHES, SAVES = 20_000, 10_000, 200, 50
WORDS = [f"word{number}" for number in range(3_000)]
KEY = b"x'" + b"5a" * 48 + b"'"
OTHER_KEY = b"x'" + b"6b" * 48 + b"'"

BUDGETS = {
    "open, with settings and first read": 2.5,
    "bulk insert of 20,000 notes with index": 1.6,
    "save one note, its own transaction": 2.5,
    "10,000 random reads by key": 2.5,
    "200 full-text searches, two words": 2.5,
    "scan of every note (LIKE)": 2.5,
    "backup of the whole file": 5.0,
}
"""As designed, but for the backup: there each page is deciphered, ciphered again under another key and written."""


def opened(path: Path, *, keyed: bool, key: bytes = KEY) -> Any:
    """A connection with the settings of `store.engine`, with its key or without."""
    connection = driver.connect(str(path), isolation_level=None, cached_statements=512)
    if keyed:
        connection.set_key(bytearray(key))
    for pragma, value, _expected in _AT_OPENING:
        connection.execute(f"PRAGMA {pragma} = {value}").fetchall()
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return connection


def made(path: Path, *, keyed: bool) -> Any:
    """A new database with notes and an index of their words."""
    if keyed:
        open_engine(path, bytearray(KEY), create=True).dispose()
    connection = opened(path, keyed=keyed)
    connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, ref TEXT, body TEXT)")
    connection.execute("CREATE INDEX note_ref ON note (ref)")
    connection.execute("CREATE VIRTUAL TABLE note_text USING fts5(body)")
    return connection


def fill(connection: Any) -> None:
    """20,000 notes of 40 words in one transaction."""
    chance = random.Random(1)
    notes = [(f"ref{number}", " ".join(chance.choices(WORDS, k=40))) for number in range(ROWS)]
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany("INSERT INTO note (ref, body) VALUES (?, ?)", notes)
    connection.executemany("INSERT INTO note_text (body) VALUES (?)", [note[1:] for note in notes])
    connection.execute("COMMIT")


def save(connection: Any) -> None:
    """Fifty saved notes, each durable before the next."""
    for number in range(SAVES):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO note (ref, body) VALUES (?, ?)", (f"new{number}", "a short note " * 6))
        connection.execute("INSERT INTO note_text (body) VALUES (?)", ("a short note " * 6,))
        connection.execute("COMMIT")


def read(connection: Any) -> None:
    """Random reads by key."""
    chance = random.Random(2)
    most = connection.execute("SELECT max(id) FROM note").fetchone()[0]
    for _ in range(READS):
        connection.execute("SELECT body FROM note WHERE id = ?", (chance.randint(1, most),)).fetchone()


def search(connection: Any) -> None:
    """Searches for two words, the best fifty."""
    chance = random.Random(3)
    for _ in range(SEARCHES):
        connection.execute(
            "SELECT rowid FROM note_text WHERE note_text MATCH ? ORDER BY rank LIMIT 50",
            (" ".join(chance.choices(WORDS, k=2)),),
        ).fetchall()


def scan(connection: Any) -> None:
    """Every note is looked at."""
    connection.execute("SELECT count(*) FROM note WHERE body LIKE '%word2999 word1%'").fetchone()


def back_up(connection: Any, target: Path, *, keyed: bool) -> None:
    """SQLite's backup interface into a new file; the keyed one is encrypted again under another key."""
    target.unlink(missing_ok=True)
    copy = driver.connect(str(target), isolation_level=None)
    if keyed:
        copy.set_key(bytearray(OTHER_KEY))
    connection.backup(copy, pages=1_000)
    copy.close()


def measured(folder: Path) -> dict[str, Measured]:
    """Both sides, taking turns."""
    paths = {True: folder / "keyed.db", False: folder / "plain.db"}
    sides = {keyed: made(path, keyed=keyed) for keyed, path in paths.items()}

    def both(work: Callable[..., None], rounds: int) -> Measured:
        if work in {fill, save}:
            return ratio(lambda: work(sides[True]), lambda: work(sides[False]), rounds)
        return ratio(lambda: freshly(work, True), lambda: freshly(work, False), rounds)

    def freshly(work: Callable[..., None], keyed: bool) -> None:
        """Straight after opening: what is in the database's own memory already is deciphered already."""
        sides[keyed].close()
        sides[keyed] = opened(paths[keyed], keyed=keyed)
        work(sides[keyed])

    names = iter(BUDGETS)
    opening, *others = names
    found = {
        name: both(work, rounds)
        for name, work, rounds in zip(others, (fill, save, read, search, scan), (5, 15, 7, 7, 9), strict=False)
    }
    found[others[-1]] = ratio(
        lambda: back_up(sides[True], folder / "copy.db", keyed=True),
        lambda: back_up(sides[False], folder / "copy-plain.db", keyed=False),
        5,
    )
    for side in sides.values():
        side.close()
    found[opening] = ratio(
        lambda: opened(paths[True], keyed=True).close(), lambda: opened(paths[False], keyed=False).close(), 41
    )
    return {name: found[name] for name in BUDGETS}


def main() -> int:
    """Measure, print, and say whether every budget is kept."""
    with tempfile.TemporaryDirectory() as place:
        return table("keyed : unkeyed", measured(Path(place)), BUDGETS)


if __name__ == "__main__":
    sys.exit(main())
