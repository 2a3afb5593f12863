"""What the palette can do besides opening a case: everything a menu bar would hold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from caseapp.base.words import _
from ui.shell.palette_rows import PaletteRow
from ui.shell.places import CASE, Place
from ui.work.wanted import PlaceWanted

Do = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Deeds:
    """What the workplace can be asked to do."""

    log: Do
    undo: Do
    names: Do
    keys: Do
    hide: Do
    lock: Do


def actions(places: Sequence[Place], deeds: Deeds) -> tuple[PaletteRow, ...]:
    """A row for each place this worker may see, and for each deed."""
    rows = [PaletteRow("a:contact", _("Log a contact"), "message-circle-plus", "", ("Ctrl", "N"), deeds.log)]
    for one in places:
        if one.id != CASE:
            keys = tuple(one.key.split("+")) if one.key else ()
            rows.append(PaletteRow(f"a:{one.id}", _(one.label), one.icon, "", keys, PlaceWanted(one.id)))
    rows += [
        PaletteRow("a:undo", _("Undo what was saved last"), "undo-2", "", ("Ctrl", "Z"), deeds.undo),
        PaletteRow("a:names", _("Hide or show names"), "eye-off", "", ("Ctrl", "Shift", "H"), deeds.names),
        PaletteRow("a:keys", _("Keyboard shortcuts"), "keyboard", "", ("F1",), deeds.keys),
        PaletteRow("a:hide", _("Hide the screen"), "eye-off", "", ("F9",), deeds.hide),
        PaletteRow("a:lock", _("Lock"), "lock", "", ("Ctrl", "L"), deeds.lock),
    ]
    return tuple(rows)
