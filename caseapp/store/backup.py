"""Whole copies of the database, page by page, each under a key of its own: the only way out that the engine knows.

SQLite's backup interface reads the open database as it is and re-encrypts every page under the copy's key. It is no
SQL, so the authorizer of the vault's own connection stays as strict as ever. A copy is never a plain database: the
driver refuses that.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from caseapp.base.errors import Broken, Damaged, Refused, Trouble
from caseapp.store.engine import trouble_from
from caseapp.store.store import Store

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

_AT_ONCE = 1_000  # pages between two looks at `cancelled`: about 4 MB, some 30 ms
_KEY_SHAPE = re.compile(rb"x'[0-9a-f]{96}'")
_SALT_DIGITS = slice(66, 98)


def copy_out(
    store: Store, target: Path, key: bytearray, *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> None:
    """Copy the open database to a new file under `key`, which is overwritten on the way out; durable on return.

    The copy ends in DELETE journal mode: one file, readable where nothing can be written. `progress` counts pages.
    Raises `Refused`: `cancelled`, `disk_full`, `disk_error`, `folder_read_only`, `file_held`; then no file is left.
    """
    source = store.connection().connection.dbapi_connection
    if not isinstance(source, driver.Connection):
        raise Broken("database_error")
    _copy(source, target, key, progress, cancelled)


def copy_in(
    backup: Path,
    backup_key: bytearray,
    target: Path,
    key: bytearray,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Copy a backup's database to a new file under the vault's `key`. Both keys are overwritten, the backup only read.

    Raises as `copy_out`, and `Damaged("backup_damaged")` if the backup cannot be read with its key.
    """
    try:
        source = _open_to_read(backup, backup_key)
    except BaseException:
        _overwrite(key)
        raise
    finally:
        _overwrite(backup_key)
    try:
        _copy(source, target, key, progress, cancelled)
    except Damaged:
        raise Damaged("backup_damaged") from None
    finally:
        source.close()


def size_of(store: Store) -> int:
    """Bytes that a copy of the open database will take."""
    pages = store.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
    store.connection().rollback()
    return int(pages) * 4096


def _copy(
    source: driver.Connection,
    target: Path,
    key: bytearray,
    progress: Progress | None,
    cancelled: Cancelled | None,
) -> None:
    def step(_status: int, remaining: int, total: int) -> None:
        if cancelled is not None and cancelled():
            raise Refused("cancelled")
        if progress is not None:
            progress(total - remaining, total)

    try:
        if _KEY_SHAPE.fullmatch(key) is None:  # a shorter raw key would silently be taken as a passphrase
            raise Broken("key_shape")
        _make_file(target)
        _keyed_copy(source, target, key, step)
        _make_durable(target)
        with target.open("rb") as file:
            if file.read(16) != bytes.fromhex(key[_SALT_DIGITS].decode("ascii")):
                raise Broken("key_shape")
    except driver.Error as error:
        _remove(target)
        raise _trouble(error) from None
    except OSError:
        _remove(target)
        raise Refused("disk_error") from None
    except BaseException:
        _remove(target)
        raise
    finally:
        _overwrite(key)


def _trouble(error: driver.Error) -> Trouble:
    """The driver's backup call gives no code, only SQLite's own fixed sentence for one."""
    told: dict[str, Trouble] = {
        "database or disk is full": Refused("disk_full"),
        "disk I/O error": Refused("disk_error"),
        "unable to open database file": Refused("disk_error"),
        "attempt to write a readonly database": Refused("folder_read_only"),
        "database disk image is malformed": Damaged("database_unreadable"),
        "file is not a database": Damaged("database_unreadable"),
        "out of memory": Refused("memory_short_for_work"),
    }
    return told.get(str(error)) or trouble_from(error)


def _keyed_copy(source: driver.Connection, target: Path, key: bytearray, step: Callable[[int, int, int], None]) -> None:
    copy = driver.connect(str(target), timeout=0, isolation_level=None)
    try:
        copy.execute("PRAGMA cipher_log_level = NONE")
        copy.set_key(key)
        # Until it is complete the copy is worth nothing, so nothing of it need survive a stop.
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")
        source.backup(copy, pages=_AT_ONCE, progress=step, sleep=0)
        # The copied first page says WAL. This writes DELETE there, and with it the last of the pages.
        copy.execute("PRAGMA synchronous = FULL")
        if copy.execute("PRAGMA journal_mode = DELETE").fetchone() != ("delete",):
            raise Refused("disk_error")
        copy.execute("SELECT count(*) FROM sqlite_master").fetchone()
    finally:
        copy.close()


def _open_to_read(path: Path, key: bytearray) -> driver.Connection:
    """Opens without writing anything beside the file: it may lie on a medium that cannot be written."""
    place = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        opened = driver.connect(place, uri=True, timeout=0, isolation_level=None)
        try:
            opened.execute("PRAGMA cipher_log_level = NONE")
            opened.set_key(key)
            opened.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            opened.close()
            raise
    except driver.Error:
        raise Damaged("backup_damaged") from None
    return opened


def _make_file(path: Path) -> None:
    """A new, empty file for its owner only."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
    os.close(os.open(path, flags, 0o600))


def _make_durable(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _remove(path: Path) -> None:
    for part in (path, path.with_name(path.name + "-journal"), path.with_name(path.name + "-wal")):
        try:
            part.unlink(missing_ok=True)
        except OSError:
            continue


def _overwrite(key: bytearray) -> None:
    key[:] = bytes(len(key))
