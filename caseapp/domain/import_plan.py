"""What importing a sheet would do, row by row, before anything is written: who is new, who seems to be known,
what is here already, what cannot be read.

Pure: the services read who is known, this works out the plan on any thread, and the services carry it out.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseapp.base.errors import Refused
from caseapp.domain.import_again import KnownReferral, Seen
from caseapp.domain.import_mapping import ImportMap
from caseapp.domain.import_rows import Choices, ImportRow, Interpreted, Level, RowProblem, interpret
from caseapp.domain.import_sheet import Sheet
from caseapp.domain.match_index import MatchIndex, SheetMatch, known_from_row, likely_groups, matches_within
from caseapp.domain.possible_match import KnownPerson, MatchLevel, PossibleMatch

LOOK_UP_EVERY = 50
"""After how many rows work tells how far it is and looks whether it was cancelled."""

Progress = Callable[[int, int], None]
"""Told how many rows are done, of how many."""

Cancelled = Callable[[], bool]


class Action(StrEnum):
    """What becomes of a row: a referral for a new person, one for somebody there already, or nothing."""

    NEW = "new"
    SAME = "same"
    LEAVE_OUT = "leave_out"


@dataclass(frozen=True, slots=True)
class RowChoice:
    """The decision for a row. For SAME, `person_id` is a person of the vault, or `line 12`: the person of that line."""

    action: Action
    person_id: str = ""


NEW_PERSON = RowChoice(Action.NEW)
LEAVE_OUT = RowChoice(Action.LEAVE_OUT)


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """Everybody in the vault that a new referral could be about, and every referral."""

    people: tuple[KnownPerson, ...] = ()
    referrals: tuple[KnownReferral, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row and what is proposed for it. `here` is the referral in the vault that this row seems to be again.

    `known`: people of the vault who may be this one; `earlier`: rows above that may be about the same person.
    """

    row: ImportRow
    known: tuple[PossibleMatch, ...]
    earlier: tuple[SheetMatch, ...]
    here: KnownReferral | None
    choice: RowChoice

    @property
    def level(self) -> MatchLevel | None:
        """How sure the surest possible duplicate is; None when there is none."""
        found = {match.level for match in (*self.known, *(each.match for each in self.earlier))}
        return MatchLevel.LIKELY if MatchLevel.LIKELY in found else MatchLevel.POSSIBLE if found else None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """A dry run. `rows` can be imported; `refused` are the lines that cannot, for the errors in `problems`.

    `unused` columns will not be imported at all. `groups` are lines that are likely about one person.
    """

    sheet: Sheet
    import_map: ImportMap
    rows: tuple[PlannedRow, ...]
    problems: tuple[RowProblem, ...]
    refused: tuple[int, ...]
    unused: tuple[str, ...]
    groups: tuple[tuple[int, ...], ...]

    @property
    def errors(self) -> tuple[RowProblem, ...]:
        """The problems that keep rows out."""
        return tuple(each for each in self.problems if each.level is Level.ERROR)

    @property
    def here_already(self) -> int:
        """How many rows seem to be in the vault already."""
        return sum(each.here is not None for each in self.rows)

    def count(self, action: Action, choices: Mapping[int, RowChoice] | None = None) -> int:
        """How many rows would be dealt with in this way, with some choices changed by line."""
        changed = choices or {}
        return sum(changed.get(each.row.line, each.choice).action is action for each in self.rows)

    def count_level(self, level: MatchLevel) -> int:
        """How many rows have a possible duplicate that is at best this sure."""
        return sum(each.level is level for each in self.rows)

    def choice(self, line: int) -> RowChoice:
        """What is proposed for a line. Raises `KeyError` when it cannot be imported."""
        return next(each.choice for each in self.rows if each.row.line == line)


