"""`vault.care`: when this vault was last backed up and checked, in clear, so that it can be told without a key.

Instants and codes only. Nobody's safety rests on it: a lost or altered file shows a wrong age, no more.
"""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from caseapp.vault.small_file import read_small, replace_file

NAME = "vault.care"
MOST_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Care:
    """Instants as ISO 8601 text, empty for never; codes as of `resources/words/errors.d`."""

    backed_up_at: str = ""
    backup_failed_at: str = ""
    backup_failure: str = ""
    checked_at: str = ""
    found: tuple[str, ...] = ()
    """Codes of what the last whole check found."""


def read(folder: Path) -> Care:
    """What is noted; nothing where the file is missing or is not ours."""
    content = read_small(folder / NAME, MOST_BYTES)
    try:
        table = json.loads(content or b"{}")
        known = {one.name: table[one.name] for one in fields(Care) if one.name in table}
        found = tuple(str(code) for code in known.pop("found", ()))
        return Care(**{name: str(value) for name, value in known.items()}, found=found)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return Care()


def write(folder: Path, care: Care) -> None:
    """Note it. Raises `Refused` as `replace_file`."""
    replace_file(folder / NAME, json.dumps(asdict(care)).encode())
