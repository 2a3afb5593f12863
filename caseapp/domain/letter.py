"""Letters drafted from facts: a template of parts with blanks; a part whose facts are not known is left out.

The draft is for the caseworker to check and edit. Only the blanks listed here exist, and each is a fact of the record:
no note and nothing about feelings or support can get into a letter.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from caseapp.base.resources import read_text
from caseapp.domain.data_rows import Row, parse_data

BLANKS = frozenset(
    {
        "agency",
        "contacts_so_far",
        "court_day",
        "crime_day",
        "crime_ref",
        "due_line",
        "event_day",
        "happened_line",
        "law_line",
        "own_line",
        "person",
        "reference",
        "reference_line",
        "reply_line",
        "review_line",
        "right_line",
        "service",
        "steps_so_far",
        "to_whom",
        "told_line",
        "what",
        "writer",
    }
)
MAY_BE_EMPTY = frozenset({"happened_line", "service"})
"""Blanks that leave their part standing when nothing is known."""
_BLANK = re.compile(r"\{(.*?)\}")


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A letter: its subject and its parts, each with the blanks it needs."""

    id: str
    title: str
    subject: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter to check and edit. `notes` are for the caseworker alone and never part of the letter."""

    subject: str
    body: str
    facts_used: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()


@cache
def letter(letter_id: str) -> LetterTemplate:
    """A template that ships with the app. Raises `Damaged("list_invalid")` if the file was changed by hand."""
    name = f"letters/{letter_id}.toml"
    return parse_letter(read_text(name), name)


def parse_letter(text: str, name: str) -> LetterTemplate:
    """Read and check a template.

    Raises:
        Damaged: `list_invalid` with file, line and problem: a blank that does not exist, a letter without parts.
    """
    data = parse_data(text, name, "list_invalid")
    top = data.top()
    top.only("id", "title", "subject", "parts")
    parts = tuple(_checked(row, "text") for row in data.rows("parts"))
    if not parts:
        top.place.refuse("the letter has no parts")
    return LetterTemplate(top.text("id"), top.text("title"), _checked(top, "subject"), parts)


def fill(template: LetterTemplate, facts: Mapping[str, str], notes: tuple[str, ...] = ()) -> LetterDraft:
    """The letter with what is known put in. Facts are put in once and never read as blanks themselves."""
    known = {name: value.strip() for name, value in facts.items() if value.strip()}
    kept = [part for part in template.parts if all(name in known or name in MAY_BE_EMPTY for name in _blanks(part))]
    used = {name for part in (*kept, template.subject) for name in _blanks(part) if name in known}
    return LetterDraft(
        " ".join(_put_in(template.subject, known).split()),
        "\n\n".join(_put_in(part, known).strip() for part in kept) + "\n",
        tuple((name, known[name]) for name in sorted(used)),
        notes,
    )


def _put_in(text: str, known: Mapping[str, str]) -> str:
    return _BLANK.sub(lambda found: known.get(found[1], ""), text)


def _blanks(text: str) -> list[str]:
    return _BLANK.findall(text)


def _checked(row: Row, key: str) -> str:
    text = row.text(key)
    for name in _blanks(text):
        if name not in BLANKS:
            row.place.refuse(f"the blank '{{{name}}}' does not exist")
    return text
