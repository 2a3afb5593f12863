"""Trying a pattern of hidden cells on the attacker, again and again, without starting from nothing each time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from caseapp.base.errors import Refused
from caseapp.disclosure.attack import AttackReport, CellInterval, attack
from caseapp.disclosure.attacker.evidence import Evidence
from caseapp.disclosure.attacker.family import READINGS, Reading
from caseapp.disclosure.complement import Complement
from caseapp.disclosure.linkage import select
from caseapp.disclosure.policy import Policy
from caseapp.disclosure.published import PublishedTable
from caseapp.disclosure.release import THIS_RELEASE, as_printed
from caseapp.disclosure.tables import CountTable, Key

Progress = Callable[[str, int, int], None]
Subject = tuple[object, ...]
_NO_END = float("inf")


@dataclass(slots=True)
class Group:
    """Tables of one universe, period and place, with the search for what to hide in them."""

    members: list[int]
    search: Complement
    kept_by_any: list[int] = field(default_factory=list)
    differing: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Trials:
    """The tables about to leave and all that left before; `patterns` tried so far."""

    tables: Sequence[CountTable]
    groups: Sequence[Group]
    policy: Policy
    earlier: Sequence[PublishedTable]
    tell: Progress
    stop: Callable[[], bool]
    evidence: Evidence = field(default_factory=Evidence)
    patterns: int = 0
    seconds: float = 0.0
    """Time spent on attacks by those who hold no earlier release that is finer than this one."""
    _open_before: dict[tuple[int, ...], dict[Subject, list[tuple[int, float]]]] = field(default_factory=dict)

    def pairs(self) -> list[tuple[CountTable, Group]]:
        """Every table with its group, in the tables' order."""
        owner = {index: group for group in self.groups for index in group.members}
        return [(table, owner[index]) for index, table in enumerate(self.tables)]

    def circles(self) -> list[tuple[PublishedTable, ...]]:
        """The earlier releases that different readers may hold: none, those as coarse as this one, and at last all."""
        coarse = self.of_its_readers()
        every = tuple(self.earlier)
        return [(), *((coarse,) if coarse and len(coarse) < len(every) else ()), *((every,) if every else ())]

    def of_its_readers(self) -> tuple[PublishedTable, ...]:
        """What the readers of this release may hold: earlier releases no finer than it."""
        return tuple(each for each in self.earlier if not self.policy.prints_coarser_than(each.rounding))

    def first_finding(self, *, until_found: bool = False) -> tuple[AttackReport, list[CellInterval]]:
        """The first attack that finds something, or else the last one: by every circle, on figures exact and rounded.

        The last is by whoever holds everything, on the figures as they will leave.
        """
        for held in self.circles():
            for round_to in (None, self.policy.round_to) if self.policy.round_to else (None,):
                report = self.run(held, round_to, until_found=until_found and not held)
                found = self.new(report, held)
                if found or report.contradictory or report.unproven:
                    return report, found
        return report, []

    def run(self, held: Sequence[PublishedTable], round_to: int | None, *, until_found: bool = False) -> AttackReport:
        """Attack what would be printed now, by a reader with these earlier releases.

        Raises `Refused("report_stopped")`.
        """
        printed = [as_printed(table, group.search, round_to, self.policy.threshold) for table, group in self.pairs()]
        self.patterns += 1
        report = attack(
            (*held, *printed),
            self.policy.threshold,
            exhaustive=False,
            progress=lambda done, total: self.tell("attack", done, total),
            cancelled=self.stop,
            evidence=self.evidence,
            readings=self._readings(held),
            until_found=until_found,
            closest_of=THIS_RELEASE,
        )
        self._go_on()
        if not any(self.policy.prints_coarser_than(each.rounding) for each in held):
            self.seconds += report.seconds
        return report

    def _go_on(self) -> None:
        if self.stop():
            raise Refused("report_stopped")

    def _readings(self, held: Sequence[PublishedTable]) -> Sequence[Reading]:
        """How the releases may be joined: not as equal figures where the vault knows that they are not.

        Even if all that is printed fits: a figure hidden now that was 0 before would be taken for 0 and thought
        harmless.
        """
        differing = set[str]().union(*(group.differing for group in self.groups))
        return READINGS[1:] if any(each.release in differing for each in held) else READINGS

    def safe(self) -> bool:
        """Whether the pattern as it stands gives nothing away, and that is proven."""
        report, found = self.first_finding(until_found=True)
        return not (found or report.contradictory or report.unproven)

    def exposed(self, held: Sequence[PublishedTable]) -> bool:
        """Whether a reader with just these earlier releases finds something in the pattern as it stands."""
        report = self.run(held, self.policy.round_to)
        return bool(self.new(report, tuple(held)) or report.contradictory)

    def new(self, report: AttackReport, held: tuple[PublishedTable, ...]) -> list[CellInterval]:
        """What can be narrowed below policy, and further than the earlier releases held give away by themselves.

        Those nothing done now can take back.
        """
        before = self._before(held) if report.narrow else {}
        return [
            each
            for each in report.narrow
            if not any(
                low >= each.low and high <= (_NO_END if each.high is None else each.high)
                for low, high in before.get(each.subject, ())
            )
        ]

    def _before(self, held: tuple[PublishedTable, ...]) -> dict[Subject, list[tuple[int, float]]]:
        name = tuple(id(each) for each in held)
        if name not in self._open_before:
            found: dict[Subject, list[tuple[int, float]]] = {}
            for readings in (READINGS, READINGS[1:]) if held else ():
                report = attack(
                    held,
                    self.policy.threshold,
                    exhaustive=False,
                    progress=lambda done, total: self.tell("attack", done, total),
                    cancelled=self.stop,
                    readings=readings,
                )
                self._go_on()
                for each in report.narrow:
                    high = _NO_END if each.high is None else float(each.high)
                    found.setdefault(each.subject, []).append((each.low, high))
            self._open_before[name] = found
        return self._open_before[name]

    def locate(self, release: str, table_id: str, key: Key) -> tuple[Group, int] | None:
        """Where a printed cell of this release stands in its group's search."""
        if release != THIS_RELEASE:
            return None
        for table, group in self.pairs():
            if table.id == table_id and key in table.counts:
                return group, group.search.linked.position[select(table, key)]
        return None
