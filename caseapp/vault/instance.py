"""One program at a time: a lock on `vault.lock` that the system drops when the process ends, however it ends.

What stands in the file does not matter, and it is never deleted: deleting it would let two programs hold two locks.
"""

import os
import sys
from pathlib import Path

from caseapp.base.errors import Refused
from caseapp.vault.folder import LOCK_NAME
from caseapp.vault.small_file import refusal

if sys.platform == "win32":
    import msvcrt

    _FAR_AWAY = 1 << 30  # the locked byte; Windows locks are mandatory, so not one that somebody may read

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _FAR_AWAY, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _give_back(descriptor: int) -> None:
        os.lseek(descriptor, _FAR_AWAY, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give_back(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


class InstanceLock:
    """Held from before the header is read until the vault is closed."""

    __slots__ = ("_descriptor", "read_only")

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        """Take the lock. Raises `Refused("vault_in_use")` while another opener, in this process or not, holds it.

        Where nothing can be written, the lock is taken through a file that is there, or there is none to take.
        """
        self._descriptor: int | None = None
        self.read_only = read_only
        flags = os.O_RDONLY if read_only else os.O_RDWR | os.O_CREAT
        try:
            descriptor = os.open(folder / LOCK_NAME, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)
        except OSError as error:
            if read_only and isinstance(error, FileNotFoundError):
                return
            raise refusal(error) from None
        try:
            _take(descriptor)
        except OSError:
            os.close(descriptor)
            raise Refused("vault_in_use") from None
        self._descriptor = descriptor

    def release(self) -> None:
        """Let the next opener in. May be called more than once."""
        if self._descriptor is not None:
            _give_back(self._descriptor)
            os.close(self._descriptor)
            self._descriptor = None