def work_out(
    sheet: Sheet,
    import_map: ImportMap,
    known: KnownPeople,
    today: date,
    areas: Mapping[str, str],
    *,
    lists: Choices | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ImportPlan:
    """The plan for a sheet read through a mapping. `areas`: label → code; `lists` as in `interpret`.

    Raises:
        Refused: as `check_map` does; `import_cancelled`.
    """
    read: Interpreted = interpret(sheet, import_map, today, areas, lists)
    index = MatchIndex(known.people)
    seen = Seen(known.referrals, areas, dates_given="received_on" in import_map.columns)
    found: list[tuple[PossibleMatch, ...]] = []
    for done, row in enumerate(read.rows):
        look_up(done, len(read.rows), progress, cancelled)
        found.append(index.find(known_from_row(row)))
    within = matches_within(read.rows)
    look_up(len(read.rows), len(read.rows), progress, cancelled)
    earlier: defaultdict[int, list[SheetMatch]] = defaultdict(list)
    for each in within:
        earlier[each.line].append(each)
    groups = likely_groups(within)
    matches = {row.line: known_here for row, known_here in zip(read.rows, found, strict=True)}
    lead = _leads(groups, matches)
    planned = []
    for row in read.rows:
        here = seen.again(row, matches[row.line])
        above = tuple(sorted(earlier[row.line], key=lambda each: (-each.match.score, each.earlier)))
        choice = LEAVE_OUT if here else lead.get(row.line) or _likely(matches[row.line]) or NEW_PERSON
        planned.append(PlannedRow(row, matches[row.line], above, here, choice))
    return ImportPlan(
        sheet, import_map, tuple(planned), read.errors, read.lines_refused, import_map.unused(sheet.columns), groups
    )


def look_up(done: int, of: int, progress: Progress | None, cancelled: Cancelled | None) -> None:
    """Every few rows: tell how far the work is, and stop if nobody wants it any more.

    Raises:
        Refused: `import_cancelled`.
    """
    if done % LOOK_UP_EVERY and done != of:
        return
    if cancelled is not None and cancelled():
        raise Refused("import_cancelled")
    if progress is not None:
        progress(done, of)


def people_of(plan: ImportPlan, choices: Mapping[int, RowChoice]) -> dict[int, str]:
    """Whom each imported line is about: line → a person of the vault, or `line 12` for the new person of a line.

    Follows "the same as line 12" to whoever that line turns out to be about, also when that line is left out because
    it is in the vault already.

    Raises:
        Refused: `import_choice_unknown`, for a choice about a line that is not there or that chases its own tail.
    """
    rows = {each.row.line: each for each in plan.rows}
    if unknown := set(choices) - set(rows):
        raise Refused("import_choice_unknown", line=min(unknown))
    about: dict[int, str] = {}
    for line, planned in rows.items():
        if choices.get(line, planned.choice).action is not Action.LEAVE_OUT:
            about[line] = _follow(rows, choices, line)
    return about


def _follow(rows: Mapping[int, PlannedRow], choices: Mapping[int, RowChoice], line: int) -> str:
    at, passed = line, {line}
    while True:
        planned = rows[at]
        choice = choices.get(at, planned.choice)
        if choice.action is Action.LEAVE_OUT:
            return planned.here.person_id if planned.here else f"line {at}"
        if choice.action is Action.NEW:
            return f"line {at}"
        if not choice.person_id.startswith("line "):
            return choice.person_id
        number = choice.person_id.removeprefix("line ")
        at = int(number) if number.isdecimal() else 0
        if at not in rows or at in passed:
            raise Refused("import_choice_unknown", line=line)
        passed.add(at)


def _likely(matches: tuple[PossibleMatch, ...]) -> RowChoice | None:
    """The same person as the surest match, if that is likely enough to propose."""
    best = matches[0] if matches else None
    return RowChoice(Action.SAME, best.candidate.person_id) if best and best.level is MatchLevel.LIKELY else None


def _leads(
    groups: tuple[tuple[int, ...], ...], matches: Mapping[int, tuple[PossibleMatch, ...]]
) -> dict[int, RowChoice]:
    """For lines of a group: the one person of the vault that its lines point at, else the group's first line.

    When its lines point at several people of the vault, a line that points at one goes there.
    """
    found: dict[int, RowChoice] = {}
    for group in groups:
        own = {line: choice for line in group if (choice := _likely(matches[line]))}
        pointed = set(own.values())
        for line in group:
            if len(pointed) == 1:
                found[line] = next(iter(pointed))
            elif line in own:
                found[line] = own[line]
            elif line != group[0]:
                found[line] = RowChoice(Action.SAME, f"line {group[0]}")
    return found
