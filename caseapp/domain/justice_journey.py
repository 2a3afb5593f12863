"""One suspect's way through the justice system: states, the moves that usually follow, and what is odd in words.

Nothing is refused: what somebody was told is recorded as it is. An event that does not follow is flagged, so that a
wrong date or a mixed-up suspect is noticed, and nobody is accused by the flag.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from caseapp.base.resources import read_text
from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.data_rows import DataFile, parse_data
from caseapp.domain.day_words import spoken

_FILE = "journey/states.toml"
START = "A0"


@dataclass(frozen=True, slots=True)
class State:
    """A state with the states that usually follow and the rules that entering it starts."""

    code: str
    label: str
    to: tuple[str, ...]
    final: bool
    detour: bool
    opens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """What an event does: the state it enters (none if empty), where it changes nothing, whether it is everybody's."""

    kind: str
    enters: str
    within: tuple[str, ...]
    shared: bool


@dataclass(frozen=True, slots=True)
class BailPeriod:
    """How long police bail lasts at most, in months, and who may lengthen it to that."""

    months: int
    by: str


@dataclass(frozen=True, slots=True)
class Machine:
    """States, moves and bail periods."""

    states: Mapping[str, State]
    moves: Mapping[str, Move]
    bail: tuple[BailPeriod, ...]

    def route(self, start: str, end: str) -> tuple[str, ...] | None:
        """The shortest way by usual moves, without its start and over no detour if there is such a way; empty if
        there already, None if there is no way at all."""
        plain = frozenset(code for code, state in self.states.items() if not state.detour) | {start, end}
        found = self._way(start, end, plain)
        return found if found is not None else self._way(start, end, frozenset(self.states))

    def _way(self, start: str, end: str, over: frozenset[str]) -> tuple[str, ...] | None:
        came: dict[str, str] = {start: ""}
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            if here == end:
                way = []
                while came[here]:
                    way.append(here)
                    here = came[here]
                return tuple(reversed(way))
            for there in self.states[here].to:
                if there in over and there not in came:
                    came[there] = here
                    waiting.append(there)
        return None


