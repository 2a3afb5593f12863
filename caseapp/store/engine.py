"""The keyed connection: SQLCipher through SQLAlchemy, opened one way only, on the one vault thread.

Every pragma is set here and then frozen by an authorizer: nothing above can attach another file (which could be
plaintext), load an extension, send temporary tables to disk or weaken durability. One exclusive connection, no pool:
the same-thread check of the driver stays on, so using it from another thread fails at once.
"""

import os
import re
import threading
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2 as driver

from caseapp.base.errors import Broken, Damaged, Refused, Trouble
from caseapp.crypto.floor import cryptography_too_old

LEAST_SQLITE = (3, 53, 4)
LEAST_SQLCIPHER = (4, 19, 0)

_KEY_SHAPE = re.compile(rb"x'[0-9a-f]{96}'")
_SALT_DIGITS = slice(66, 98)

_AT_OPENING = (
    ("locking_mode", "EXCLUSIVE", "exclusive"),  # before WAL: no shared-memory file, and nobody else gets in
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),  # NORMAL lost acknowledged saves in 48 % of simulated power cuts
    ("temp_store", "MEMORY", 2),
    ("secure_delete", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("cache_size", "-262144", -262144),  # KiB, taken as needed: pages come in any order, and decrypting them costs
)
_TO_READ = (
    ("query_only", "ON", 1),  # besides `immutable`: nothing can be written, and no lock or log is made beside the file
    *(one for one in _AT_OPENING if one[0] not in {"locking_mode", "journal_mode", "synchronous"}),
)
_CIPHER_SETTINGS = (
    ("cipher_page_size", "4096"),
    ("cipher_use_hmac", "1"),
    ("cipher_plaintext_header_size", "0"),
    ("cipher_hmac_algorithm", "HMAC_SHA512"),
)

_ALLOWED, _DENIED = 0, 1
_PRAGMA, _ATTACH, _DETACH, _FUNCTION = 19, 24, 25, 31
_FORBIDDEN_FUNCTIONS = frozenset({"load_extension", "sqlcipher_export", "fts3_tokenizer"})


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TAKES_A_VALUE = _names("""
    cipher_integrity_check defer_foreign_keys foreign_key_check foreign_key_list index_info index_list index_xinfo
    integrity_check optimize quick_check table_info table_list table_xinfo user_version wal_checkpoint
""")
_MAY_BE_READ = _TAKES_A_VALUE | _names("""
    application_id cache_size cell_size_check cipher_hmac_algorithm cipher_page_size cipher_plaintext_header_size
    cipher_settings cipher_use_hmac cipher_version compile_options data_version database_list encoding foreign_keys
    freelist_count journal_mode locking_mode page_count page_size read_uncommitted schema_version secure_delete
    synchronous temp_store trusted_schema
""")

_BUSY, _LOCKED, _NOMEM, _READONLY, _IOERR = 5, 6, 7, 8, 10
_CORRUPT, _FULL, _CANTOPEN, _NOTADB = 11, 13, 14, 26


def open_engine(path: Path, key: bytearray, *, create: bool = False, read_only: bool = False) -> Engine:
    """Open the vault's database with a raw key `x'<64 hex key><32 hex salt>'`, which is overwritten on the way out.

    Transactions begin with BEGIN IMMEDIATE, so table changes and savepoints roll back too. With `read_only` the file is
    opened as one that nobody changes: what waits in a log beside it is not read (`vault.read_only`). Raises
    `Refused`: `vault_in_use`, `vault_exists` (with `create`), `program_parts_too_old`, `disk_full`, `disk_error`;
    `Damaged("database_unreadable")`, one and the same for a wrong key, a foreign, damaged or missing file;
    `Broken("key_shape")`.
    """
    try:
        # A shorter raw key would silently be taken as a passphrase.
        if _KEY_SHAPE.fullmatch(key) is None:
            raise Broken("key_shape")
        if create:
            _make_file(path)
            _keyed(path, key).close()
        # Read before connecting: closing any descriptor of a file drops the locks SQLite holds on it.
        _require_own_file(path, salt=bytes.fromhex(key[_SALT_DIGITS].decode("ascii")))
        try:
            opened = _keyed(path, key, read_only=read_only)
        except Damaged:
            _require_readable(path)
            opened = _keyed(path, key, read_only=read_only)  # the drive may have failed once only
    finally:
        key[:] = bytes(len(key))
    return _engine(opened, _begin_to_read if read_only else _begin_immediate)


