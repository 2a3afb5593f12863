"""The keyed engine on real SQLCipher files: who can read them, what is set, what is refused."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlcipher3 import dbapi2 as driver

from caseapp.base.errors import Broken, Damaged, Refused, Trouble
from caseapp.store.engine import check_engine, close_engine, open_engine, trouble_from

HEX = "5e" * 32 + "a7" * 16
SECRET_WORD = "marmalade-canary"


def key(hexed: str = HEX) -> bytearray:
    return bytearray(f"x'{hexed}'".encode())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed database with one row."""
    path = tmp_path / "vault.db"
    engine = open_engine(path, key(), create=True)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (id INTEGER PRIMARY KEY, body TEXT NOT NULL)"))
        connection.execute(text("INSERT INTO note (body) VALUES (:body)"), {"body": SECRET_WORD})
    close_engine(engine)
    return path


@pytest.fixture
def engine(path: Path) -> Iterator[Engine]:
    opened = open_engine(path, key())
    yield opened
    close_engine(opened)


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as opened:
        yield opened


def names(connection: Connection) -> list[str]:
    return list(connection.scalars(text("SELECT name FROM sqlite_master ORDER BY name")))


# --- who can read the file


def test_what_was_written_is_read_back(connection: Connection) -> None:
    assert connection.scalar(text("SELECT body FROM note")) == SECRET_WORD


def test_the_file_shows_nothing(path: Path) -> None:
    content = path.read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert SECRET_WORD.encode() not in content
    assert b"CREATE TABLE" not in content
    assert [other.name for other in path.parent.iterdir()] == ["vault.db"]


def test_the_journal_shows_nothing_while_the_vault_is_open(engine: Engine, path: Path) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO note (body) VALUES (:body)"), {"body": SECRET_WORD})
    wal = path.with_name("vault.db-wal").read_bytes()
    assert len(wal) > 4096
    assert SECRET_WORD.encode() not in wal
    assert not path.with_name("vault.db-shm").exists()


def test_the_standard_library_cannot_read_it(path: Path) -> None:
    reader = sqlite3.connect(path)
    with pytest.raises(sqlite3.DatabaseError, match="file is not a database"):
        reader.execute("SELECT count(*) FROM sqlite_master")
    reader.close()


def test_wrong_key_foreign_plain_and_missing_files_get_the_same_answer(path: Path, tmp_path: Path) -> None:
    (tmp_path / "letter").write_bytes(b"Dear all, " * 1000)
    (tmp_path / "short").write_bytes(b"x")
    (tmp_path / "empty").write_bytes(b"")
    plain = sqlite3.connect(tmp_path / "plain")
    plain.execute("CREATE TABLE t (a)")
    plain.commit()
    plain.close()
    attempts = [
        (path, "00" * 48),
        (path, "5e" * 32 + "00" * 16),
        *((tmp_path / name, HEX) for name in ("letter", "short", "empty", "plain", "nowhere")),
    ]
    for attempt, hexed in attempts:
        with pytest.raises(Damaged) as raised:
            open_engine(attempt, key(hexed))
        assert (raised.value.code, raised.value.facts) == ("database_unreadable", {})
    assert not (tmp_path / "nowhere").exists()


def test_a_second_independent_reader_opens_it_with_the_same_key(path: Path) -> None:
    reader = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    reader.pragma("cipher", "sqlcipher")
    reader.pragma("legacy", 4)
    reader.pragma("key", f"x'{HEX}'")
    assert list(reader.execute("SELECT body FROM note")) == [(SECRET_WORD,)]
    assert reader.pragma("integrity_check") == "ok"
    reader.close()


# --- the key


@pytest.mark.parametrize(
    "wrong",
    [
        bytearray(b"x'" + b"5e" * 31 + b"'"),
        bytearray(b"x'" + b"5e" * 32 + b"'"),
        bytearray(b"x'" + b"5E" * 48 + b"'"),
        bytearray(b"a passphrase"),
        bytearray(),
    ],
)
def test_a_key_of_any_other_shape_is_refused_not_taken_as_a_passphrase(wrong: bytearray, tmp_path: Path) -> None:
    with pytest.raises(Broken, match="key_shape"):
        open_engine(tmp_path / "new.db", wrong, create=True)
    assert not any(wrong)
    assert not (tmp_path / "new.db").exists()


