"""What somebody wants of a restore: which backup, where to, and what opens it."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be brought back. `into` is a vault whose records are to be replaced, or None for a folder of its own.

    The passphrase or the recovery code opens it, or the organisation's key, whose passphrase it then is. A folder of
    its own needs the code or that key.
    """

    backup: Path
    into: Path | None
    passphrase: str | None = field(repr=False)
    code: str | None = field(repr=False)
    key_file: Path | None = None
    """The organisation's private key."""
    without_erased_list: bool = False
