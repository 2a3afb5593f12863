"""Failed unlocks are followed by growing waits that a restart does not shorten; nothing is ever destroyed.

Five tries are free, then 5, 10, 20 … seconds, at most five minutes. The count and the time of the last failure stand
in `vault.tries`, which is no secret. The file keeps wall-clock time, because no other clock survives a restart. Where
the clock now stands before the noted time it was set back: then the wait starts afresh from now, so it is never
shortened, and lengthened by one wait (five minutes) at the very most. Who can set the clock forward, or delete the
file, skips the waits; against them stands the cost of Argon2id, which no file can switch off.
"""

import json
import math
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from caseapp.base.errors import Refused
from caseapp.vault.folder import TRIES_NAME
from caseapp.vault.small_file import read_small, replace_file

FREE_TRIES = 5
FIRST_WAIT = 5
LONGEST_WAIT = 300
_MOST_BYTES = 200
_MOST_COUNTED = 1_000_000


@dataclass(frozen=True, slots=True)
class Tries:
    """How many unlocks failed in a row, and when the last one was."""

    failures: int
    last: datetime


def wait_after(failures: int) -> int:
    """Seconds to wait after so many failures in a row."""
    if failures < FREE_TRIES:
        return 0
    return min(LONGEST_WAIT, FIRST_WAIT << min(failures - FREE_TRIES, 10))


def _read(folder: Path) -> Tries | None:
    """What is noted; None for no note or an unreadable one (whoever can spoil the file can also delete it)."""
    content = read_small(folder / TRIES_NAME, _MOST_BYTES)
    try:
        noted = json.loads(content or b"null")
        failures, last = noted["failures"], datetime.fromtimestamp(noted["last"], UTC)
    except (ValueError, TypeError, KeyError, OverflowError, OSError, RecursionError):
        return None
    return Tries(failures, last) if type(failures) is int and 0 < failures <= _MOST_COUNTED else None


def _note(folder: Path, failures: int, now: datetime) -> None:
    noted = {"failures": min(failures, _MOST_COUNTED), "last": int(now.timestamp())}
    try:
        replace_file(folder / TRIES_NAME, json.dumps(noted).encode("ascii"))
    except Refused as error:
        if error.code != "disk_full":  # a full disk must not keep people from their records
            raise


def free_tries_left(folder: Path) -> int:
    """How many wrong passphrases may still be given before the first wait."""
    noted = _read(folder)
    return max(0, FREE_TRIES - (noted.failures if noted else 0))


def count_try(folder: Path, now: datetime) -> Tries | None:
    """Note a try as failed *before* it is made, so that stopping the program half-way gains nothing.

    Returns what was noted before, for `forget_try`. Raises `Refused("unlock_wait", seconds=…)` if it is too early.
    """
    before = _read(folder)
    if before is None:
        _note(folder, 1, now)
        return None
    wait = wait_after(before.failures)
    passed = (now - before.last).total_seconds()
    if wait and passed < 0:
        _note(folder, before.failures, now)
        passed = 0
    if passed < wait:
        raise Refused("unlock_wait", seconds=math.ceil(wait - passed))
    _note(folder, before.failures + 1, now)
    return before


def waited(folder: Path, now: datetime) -> Tries | None:
    """What is noted. Raises `Refused("unlock_wait", seconds=…)` if it is too early for the next try."""
    before = _read(folder)
    if before is not None:
        passed = max(0.0, (now - before.last).total_seconds())
        wait = wait_after(before.failures)
        if passed < wait:
            raise Refused("unlock_wait", seconds=math.ceil(wait - passed))
    return before


def forget_try(folder: Path, before: Tries | None) -> None:
    """Undo `count_try`, where the try could not be made at all (too little memory, a damaged header)."""
    if before is None:
        clear(folder)
    else:
        _note(folder, before.failures, before.last)


def clear(folder: Path) -> None:
    """Forget all failures: the vault was opened."""
    with suppress(OSError):  # held by another program: the next opener waits a little, no more
        (folder / TRIES_NAME).unlink(missing_ok=True)


class Guarded:
    """Counts a try as failed beforehand, forgives it if it succeeded, and uncounts it if it could not be made."""

    __slots__ = ("_before", "_folder", "_read_only")

    def __init__(self, folder: Path, now: datetime, *, read_only: bool = False) -> None:
        """Where nothing can be written no try can be noted; a wait that was noted before is kept to all the same."""
        self._folder, self._read_only = folder, read_only
        self._before = waited(folder, now) if read_only else count_try(folder, now)

    @property
    def failed_before(self) -> int:
        """How many tries failed in a row before this one."""
        return self._before.failures if self._before else 0

    def __enter__(self) -> "Guarded":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._read_only:
            return
        if error is None:
            clear(self._folder)
        elif not (isinstance(error, Refused) and (error.code == "passphrase_wrong" or error.facts.get("tried"))):
            forget_try(self._folder, self._before)
