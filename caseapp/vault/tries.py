"""Failed unlocks are followed by growing waits that neither a restart nor the clock shortens; nothing is destroyed.

Five tries are free, then 5, 10, 20 … seconds, at most five minutes. The count and the moment of the last failure stand
in `vault.tries` and, for a vault of real records, once more in the account's own folder: deleting one of them changes
nothing, the higher count holds.

The moment is that of the steady clock, which counts from when the computer was started and which nobody sets. A reading
before the noted one means that it was started again since: then at least the time since that start has passed, and that
start is noted. So a wait is never shortened, and lengthened by one wait (five minutes) at the most after a restart or a
sleep; whoever waits as long as was said gets in.

What remains: who may write as this account can delete both notes, and who copies the vault elsewhere meets neither.
Against them stand the device secret and the cost of Argon2id, which no file can switch off.
"""

import json
import math
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from caseapp.base import paths
from caseapp.base.clock import Clock
from caseapp.base.errors import Refused
from caseapp.vault.folder import TRIES_NAME
from caseapp.vault.small_file import read_small, replace_file

FREE_TRIES = 5
FIRST_WAIT = 5
LONGEST_WAIT = 300
_MOST_BYTES = 200
_MOST_COUNTED = 1_000_000
_NEVER = math.inf
"""The moment of a note that tells none: longer ago than nothing."""


@dataclass(frozen=True, slots=True)
class Tries:
    """How many unlocks failed in a row, and the steady clock's seconds at the last one."""

    failures: int
    steady: float


def note_places(folder: Path, vault_id: str, *, testing: bool) -> tuple[Path, ...]:
    """Where the count stands: in the vault's folder and, unless it is a throw-away vault, in the account's."""
    here = folder / TRIES_NAME
    return (here,) if testing else (here, paths.marks_folder() / f"{vault_id}.tries")


def wait_after(failures: int) -> int:
    """Seconds to wait after so many failures in a row."""
    if failures < FREE_TRIES:
        return 0
    return min(LONGEST_WAIT, FIRST_WAIT << min(failures - FREE_TRIES, 10))


def free_tries_left(places: tuple[Path, ...]) -> int:
    """How many wrong passphrases may still be given before the first wait."""
    noted = _read(places)
    return max(0, FREE_TRIES - (noted.failures if noted else 0))


def count_try(places: tuple[Path, ...], steady: float, *, noting: tuple[Path, ...] | None = None) -> Tries | None:
    """Note a try as failed *before* it is made, so that stopping the program half-way gains nothing.

    It is noted in all places, or in those of `noting`. Returns what was noted before, for `forget_try`.
    Raises `Refused("unlock_wait", seconds=…)` if it is too early.
    """
    noting = places if noting is None else noting
    before = _read(places)
    if before is None:
        _note(noting, Tries(1, steady))
        return None
    wait = wait_after(before.failures)
    passed = _passed(before, steady)
    if passed is None:  # then the wait begins now, if that can be noted: otherwise it would never end
        passed = 0.0 if _note(noting, Tries(before.failures, steady)) else float(wait)
    if passed < wait:
        if steady < before.steady < _NEVER:  # from now on by this start, or the old moment would come a second time
            _note(noting, Tries(before.failures, 0.0))
        raise Refused("unlock_wait", seconds=math.ceil(wait - passed))
    _note(noting, Tries(before.failures + 1, steady))
    return before


def _passed(before: Tries, steady: float) -> float | None:
    """Seconds that have certainly passed since; None where the note tells no moment."""
    if before.steady == _NEVER:
        return None
    return steady - before.steady if steady >= before.steady else max(0.0, steady)  # started again since


def forget_try(places: tuple[Path, ...], before: Tries | None) -> None:
    """Undo `count_try`, where the try could not be made at all (too little memory, a damaged header)."""
    if before is None:
        clear(places)
    else:
        _note(places, before)


def clear(places: tuple[Path, ...]) -> None:
    """Forget all failures: the vault was opened."""
    for place in places:
        with suppress(OSError):  # held by another program: the next opener waits a little, no more
            place.unlink(missing_ok=True)


class Guarded:
    """Counts a try as failed beforehand, forgives it if it succeeded, and uncounts it if it could not be made."""

    __slots__ = ("_before", "_places")

    def __init__(self, places: tuple[Path, ...], clock: Clock, *, read_only: bool = False) -> None:
        """Where the vault cannot be written a wait noted there is kept to, and the account's own note is kept."""
        self._places = places[1:] if read_only else places
        self._before = count_try(places, clock.monotonic(), noting=self._places)

    @property
    def failed_before(self) -> int:
        """How many tries failed in a row before this one."""
        return self._before.failures if self._before else 0

    def __enter__(self) -> "Guarded":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            clear(self._places)
        elif not (isinstance(error, Refused) and (error.code == "passphrase_wrong" or error.facts.get("tried"))):
            forget_try(self._places, self._before)


def _read(places: tuple[Path, ...]) -> Tries | None:
    """The highest count that is noted anywhere; None where none is, or none can be read."""
    found = [noted for place in places if (noted := _read_one(place)) is not None]
    return max(found, key=lambda one: (one.failures, -1.0 if one.steady == _NEVER else one.steady), default=None)


def _read_one(place: Path) -> Tries | None:
    """What is noted in one place (whoever can spoil a file can also delete it)."""
    try:
        noted = json.loads(_content(place) or b"null")
        failures, steady = noted["failures"], float(noted.get("steady", _NEVER))
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError, AttributeError):
        return None
    if type(failures) is not int or not 0 < failures <= _MOST_COUNTED or math.isnan(steady):
        return None
    return Tries(failures, steady if steady >= 0 else _NEVER)


def _note(places: tuple[Path, ...], tries: Tries) -> bool:
    """Note it everywhere; returns whether it is noted anywhere. The account's own folder need not be writable."""
    done = False
    noted = {"failures": min(tries.failures, _MOST_COUNTED), "steady": tries.steady}
    for place in places:
        try:
            replace_file(place, json.dumps(noted).encode("ascii"))
            done = True
        except Refused as error:
            if error.code != "disk_full" and place.name == TRIES_NAME:  # a full disk must not keep people out
                raise
    return done


def _content(place: Path) -> bytes | None:
    """The bytes there. Only a vault's own folder that cannot be read is trouble: the account's is the second place."""
    try:
        return read_small(place, _MOST_BYTES)
    except Refused:
        if place.name == TRIES_NAME:
            raise
        return None
