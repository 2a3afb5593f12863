"""Whether names may be on the screen just now: at outreach somebody may be looking over a shoulder.

While hidden, every page shows the reference and initials instead; search still accepts a name.
"""

from dataclasses import fields, replace
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


def masked(row: Row) -> Row:
    """A frozen row with its names reduced to initials, also inside `sentence` and `what`; itself while names show.

    For any row with `first_name`, `last_name` and `known_as`; `domain.person` then says initials wherever it would say
    a name.
    """
    if not names_hidden():
        return row
    person: Any = row
    letters = initials(person.first_name, person.last_name, person.known_as)
    name = call_name(person.first_name, person.last_name, person.known_as)
    changed: dict[str, Any] = {"first_name": None, "last_name": None, "known_as": letters}
    held = {field.name for field in fields(person)}
    for prose in _PROSE:
        if prose in held and name:
            changed[prose] = getattr(person, prose).replace(name, letters)
    made: Row = replace(person, **changed)
    return made
