"""What a restore brought back, and what to know of it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from caseapp.base.words import _
from caseapp.crypto.recovery_code import Group


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back: a vault as it was at `made_at`, with `erased_again` rows taken out of it once more."""

    folder: Path
    made_at: datetime
    entries: int
    erased_again: int
    kept: Path | None
    """The records that were there before, under their new name; None where there were none."""
    put_right: tuple[Group, ...] = ()
    """The groups of the recovery code that had a slip."""
    anew: bool = False
    """Whether it lies in a folder of its own, a copy beside the vault it was made of."""


def copy_words(found: Restored) -> str:
    """What to know of a copy beside its vault; empty where the vault's own records were replaced."""
    words = _("This is a copy of its own: what is written in it is not in the vault the backup was made of.")
    return words if found.anew else ""
