"""The whole database under another key: a checked copy that takes its place, so it is the one or the other, never half.

The copy is written beside it, every page read back, every table counted and the journal's end compared, before the
file that people work in is touched. Nothing deleted earlier is carried over in clear: freed pages are zeros.
"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from caseapp.base.errors import Damaged, Refused
from caseapp.store.backup import Cancelled, Progress, copy_out
from caseapp.store.checks import counts, damaged_places, head
from caseapp.store.engine import open_engine
from caseapp.store.store import Store

_SALT_DIGITS = slice(66, 98)


def is_under(path: Path, key: bytearray) -> bool:
    """Whether a database file is under a key, told by its first 16 bytes, which are the key's salt and no secret.

    The key is overwritten. Raises `Damaged("database_unreadable")` for a missing file, `Refused("disk_error")`.
    """
    salt = bytes.fromhex(key[_SALT_DIGITS].decode("ascii"))
    key[:] = bytes(len(key))
    try:
        with path.open("rb") as file:
            return file.read(len(salt)) == salt
    except FileNotFoundError:
        raise Damaged("database_unreadable") from None
    except OSError:
        raise Refused("disk_error") from None


def copy_checked(
    store: Store,
    target: Path,
    key: Callable[[], bytearray],
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Copy the open database to `target` under another key and prove the copy; what lay there before is removed.

    `progress` counts each page twice: written, then read back. The second half is told when it is done.

    Raises `Refused` as `copy_out`; `Damaged("database_damaged")` if the copy is not what is open; then it is removed.
    """
    remove_copy(target)
    pages = 0

    def wrote(done: int, of: int) -> None:
        nonlocal pages
        pages = of
        if progress is not None:
            progress(done, 2 * of)

    copy_out(store, target, key(), progress=wrote, cancelled=cancelled)
    try:
        with closing(Store(open_engine(target, key()), "copy")) as copy:
            faults = damaged_places(copy)
            if faults or counts(copy) != counts(store) or head(copy) != head(store):
                raise Damaged("database_damaged", faults=max(1, faults))
        wrote(2 * pages, pages)
    except BaseException:
        remove_copy(target)
        raise


def remove_copy(target: Path) -> None:
    """Take away a copy that did not get its place. Raises `Refused("file_held")`."""
    for part in ("", "-journal", "-wal"):
        try:
            target.with_name(target.name + part).unlink(missing_ok=True)
        except OSError:
            raise Refused("file_held") from None


def close_for_replacing(store: Store, path: Path) -> None:
    """Close the database so that its file may be replaced: nothing of it may be left in the write-ahead log.

    A log left lying would be played into the new file. Raises `Refused("disk_error")` if it cannot be emptied; the
    store is closed then all the same.
    """
    store.close()
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise Refused("disk_error")