class Odd(StrEnum):
    """Why an event is flagged."""

    TO_COME = "to_come"
    NO_DAY = "no_day"
    ABOUT = "about"
    BEFORE_CRIME = "before_crime"
    HEARD_FIRST = "heard_first"
    GAP = "gap"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Flag:
    """One oddity of one event, in words."""

    event_id: str
    odd: Odd
    words: str


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as far as the journey needs it."""

    id: str
    kind: str
    happened_on: date
    precision: str = "day"
    learned_on: date | None = None
    suspect: str | None = None
    offence: str | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """Where one suspect stands, for one offence if offences go different ways: state, since when, the states passed
    with their days, and the flags."""

    suspect: str | None
    state: str
    since: date | None
    path: tuple[tuple[str, date], ...]
    flags: tuple[Flag, ...]
    offence: str | None = None


@cache
def machine() -> Machine:
    """The states that ship with the app. Raises `Damaged("list_invalid")` if the file was changed by hand."""
    return parse_machine(read_text(_FILE), _FILE)


def parse_machine(text: str, name: str) -> Machine:
    """Read and check a file of states.

    Raises:
        Damaged: `list_invalid` with file, line and problem: a state or event twice, a move to nowhere.
    """
    data = parse_data(text, name, "list_invalid")
    data.top().only("id", "title", "version", "checked", "source", "bail", "events", "states")
    states: dict[str, State] = {}
    for row in data.rows("states"):
        row.only("code", "label", "to", "final", "detour", "opens")
        state = State(
            row.text("code"),
            row.text("label"),
            row.texts("to"),
            row.flag("final"),
            row.flag("detour"),
            row.texts("opens"),
        )
        if state.code in states:
            row.place.refuse(f"the state '{state.code}' is there twice")
        states[state.code] = state
    for row in data.rows("states"):
        for code in row.texts("to"):
            if code not in states:
                row.place.refuse(f"the state '{code}' does not exist")
    bail = tuple(BailPeriod(row.number("months"), row.text("by")) for row in data.rows("bail"))
    return Machine(MappingProxyType(states), MappingProxyType(_moves(data, states)), bail)


def walk(
    events: Iterable[Happened],
    suspect: str | None,
    today: date,
    *,
    crime_on: date | None = None,
    offence: str | None = None,
) -> Walk:
    """Follow one suspect's events in the order they happened.

    An event of the same day as another takes its place in the journey, whichever was typed first. What is still to
    come moves nothing yet; what does not follow leaves the state as it was.
    """
    known = machine()
    order = list(known.states)
    here, since = START, None
    path: list[tuple[str, date]] = []
    flags: list[Flag] = []

    def rank(one: Happened) -> tuple[date, int]:
        move = known.moves.get(one.kind)
        return one.happened_on, order.index(move.enters) if move is not None and move.enters else -1

    first = True
    for one in sorted(events, key=rank):
        flags += _day_flags(one, today, crime_on)
        move = known.moves.get(one.kind)
        if one.happened_on > today or move is None or not move.enters or here in move.within:
            continue
        if move.enters != here:
            way = () if first else known.route(here, move.enters)
            if way is None:
                flags.append(Flag(one.id, Odd.ORDER, _order_words(one, known.states[here])))
                continue
            if len(way) > 1:
                flags.append(Flag(one.id, Odd.GAP, _gap_words(one, [known.states[code] for code in way[:-1]])))
            here, since = move.enters, one.happened_on
            path.append((here, one.happened_on))
        elif since is None:
            since = one.happened_on
            path.append((here, one.happened_on))
        first = False
    return Walk(suspect, here, since, tuple(path), tuple(flags), offence)


def walks(events: Iterable[Happened], today: date, *, crime_on: date | None = None) -> tuple[Walk, ...]:
    """A walk for each suspect, by label, and for each offence of a suspect that is named; events about the whole case
    count for everyone, and those that name no offence for all offences.

    Without any label there is one suspect. Events with no label beside labelled ones are a suspect not named.
    """
    rows = tuple(events)
    known = machine().moves
    labels = sorted({one.suspect for one in rows if one.suspect})

    def about_all(one: Happened) -> bool:
        move = known.get(one.kind)
        return one.suspect is None and (move is None or move.shared)

    unnamed = [one for one in rows if one.suspect is None and not about_all(one) and known[one.kind].enters]
    who: list[str | None] = [*labels]
    if unnamed or not labels:
        who.insert(0, None)
    found: list[Walk] = []
    for each in who:
        own = [one for one in rows if one.suspect == each or about_all(one)]
        named = sorted({one.offence for one in own if one.suspect == each and one.offence})
        offences: list[str | None] = [*named] if named else [None]
        for offence in offences:
            about = [one for one in own if one.offence in {None, offence}]
            found.append(walk(about, each, today, crime_on=crime_on, offence=offence))
    return tuple(found)


def _moves(data: DataFile, states: Mapping[str, State]) -> dict[str, Move]:
    moves: dict[str, Move] = {}
    for row in data.rows("events"):
        row.only("kind", "enters", "within", "shared")
        move = Move(row.text("kind"), row.text("enters", ""), row.texts("within"), row.flag("shared"))
        if move.kind in moves:
            row.place.refuse(f"the event '{move.kind}' is there twice")
        if move.kind not in shipped.justice_events():
            row.place.refuse(f"the event '{move.kind}' is not on the list of events")
        for code in (*move.within, *((move.enters,) if move.enters else ())):
            if code not in states:
                row.place.refuse(f"the state '{code}' does not exist")
        moves[move.kind] = move
    return moves


def _day_flags(one: Happened, today: date, crime_on: date | None) -> list[Flag]:
    label, flags = shipped.justice_events().label(one.kind), []
    if one.precision == "unknown":
        said = _("{what}: the day is not known; it stands at the day we heard of it.")
        flags.append(Flag(one.id, Odd.NO_DAY, said.format(what=label)))
    elif one.precision != "day":
        flags.append(Flag(one.id, Odd.ABOUT, _("{what}: the day is approximate.").format(what=label)))
    if one.happened_on > today:
        said = _("{what}: {day} is still to come. It counts when that day is here.")
        flags.append(Flag(one.id, Odd.TO_COME, said.format(what=label, day=spoken(one.happened_on))))
    if one.precision == "unknown":
        return flags
    if crime_on is not None and one.happened_on < crime_on:
        said = _("{what}: {day} is before the day of the crime, {crime}. Check both days.")
        flags.append(
            Flag(one.id, Odd.BEFORE_CRIME, said.format(what=label, day=spoken(one.happened_on), crime=spoken(crime_on)))
        )
    if one.learned_on is not None and one.learned_on < one.happened_on <= today:
        said = _("{what}: heard of before it happened. Check both days.")
        flags.append(Flag(one.id, Odd.HEARD_FIRST, said.format(what=label)))
    return flags


def _gap_words(one: Happened, missing: list[State]) -> str:
    between = ", ".join(state.label.lower() for state in missing)
    return _("{what}: nothing is recorded of what usually comes before it: {between}.").format(
        what=shipped.justice_events().label(one.kind), between=between
    )


def _order_words(one: Happened, here: State) -> str:
    return _(
        "{what}: this does not usually follow “{state}”. It may be about another suspect, or a day may be wrong."
    ).format(what=shipped.justice_events().label(one.kind), state=here.label)