def _engine(opened: driver.Connection, begin: Callable[[Connection], None]) -> Engine:
    own_thread = threading.get_ident()

    def hand_over() -> driver.Connection:
        """The one connection: the key is gone, so a closed one means unlocking again."""
        if threading.get_ident() != own_thread:
            raise Broken("database_on_wrong_thread")
        try:
            opened.total_changes  # noqa: B018 - the only question a closed connection refuses and an open one ignores
        except driver.ProgrammingError:
            raise Broken("database_reopened") from None
        return opened

    engine = create_engine(
        "sqlite+pysqlite://", module=driver, creator=hand_over, poolclass=StaticPool, hide_parameters=True
    )
    event.listen(engine, "begin", begin)
    engine.connect().close()  # now, on this thread: the pool holds the one connection from here on
    return engine


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_to_read(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _make_file(path: Path) -> None:
    """An empty file for its owner only. One left empty by a set-up that was stopped is used again."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
        size = path.stat().st_size
    except OSError:
        raise Refused("disk_error") from None
    if size:
        raise Refused("vault_exists")


def _require_own_file(path: Path, salt: bytes) -> None:
    """The file begins with the key's salt (which is no secret): so it is not a plain database, and not another vault's.

    SQLCipher does not look at the salt in the file when it is given one, so a change there would go unseen.
    """
    try:
        with path.open("rb") as file:
            start = file.read(len(salt))
    except FileNotFoundError:
        raise Damaged("database_unreadable") from None
    except OSError:
        raise Refused("disk_error") from None
    if start != salt:
        raise Damaged("database_unreadable")


def _require_readable(path: Path) -> None:
    """The cipher calls a page that the drive failed to give damaged. What the drive cannot give now is not lost yet."""
    try:
        with path.open("rb", buffering=0) as file:
            while file.read(1 << 20):
                pass
    except OSError:
        raise Refused("disk_error") from None


def _keyed(path: Path, key: bytearray, *, read_only: bool = False) -> driver.Connection:
    place = f"{path.resolve().as_uri()}?mode=ro&immutable=1" if read_only else str(path)
    try:
        connection = driver.connect(place, uri=read_only, timeout=0, isolation_level=None, cached_statements=512)
        try:
            _require_floors(connection)
            connection.execute("PRAGMA cipher_log_level = NONE")  # else page numbers go to standard error
            connection.set_key(key)
            _set_up(connection, _TO_READ if read_only else _AT_OPENING)
        except BaseException:
            connection.close()
            raise
    except driver.Error as error:
        raise _trouble(error) from None
    return connection


def _require_floors(connection: driver.Connection) -> None:
    row = connection.execute("PRAGMA cipher_version").fetchone()
    cipher = tuple(int(part) for part in re.findall(r"\d+", row[0])[:3]) if row else ()
    if cipher < LEAST_SQLCIPHER or driver.sqlite_version_info < LEAST_SQLITE or cryptography_too_old():
        raise Refused("program_parts_too_old")


def _set_up(connection: driver.Connection, settings: tuple[tuple[str, str, object], ...]) -> None:
    for pragma, value, _expected in settings:
        connection.execute(f"PRAGMA {pragma} = {value}")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    for pragma, _value, expected in settings:
        if connection.execute(f"PRAGMA {pragma}").fetchone() != (expected,):
            raise Refused("database_setting_refused", setting=pragma)
    for pragma, cipher in _CIPHER_SETTINGS:
        if connection.execute(f"PRAGMA {pragma}").fetchone() != (cipher,):
            raise Refused("database_setting_refused", setting=pragma)
    connection.set_authorizer(_allow)


def _allow(action: int, first: str | None, second: str | None, _database: str | None, _source: str | None) -> int:
    """SQLite's authorizer: refuses ATTACH and DETACH (so also VACUUM), loading code, and every change of a setting."""
    if action == _PRAGMA:
        names = _MAY_BE_READ if second is None else _TAKES_A_VALUE
        return _ALLOWED if (first or "").lower() in names else _DENIED
    if action in {_ATTACH, _DETACH}:
        return _DENIED
    if action == _FUNCTION and (second or "").lower() in _FORBIDDEN_FUNCTIONS:
        return _DENIED
    return _ALLOWED


def close_engine(engine: Engine) -> None:
    """Write the journal back into the file and close it. On the vault thread, with no transaction open.

    Closes even where it raises (`disk_full`, `disk_error`): nothing is lost then, the journal is read at the next
    opening.
    """
    try:
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except driver.Error as error:
            raise _trouble(error) from None
        finally:
            raw.close()
    finally:
        engine.dispose()


def check_engine(engine: Engine) -> None:
    """Read every page: is all that is stored still what was written? About 400 MB a second.

    Checkpoints first, because the page check reads the main file only. Both checks are needed: a file cut by exactly
    one page passes the first. Raises `Damaged("database_damaged", faults=…)`.
    """
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        faults = len(cursor.execute("PRAGMA cipher_integrity_check").fetchall())
        faults += sum(row != ("ok",) for row in cursor.execute("PRAGMA integrity_check").fetchall())
    except driver.Error as error:
        raise _trouble(error) from None
    finally:
        raw.close()
    if faults:
        raise Damaged("database_damaged", faults=faults)


# The driver gives no finer code than SQLITE_CONSTRAINT; SQLite's sentences for these are fixed and name no row.
_STILL_USED = "FOREIGN KEY constraint failed"
_TAKEN = "UNIQUE constraint failed: "


def trouble_from(error: BaseException) -> Trouble:
    """What to tell the user about an error of the database. The error's own text is dropped: it may quote a record."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return _trouble(cause) if isinstance(cause, driver.Error) else Broken("database_error")


def _trouble(error: driver.Error) -> Trouble:
    if isinstance(error, driver.IntegrityError) and str(error) == _STILL_USED:
        return Broken("row_still_used")
    if isinstance(error, driver.IntegrityError) and str(error).startswith(_TAKEN):
        return Broken("value_taken")
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the kind, the rest says where
    troubles: dict[int, Trouble] = {
        _BUSY: Refused("vault_in_use"),
        _LOCKED: Refused("vault_in_use"),
        _NOMEM: Refused("memory_short_for_work"),
        _READONLY: Refused("folder_read_only"),
        _IOERR: Refused("disk_error"),
        _CANTOPEN: Refused("disk_error"),
        _FULL: Refused("disk_full"),
        _CORRUPT: Damaged("database_unreadable"),
        _NOTADB: Damaged("database_unreadable"),
    }
    return troubles.get(code, Broken("database_error", kind=str(getattr(error, "sqlite_errorname", "unknown"))))
