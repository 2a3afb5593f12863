"""Catalogues of translated words in gettext's own text form (PO): read, written, and put to use without a build step.

Source: GNU gettext manual, "The Format of PO Files" and "The Format of GNU MO Files". Contexts and old message forms
are not used here. A draft that nobody has checked is marked `fuzzy`, and is never shown.
"""

import gettext
import re
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO

from caseapp.base.errors import Damaged

_MAGIC = 0x950412DE
_STRING = re.compile(r'\s*(msgid|msgid_plural|msgstr(?:\[\d\])?)?\s*"(.*)"\s*')
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


@dataclass(frozen=True, slots=True)
class Message:
    """A text in English, its plural if it has one, its translations (none yet: empty), and where it stands."""

    text: str
    plural: str = ""
    said: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    fuzzy: bool = False

    @property
    def is_done(self) -> bool:
        """Whether somebody has translated it and stands by it."""
        return bool(self.said) and all(self.said) and not self.fuzzy


@dataclass(slots=True)
class _Open:
    """A message while its lines are read."""

    parts: dict[str, str] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)
    fuzzy: bool = False
    last: str = ""


def read_po(text: str) -> tuple[Message, ...]:
    """Every message; the first one, without a text, holds the header.

    Raises:
        Damaged: `words_unreadable`, with the line.
    """
    made: list[Message] = []
    now = _Open()
    for number, line in enumerate([*text.splitlines(), ""], 1):
        if not line.strip():
            if now.parts:
                made.append(_message(now))
            now = _Open()
        elif line.startswith("#:"):
            now.places += line[2:].split()
        elif line.startswith("#,"):
            now.fuzzy = "fuzzy" in line
        elif not line.startswith("#"):
            match = _STRING.fullmatch(line)
            if match is None or not (match[1] or now.last):
                raise Damaged("words_unreadable", line=number)
            now.last = match[1] or now.last
            now.parts[now.last] = now.parts.get(now.last, "") + _plain(match[2])
    return tuple(made)


def write_po(messages: Iterable[Message]) -> str:
    """The text of a catalogue, a message a paragraph; `read_po` gives the same back."""
    return "\n".join(_paragraph(each) for each in messages)


def translations(messages: Sequence[Message]) -> gettext.GNUTranslations:
    """What the standard library looks words up in: translated messages only, no drafts."""
    header = next((each.said[0] for each in messages if not each.text and each.said), "")
    table = {"": header.encode()}
    for each in messages:
        if each.text and each.is_done:
            key = f"{each.text}\0{each.plural}" if each.plural else each.text
            table[key] = "\0".join(each.said).encode()
    return gettext.GNUTranslations(BytesIO(_compiled({key.encode(): said for key, said in table.items()})))


def _message(made: _Open) -> Message:
    said = tuple(value for name, value in sorted(made.parts.items()) if name.startswith("msgstr"))
    return Message(
        made.parts.get("msgid", ""),
        made.parts.get("msgid_plural", ""),
        said if any(said) else (),
        tuple(made.places),
        made.fuzzy,
    )


def _paragraph(message: Message) -> str:
    lines = [f"#: {place}" for place in message.places]
    if message.fuzzy:
        lines.append("#, fuzzy")
    lines.append(f"msgid {_quoted(message.text)}")
    if message.plural:
        lines.append(f"msgid_plural {_quoted(message.plural)}")
        said = message.said or ("", "")
        lines += [f"msgstr[{number}] {_quoted(each)}" for number, each in enumerate(said)]
    else:
        lines.append(f"msgstr {_quoted(message.said[0] if message.said else '')}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    safe = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t").replace("\n", "\\n")
    return f'"{safe}"'


def _plain(quoted: str) -> str:
    return re.sub(r"\\(.)", lambda match: _ESCAPES.get(match[1], match[0]), quoted)


def _compiled(table: dict[bytes, bytes]) -> bytes:
    """The binary form: a head, two tables of lengths and offsets, then the texts."""
    keys = sorted(table)
    start = 28 + 16 * len(keys)
    texts, tables = b"", [b"", b""]
    for side, each in ((0, keys), (1, [table[key] for key in keys])):
        for text in each:
            tables[side] += struct.pack("<II", len(text), start + len(texts))
            texts += text + b"\0"
    head = struct.pack("<7I", _MAGIC, 0, len(keys), 28, 28 + 8 * len(keys), 0, 0)
    return head + tables[0] + tables[1] + texts
