"""Days and files given as arguments, read with care. Needs no records, so that a command without any starts at once."""

from datetime import date
from pathlib import Path

from caseapp.base.errors import Refused

LONGEST_TEXT = 4 * 1024 * 1024
"""No mapping, catalogue or calendar is larger."""


def day(text: str) -> date:
    """A day given as an argument.

    Raises:
        Refused: `day_unreadable`.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("day_unreadable") from None


def bounded_bytes(file: Path, most: int) -> bytes:
    """A file's bytes, or so many more than `most` as show that it is larger: devices never end.

    Raises:
        Refused: `file_unreadable`.
    """
    try:
        with file.open("rb") as opened_file:
            return opened_file.read(most + 1)
    except OSError:
        raise Refused("file_unreadable") from None


def bounded_text(file: Path) -> str:
    """A small file of text.

    Raises:
        Refused: `file_unreadable`, `file_not_text`, `file_too_big`.
    """
    data = bounded_bytes(file, LONGEST_TEXT)
    if len(data) > LONGEST_TEXT:
        raise Refused("file_too_big", megabytes=LONGEST_TEXT // 2**20)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("file_not_text") from None
