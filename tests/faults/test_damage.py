"""A database that was damaged, cut short, mixed up or opened with a foreign key: noticed, never silently wrong."""

import math
import random
import sqlite3
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from caseapp.base.errors import Damaged, Trouble
from caseapp.store.engine import check_engine, close_engine, open_engine
from caseapp.store.store import Store
from caseapp.vault import vault as keys

from .kept import PASSPHRASE, make_vault

PAGE = 4096
CLASSES = {"first": (0, 24), "middle": (24, 4016), "vector": (4016, 4032), "mac": (4032, 4096)}
"""Parts of a page: its start (salt or header), content, the cipher's initialisation vector and MAC."""


@pytest.fixture(scope="module")
def whole(made_vault: Path) -> bytes:
    return (made_vault / "vault.db").read_bytes()


@pytest.fixture(scope="module")
def key(made_vault: Path) -> bytes:
    with keys.unlock(made_vault, PASSPHRASE) as vault:
        return bytes(vault.database_key())


def everything(path: Path, key: bytes) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, through the store as the program reads them."""
    store = Store(open_engine(path, bytearray(key)), "device")
    try:
        names = [row[0] for row in store.read(text("SELECT name FROM sqlite_master WHERE type = 'table'"))]
        return {
            name: sorted((tuple(row) for row in store.read(text(f'SELECT * FROM "{name}"'))), key=repr)
            for name in names
        }
    finally:
        store.close()


def check(path: Path, key: bytes) -> None:
    engine = open_engine(path, bytearray(key))
    try:
        check_engine(engine)
    finally:
        close_engine(engine)


def code_of(path: Path, key: bytes) -> str:
    with pytest.raises(Trouble) as told:
        everything(path, key)
    return told.value.code


def noticed(path: Path, key: bytes, truth: dict[str, list[tuple[object, ...]]]) -> None:
    """The check of every page finds it; reading either says so or tells the truth."""
    with pytest.raises(Damaged):
        check(path, key)
    with suppress(Damaged):
        assert everything(path, key) == truth, "silently wrong"


def test_a_flipped_bit_on_any_page_is_found(
    whole: bytes, key: bytes, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path, chance = tmp_path / "vault.db", random.Random(len(whole))
    path.write_bytes(whole)
    truth = everything(path, key)
    whole = path.read_bytes()
    deep = bool(request.config.getoption("--deep"))
    for page in range(len(whole) // PAGE):
        for number, (first, end) in enumerate(CLASSES.values()):
            if not deep and (page + number) % len(CLASSES):
                continue
            spoilt = bytearray(whole)
            spoilt[page * PAGE + chance.randrange(first, end)] ^= 1 << chance.randrange(8)
            path.write_bytes(spoilt)
            noticed(path, key, truth)


def test_a_file_cut_short_anywhere_is_found(
    whole: bytes, key: bytes, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    path = tmp_path / "vault.db"
    path.write_bytes(whole)
    truth = everything(path, key)
    whole = path.read_bytes()
    step = 512 if request.config.getoption("--deep") else 512 * 31  # 31 shares no factor with a page: every remainder
    for length in (*range(0, len(whole), step), len(whole) - PAGE, len(whole) - 1):
        path.write_bytes(whole[:length])
        noticed(path, key, truth)


def test_two_pages_that_changed_places_are_found(whole: bytes, key: bytes, tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    path.write_bytes(whole)
    truth = everything(path, key)
    whole = path.read_bytes()
    third, fourth = (slice(number * PAGE, (number + 1) * PAGE) for number in (2, 3))
    swapped = bytearray(whole)
    swapped[third], swapped[fourth] = whole[fourth], whole[third]
    path.write_bytes(swapped)
    noticed(path, key, truth)


def test_wrong_key_no_key_and_another_vaults_key_get_one_and_the_same_answer(
    whole: bytes, key: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "vault.db"
    path.write_bytes(whole)
    other = tmp_path / "other"
    make_vault(other)
    with keys.unlock(other, PASSPHRASE) as vault:
        foreign = bytes(vault.database_key())
    salt = key[66:]
    wrong = b"x'" + b"0" * 64 + salt
    foreign_with_our_salt = foreign[:66] + salt
    assert {code_of(path, one) for one in (wrong, foreign, foreign_with_our_salt)} == {"database_unreadable"}
    plain = tmp_path / "plain.db"
    with sqlite3.connect(plain) as made:
        made.execute("CREATE TABLE person (name)")
    made.close()
    assert code_of(plain, key) == code_of(tmp_path / "missing.db", key) == "database_unreadable"
    assert path.read_bytes() == whole


def test_the_standard_library_reads_nothing_of_it(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "vault.db"
    path.write_bytes(whole)
    opened = sqlite3.connect(path)
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        opened.execute("SELECT count(*) FROM sqlite_master")
    opened.close()


def test_every_page_looks_like_chance(whole: bytes) -> None:
    assert b"SQLite format 3" not in whole
    assert len(whole) % PAGE == 0
    assert min(entropy(whole[at : at + PAGE]) for at in range(0, len(whole), PAGE)) > 7.9


def entropy(page: bytes) -> float:
    """Bits per byte."""
    return -sum(count / len(page) * math.log2(count / len(page)) for count in Counter(page).values())
