"""A data file (TOML) read as rows that know the line they stand on.

Every file under `resources/` that a person may edit is read through here, so a mistake is always reported as
"this file, this line, this problem" and never as a trace. The error code differs by kind of file.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NoReturn

from caseapp.base.errors import Damaged


class Mark(StrEnum):
    """How far a value can be trusted. Anything but `VERIFIED` and `OWN` is shown as unverified on screen."""

    VERIFIED = "V"
    """Read in a source for the edition named."""
    VERIFIED_OLD = "V-old"
    """Read, but the source restates an earlier edition or is a local page."""
    MEMORY = "M"
    """From memory, to be verified."""
    INFERRED = "inf"
    """Our inference."""
    OWN = "own"
    """Our own wording or invention; nothing outside to verify it against."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: which error code to raise, in which file, on which line."""

    error: str
    file: str
    line: int

    def refuse(self, problem: str) -> NoReturn:
        """Say what is wrong here. Raises `Damaged` with the file, the line and the problem."""
        raise Damaged(self.error, file=self.file, line=self.line, problem=problem)


@dataclass(frozen=True, slots=True)
class Row:
    """One table of a data file with checked access to its values."""

    place: Place
    values: Mapping[str, object]

    def text(self, key: str, default: str | None = None) -> str:
        """A text value; without a default it must be there and not be empty."""
        value = self.values.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.place.refuse(f"'{key}' must be text")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; an absent list is empty."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            self.place.refuse(f"'{key}' must be a list of texts")
        return tuple(value)

    def number(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        value = self.values.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            self.place.refuse(f"'{key}' must be a whole number")
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """True or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            self.place.refuse(f"'{key}' must be true or false")
        return value

    def day(self, key: str) -> date:
        """A date that must be there."""
        value = self.day_or_none(key)
        if value is None:
            self.place.refuse(f"'{key}' must be a date, such as 2026-11-21")
        return value

    def day_or_none(self, key: str) -> date | None:
        """A date, or nothing if it is not given."""
        value = self.values.get(key)
        if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
            self.place.refuse(f"'{key}' must be a date, such as 2026-11-21")
        return value

    def mark(self, key: str = "mark", default: str | None = None) -> Mark:
        """A confidence mark."""
        return Mark(self.one_of(key, tuple(Mark), default))

    def one_of(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """A text that must be one of a few."""
        value = self.text(key, default)
        if value not in allowed:
            self.place.refuse(f"'{key}' is '{value}' but must be one of {', '.join(allowed)}")
        return value

    def only(self, *allowed: str) -> None:
        """Refuse misspelt keys: everything in the row must be one of these."""
        for key in self.values:
            if key not in allowed:
                self.place.refuse(f"'{key}' is not a known entry")


@dataclass(frozen=True, slots=True)
class DataFile:
    """A parsed file: its top-level row, its single tables and its lists of rows."""

    error: str
    file: str
    lines: tuple[str, ...]
    values: Mapping[str, object]

    def top(self) -> Row:
        """The entries at the top of the file."""
        return Row(Place(self.error, self.file, 1), self.values)

    def table(self, name: str) -> Row:
        """A single `[name]` table, which must be there."""
        value = self.values.get(name)
        line = next((n for n, text in enumerate(self.lines, 1) if text.strip() == f"[{name}]"), 1)
        place = Place(self.error, self.file, line)
        if not isinstance(value, dict):
            place.refuse(f"the table [{name}] is missing")
        return Row(place, value)

    def rows(self, name: str) -> tuple[Row, ...]:
        """The rows of `[[name]]`, or of `name = [ {…}, … ]` written one row to a line."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            Place(self.error, self.file, 1).refuse(f"'{name}' must be a list of rows")
        starts = tuple(_row_lines(self.lines, name))
        return tuple(
            Row(Place(self.error, self.file, starts[n] if n < len(starts) else 1), row) for n, row in enumerate(value)
        )


def _row_lines(lines: tuple[str, ...], name: str) -> Iterator[int]:
    """The line numbers on which the rows of `name` begin; tomllib does not tell."""
    header = re.compile(rf"\s*\[\[\s*{re.escape(name)}\s*\]\]")
    opening = re.compile(rf"\s*{re.escape(name)}\s*=\s*\[")
    inside = False
    for number, text in enumerate(lines, 1):
        if header.match(text):
            yield number
        elif opening.match(text):
            inside = True
        elif inside and text.strip().startswith("{"):
            yield number
        elif inside and text.strip().startswith("]"):
            inside = False


def parse_data(text: str, file: str, error: str) -> DataFile:
    """Read TOML. Raises `Damaged(error)` with the line if it cannot be read at all."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        found = re.search(r"at line (\d+)", str(trouble))
        line = int(found.group(1)) if found else text.count("\n") + 1
        raise Damaged(error, file=file, line=line, problem="this is not valid TOML") from trouble
    return DataFile(error, file, tuple(text.splitlines()), values)
