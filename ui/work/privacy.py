"""Whether names may be on the screen just now: at outreach somebody may be looking over a shoulder.

While hidden, every page shows the reference and initials instead; search still accepts a name.
"""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from caseapp.base.words import _
from caseapp.domain.person import call_name, initials

Row = TypeVar("Row")
_PROSE = ("sentence", "what")


class Privacy(QObject):
    """Tells pages when names are hidden or shown: `changed(bool)` is True when they are now hidden."""

    changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.hidden = False


_ONE: list[Privacy] = []


def privacy() -> Privacy:
    """The one value every page listens to."""
    if not _ONE:
        _ONE.append(Privacy())
    return _ONE[0]


def names_hidden() -> bool:
    """Whether names are hidden now."""
    return privacy().hidden


def set_names_hidden(hidden: bool) -> None:
    """Hide or show names everywhere, and tell the pages."""
    one = privacy()
    if one.hidden != hidden:
        one.hidden = hidden
        one.changed.emit(hidden)


def names_word() -> str:
    """How it stands, and the key that turns it round."""
    return _("Names are hidden. Ctrl+Shift+H shows them.") if names_hidden() else _("Names are shown")


def unless_hidden(words: str | None) -> str:
    """Words that only the caseworker may read, as a code word: `Hidden` while names are hidden, empty for none."""
    return _("Hidden") if words and names_hidden() else words or ""


def called(row: Any) -> str:
    """What the app calls somebody in a sentence on the screen: a name, or initials while names are hidden.

    For any row with `first_name`, `last_name`, `known_as` and `reference`.
    """
    who = masked(row)
    return call_name(who.first_name, who.last_name, who.known_as, who.reference)


def note_shown(note: str) -> str:
    """Words somebody wrote freely: they may hold any name, so none of them while names are hidden."""
    return _("The note is hidden with the names.") if note and names_hidden() else note


def masked(row: Row) -> Row:
    """A frozen row with its names reduced to initials, also inside `sentence` and `what`; itself while names show.

    For any row with `first_name`, `last_name` and `known_as`; `domain.person` then says initials wherever it would say
    a name.
    """
    if not names_hidden():
        return row
    person: Any = row
    letters = initials(person.first_name, person.last_name, person.known_as)
    changed: dict[str, Any] = {"first_name": None, "last_name": None, "known_as": letters}
    held = {field.name for field in fields(person)}
    for prose in _PROSE:
        if prose in held:
            changed[prose] = without_names(getattr(person, prose), person)
    made: Row = replace(person, **changed)
    return made


def without_names(value: Row, person: Any) -> Row:
    """The same rows with a person's names reduced to initials in every text, however deep; itself while names show.

    Only to show: what is saved must come from what was read.
    """
    names = [name for name in (person.first_name, person.last_name, person.known_as) if name]
    if not names_hidden() or not names:
        return value
    longest_first = sorted(names, key=len, reverse=True)
    wanted = re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")
    made: Row = _said_again(value, wanted, initials(person.first_name, person.last_name, person.known_as))
    return made


def _said_again(value: Any, wanted: re.Pattern[str], letters: str) -> Any:
    if isinstance(value, str):
        return wanted.sub(letters, value)
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(_said_again(each, wanted, letters) for each in value)
    if isinstance(value, dict):
        return {key: _said_again(each, wanted, letters) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        held = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
        changed = {name: _said_again(each, wanted, letters) for name, each in held.items()}
        return replace(value, **{name: each for name, each in changed.items() if each != held[name]})
    return value
