"""Room kept back for the worst moment: a file that holds nothing, given up when the disk is full.

On a full disk even a deletion is refused, since what changes is written before anything becomes free, and so is the
half-typed note that a lock must keep. Giving the file up lets both through once more; when there is plenty of room
again, the next unlock puts it back.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

from caseapp.vault.small_file import sync_folder

NAME = "vault.ballast"
SIZE = 8 * 2**20
_PLENTY = 8 * SIZE


def keep(folder: Path) -> bool:
    """Put the file there, where it is missing and the disk has plenty of room; whether it is there now.

    Never raises: without it the vault works as well, until the disk is full.
    """
    path = folder / NAME
    with suppress(OSError):
        if path.exists() and path.stat().st_size == SIZE:
            return True
        if shutil.disk_usage(folder).free < _PLENTY:
            return False
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags, 0o600), "wb") as file:  # noqa: PTH123 - from a descriptor with its mode set
            _take_room(file.fileno())
        return True
    let_go(folder)
    return False


def let_go(folder: Path) -> bool:
    """Give the room up; whether there was any."""
    path = folder / NAME
    with suppress(OSError):
        if path.stat().st_size:
            path.unlink()
            sync_folder(folder)
            return True
    return False


def _take_room(descriptor: int) -> None:
    """Room that is really taken. Chance bytes where the system cannot set it aside: zeros may take none."""
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(descriptor, 0, SIZE)
        return
    for _part in range(SIZE // 2**20):
        os.write(descriptor, os.urandom(2**20))
