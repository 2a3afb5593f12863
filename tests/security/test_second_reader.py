"""Other code with the same key reads what we wrote, under the settings we promise, and we read what it wrote.

SQLite3MultipleCiphers through apsw has its own cipher and its own SQLite: the records do not hang on one library.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw
import pytest

from caseapp.domain.contact import ContactDraft
from caseapp.services import contacts, journal, vaults
from caseapp.services.office import Office
from caseapp.store.checks import counts, damaged_places
from caseapp.store.engine import open_engine
from caseapp.store.store import Store

PASSPHRASE = "violet harbour lantern pebble crisp"
SHA512 = 2
"""`hmac_algorithm` as SQLite3MultipleCiphers numbers them."""


@pytest.fixture
def closed(office: Office, amara: str) -> tuple[Path, bytes, dict[str, int]]:
    """The closed database, its key, and how many rows each table holds."""
    contacts.log(office, ContactDraft(amara, office.now(), "call", "spoke", "Read by somebody else."))
    key, held = bytes(office.vault.database_key()), counts(office.store)
    office.close()
    return office.vault.database_path, key, held


@contextmanager
def second_reader(path: Path, key: bytes, *, legacy: int = 4, **settings: int) -> Iterator[apsw.Connection]:
    opened = apsw.Connection(str(path))
    try:
        opened.pragma("cipher", "sqlcipher")
        opened.pragma("legacy", legacy)
        for name, value in settings.items():
            opened.pragma(name, value)
        opened.execute(f'PRAGMA key = "{key.decode()}"')
        yield opened
    finally:
        opened.close()


def test_it_reads_every_row_and_finds_the_file_sound(closed: tuple[Path, bytes, dict[str, int]]) -> None:
    path, key, held = closed
    with second_reader(path, key) as other:
        assert other.pragma("integrity_check") == "ok"
        for table, number in held.items():
            assert other.execute(f'SELECT count(*) FROM "{table}"').fetchall() == [(number,)]
        assert other.execute("SELECT note FROM contact").fetchall() == [("Read by somebody else.",)]
        assert other.execute("SELECT count(*) FROM search_text WHERE search_text MATCH 'somebody'").fetchall() == [(1,)]


def test_statement_4_our_settings_are_read_back_and_no_others_open_it(
    closed: tuple[Path, bytes, dict[str, int]],
) -> None:
    path, key, _held = closed
    with second_reader(path, key) as other:
        other.execute("SELECT count(*) FROM sqlite_master").fetchall()
        read = {name: int(other.pragma(name)) for name in ("hmac_use", "hmac_algorithm", "plaintext_header_size")}
        assert read == {"hmac_use": 1, "hmac_algorithm": SHA512, "plaintext_header_size": 0}
        assert other.pragma("page_size") == 4096
    for others in ({"hmac_use": 0}, {"hmac_algorithm": 0}, {"hmac_algorithm": 1}, {"legacy_page_size": 1024}):
        with second_reader(path, key, **others) as other, pytest.raises(apsw.NotADBError):
            other.execute("SELECT count(*) FROM sqlite_master").fetchall()
    with second_reader(path, key, legacy=3) as other, pytest.raises(apsw.NotADBError):
        other.execute("SELECT count(*) FROM sqlite_master").fetchall()


def test_what_it_wrote_we_read_and_find_sound(closed: tuple[Path, bytes, dict[str, int]]) -> None:
    path, key, held = closed
    with second_reader(path, key) as other:
        other.execute("UPDATE contact SET note = 'Written by somebody else.'")
    store = Store(open_engine(path, bytearray(key)), "device")
    assert damaged_places(store) == 0
    assert counts(store) == held
    store.close()
    office = vaults.unlock(path.parent, PASSPHRASE)
    assert journal.verify(office).broken_at is None
    office.close()


def test_without_the_key_it_reads_nothing(closed: tuple[Path, bytes, dict[str, int]]) -> None:
    path, key, _held = closed
    wrong = key.replace(key[2:4], b"00" if key[2:4] != b"00" else b"11", 1)
    with second_reader(path, wrong) as other, pytest.raises(apsw.NotADBError):
        other.execute("SELECT count(*) FROM sqlite_master").fetchall()