def test_the_key_is_overwritten_whether_opening_worked_or_not(path: Path) -> None:
    good, bad = key(), key("00" * 48)
    close_engine(open_engine(path, good))
    with pytest.raises(Damaged):
        open_engine(path, bad)
    assert good == bad == bytearray(99)


# --- creating


def test_creating_never_touches_a_file_that_holds_something(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(Refused, match="vault_exists"):
        open_engine(path, key(), create=True)
    assert path.read_bytes() == before
    (tmp_path / "stopped.db").touch()
    close_engine(open_engine(tmp_path / "stopped.db", key(), create=True))
    with pytest.raises(Refused, match="disk_error"):
        open_engine(tmp_path / "no folder" / "new.db", key(), create=True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in lists, not in modes")
def test_the_files_are_for_their_owner_only(engine: Engine, path: Path) -> None:
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM note"))
    assert {other.stat().st_mode & 0o777 for other in path.parent.iterdir()} == {0o600}


# --- settings


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("locking_mode", "exclusive"),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("temp_store", 2),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("cache_size", -262144),
        ("cipher_page_size", "4096"),
        ("cipher_use_hmac", "1"),
        ("cipher_hmac_algorithm", "HMAC_SHA512"),
        ("cipher_version", "4.19.0 community"),
    ],
)
def test_the_settings_are_as_decided(connection: Connection, pragma: str, value: object) -> None:
    assert connection.scalar(text(f"PRAGMA {pragma}")) == value


@pytest.mark.parametrize(
    "statement",
    [
        "ATTACH '{other}' AS other",
        "ATTACH '{other}' AS other KEY ''",
        "DETACH main",
        "VACUUM INTO '{other}'",
        "SELECT load_extension('libm.so')",
        "SELECT sqlcipher_export('main')",
        "PRAGMA temp_store = FILE",
        "PRAGMA temp_store_directory = '/tmp'",
        "PRAGMA synchronous = OFF",
        "PRAGMA journal_mode = OFF",
        "PRAGMA locking_mode = NORMAL",
        "PRAGMA secure_delete = OFF",
        "PRAGMA foreign_keys = OFF",
        "PRAGMA trusted_schema = ON",
        "PRAGMA writable_schema = ON",
        "PRAGMA cipher_use_hmac = OFF",
        "PRAGMA cipher_log = '{other}'",
        "PRAGMA cipher_profile = '{other}'",
        "PRAGMA key = 'another'",
        "PRAGMA rekey = 'another'",
        "PRAGMA cipher_migrate",
    ],
)
def test_after_opening_the_way_out_and_every_setting_are_shut(engine: Engine, tmp_path: Path, statement: str) -> None:
    other = tmp_path / "other.db"
    raw = engine.raw_connection()
    with pytest.raises(driver.DatabaseError, match=r"not authorized|prohibited|authorization denied"):
        raw.cursor().execute(statement.format(other=other)).fetchall()
    raw.close()
    assert not other.exists()


# --- transactions


