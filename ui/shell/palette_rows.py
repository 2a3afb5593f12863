"""What the search palette offers, and which letters matched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from caseapp.base.words import _
from caseapp.domain.case import CaseHit
from caseapp.domain.person import call_name, full_name
from ui.work.wanted import CaseWanted, PlaceWanted

Wanted = CaseWanted | PlaceWanted | Callable[[], None]


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """One line: words, a quieter part after them, keys, and what it leads to. `does` None: a heading."""

    id: str
    words: str
    icon: str = ""
    more: str = ""
    keys: tuple[str, ...] = ()
    does: Wanted | None = None
    bold: frozenset[int] = frozenset()


def matched(typed: str, words: str) -> frozenset[int] | None:
    """Places in `words` of the letters typed: as one piece, else word by word, else in order. None: no match."""
    low, sought = words.casefold(), " ".join(typed.casefold().split())
    if not sought:
        return frozenset()
    if len(low) != len(words):
        return frozenset() if sought in low else None
    at = low.find(sought)
    if at >= 0:
        return frozenset(range(at, at + len(sought)))
    found: set[int] = set()
    for word in sought.split(" "):
        at = low.find(word)
        if at < 0:
            return _in_order(sought.replace(" ", ""), low)
        found.update(range(at, at + len(word)))
    return frozenset(found)


def _in_order(sought: str, low: str) -> frozenset[int] | None:
    found, at = set(), -1
    for letter in sought:
        at = low.find(letter, at + 1)
        if at < 0:
            return None
        found.add(at)
    return frozenset(found)


def case_rows(typed: str, hits: Sequence[CaseHit], *, first: bool = True) -> tuple[PaletteRow, ...]:
    """Cases found; Enter opens the one on top where they stand `first`."""
    if not hits:
        return ()
    rows = [PaletteRow("h:cases", _("Cases"))]
    for place, hit in enumerate(hits):
        name = full_name(hit.first_name, hit.last_name, hit.known_as, hit.reference)
        more = hit.reference if name != hit.reference else ""
        if hit.closed_on is not None:
            more = _("{reference} closed").format(reference=hit.reference)
        bold = matched(typed, name) or frozenset()
        keys = ("Enter",) if first and place == 0 else ()
        rows.append(PaletteRow(f"c:{hit.id}", name, "folder", more, keys, CaseWanted(hit.id), bold))
    return tuple(rows)


def means_an_action(typed: str, hits: Sequence[CaseHit], do: Sequence[PaletteRow]) -> bool:
    """Whether an action begins with what was typed, and a case was found by its notes only."""
    sought = " ".join(typed.casefold().split())
    begins = bool(sought) and any(action.words.casefold().startswith(sought) for action in do)
    return begins and all(hit.why == "note" for hit in hits)


def first_case_actions(hit: CaseHit) -> tuple[PaletteRow, ...]:
    """What can be done with the case found first."""
    who = call_name(hit.first_name, hit.last_name, hit.known_as, hit.reference)
    return (
        PaletteRow(
            "a:log",
            _("Log a contact with {who}").format(who=who),
            "message-circle-plus",
            does=CaseWanted(hit.id, "contacts", compose=True),
        ),
        PaletteRow(
            "a:rights", _("Open the rights of {who}").format(who=who), "scale", does=CaseWanted(hit.id, "rights")
        ),
    )


def action_rows(typed: str, actions: Sequence[PaletteRow]) -> tuple[PaletteRow, ...]:
    """The actions that match, best first: those that begin with what was typed."""
    found = []
    for action in actions:
        bold = matched(typed, action.words)
        if bold is not None and (len(bold) == 0 or _together(bold) or len(typed.strip()) > 2):
            shown = PaletteRow(
                action.id, action.words, action.icon, action.more, action.keys, action.does, frozenset(bold)
            )
            found.append((min(bold, default=0), shown))
    found.sort(key=lambda one: one[0])
    return tuple(row for _place, row in found)


def _together(bold: frozenset[int]) -> bool:
    return max(bold) - min(bold) + 1 == len(bold)