def test_table_changes_roll_back(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE half (a)"))
        connection.execute(text("ALTER TABLE note ADD COLUMN half TEXT"))
        connection.rollback()
    with engine.connect() as connection:
        assert names(connection) == ["note"]
        assert list(connection.execute(text("SELECT * FROM note")).keys()) == ["id", "body"]


def test_savepoints_roll_back_alone(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO note (body) VALUES ('kept')"))
        inner = connection.begin_nested()
        connection.execute(text("CREATE TABLE dropped (a)"))
        connection.execute(text("INSERT INTO note (body) VALUES ('dropped')"))
        inner.rollback()
    with engine.connect() as connection:
        assert list(connection.scalars(text("SELECT body FROM note ORDER BY id"))) == [SECRET_WORD, "kept"]
        assert names(connection) == ["note"]


def test_what_was_committed_is_there_after_the_process_is_killed(path: Path) -> None:
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom sqlalchemy import text\n"
        "from caseapp.store.engine import open_engine\n"
        "engine = open_engine(Path(sys.argv[1]), bytearray(sys.stdin.readline().strip().encode()))\n"
        "with engine.begin() as connection:\n"
        "    connection.execute(text(\"INSERT INTO note (body) VALUES ('saved')\"))\n"
        "with engine.connect() as connection:\n"
        "    connection.execute(text(\"INSERT INTO note (body) VALUES ('not saved')\"))\n"
        "    print('saved', flush=True)\n    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        writer.stdin.write(key().decode() + "\n")
        writer.stdin.flush()
        assert writer.stdout.readline() == "saved\n"
        with pytest.raises(Refused, match="vault_in_use"):
            open_engine(path, key())
        writer.kill()
    engine = open_engine(path, key())
    with engine.connect() as connection:
        assert list(connection.scalars(text("SELECT body FROM note ORDER BY id"))) == [SECRET_WORD, "saved"]
    check_engine(engine)
    close_engine(engine)


def test_a_second_opener_in_another_process_is_refused(engine: Engine, path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom caseapp.base.errors import Refused\n"
        "from caseapp.store.engine import open_engine\n"
        "try:\n    open_engine(Path(sys.argv[1]), bytearray(sys.stdin.readline().strip().encode()))\n"
        "except Refused as error:\n    print(error.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], input=key().decode(), capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("vault_in_use\n", "")


def test_another_thread_cannot_use_it(engine: Engine) -> None:
    seen: list[BaseException] = []

    def use() -> None:
        try:
            with engine.connect() as connection:
                connection.execute(text("SELECT 1"))
        except SQLAlchemyError as error:
            seen.append(error)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert "thread" in str(seen[0])
    with engine.begin() as connection:  # and no harm was done
        connection.execute(text("INSERT INTO note (body) VALUES ('still open')"))


def test_once_closed_it_does_not_quietly_open_again(path: Path) -> None:
    engine = open_engine(path, key())
    close_engine(engine)
    with pytest.raises(Broken, match="database_reopened"):
        engine.connect()
    assert not path.with_name("vault.db-wal").exists()


def test_values_are_not_in_error_texts(connection: Connection) -> None:
    with pytest.raises(DBAPIError) as raised:
        connection.execute(text("INSERT INTO nowhere (body) VALUES (:body)"), {"body": SECRET_WORD})
    assert SECRET_WORD not in str(raised.value)


# --- damage and trouble


def test_a_whole_database_passes_the_check(engine: Engine) -> None:
    check_engine(engine)


def filled(path: Path) -> None:
    engine = open_engine(path, key())
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO note (body) VALUES (:body)"), [{"body": "words " * 200}] * 100)
    close_engine(engine)


def opened_and_checked(path: Path) -> None:
    engine = open_engine(path, key())
    try:
        check_engine(engine)
    finally:
        close_engine(engine)


@pytest.mark.parametrize("place", [3, 40, 4096 * 2 + 100, 4096 * 11 + 4095])
def test_a_flipped_bit_is_found(path: Path, place: int) -> None:
    filled(path)
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    with pytest.raises(Damaged):
        opened_and_checked(path)


def test_a_missing_last_page_is_found(path: Path) -> None:
    filled(path)
    path.write_bytes(path.read_bytes()[:-4096])
    with pytest.raises(Damaged):
        opened_and_checked(path)


@pytest.mark.parametrize(
    ("number", "family", "code"),
    [
        (5, Refused, "vault_in_use"),
        (8, Refused, "folder_read_only"),
        (10 | 4 << 8, Refused, "disk_error"),
        (13, Refused, "disk_full"),
        (11 | 1 << 8, Damaged, "database_unreadable"),
        (26, Damaged, "database_unreadable"),
        (1, Broken, "database_error"),
    ],
)
def test_errors_of_the_database_become_plain_trouble(number: int, family: type[Trouble], code: str) -> None:
    error = driver.OperationalError(f"about {SECRET_WORD}")
    error.sqlite_errorcode = number
    trouble = trouble_from(DBAPIError("SELECT 1", {}, error))
    assert type(trouble) is family
    assert trouble.code == code
    assert SECRET_WORD not in repr(trouble) + repr(trouble.facts)


def test_a_full_database_is_said_to_be_a_full_disk(path: Path) -> None:
    small = create_engine("sqlite+pysqlite://", module=driver, creator=lambda: driver.connect(str(path) + ".small"))
    with small.connect() as connection:
        connection.execute(text("PRAGMA max_page_count = 5"))
        connection.execute(text("CREATE TABLE t (a)"))
        with pytest.raises(DBAPIError) as raised:
            connection.execute(text("INSERT INTO t VALUES (zeroblob(100000))"))
    small.dispose()
    assert trouble_from(raised.value).code == "disk_full"
