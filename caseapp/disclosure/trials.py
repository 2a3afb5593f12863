"""Trying a pattern of hidden cells on the attacker, again and again, without starting from nothing each time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from caseapp.base.errors import Refused
from caseapp.disclosure.attack import AttackReport, CellInterval, Evidence, attack
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
    _open_before: dict[Subject, list[tuple[int, float]]] | None = None

    def pairs(self) -> list[tuple[CountTable, Group]]:
        """Every table with its group, in the tables' order."""
        owner = {index: group for group in self.groups for index in group.members}
        return [(table, owner[index]) for index, table in enumerate(self.tables)]

    def run(self, *, round_to: int | None = None, until_found: bool = False) -> AttackReport:
        """Attack what would be printed now, with all earlier releases. Raises `Refused("report_stopped")`."""
        printed = [as_printed(table, group.search, round_to) for table, group in self.pairs()]
        self.patterns += 1
        report = attack(
            (*self.earlier, *printed),
            self.policy.threshold,
            exhaustive=False,
            progress=lambda done, total: self.tell("attack", done, total),
            cancelled=self.stop,
            evidence=self.evidence,
            until_found=until_found,
        )
        if self.stop():
            raise Refused("report_stopped")
        return report

    @property
    def roundings(self) -> tuple[int | None, ...]:
        """How figures are printed for the attacker: exactly, and then as they will leave."""
        return (None, self.policy.round_to) if self.policy.round_to else (None,)

    def safe(self) -> bool:
        """Whether the pattern as it stands gives nothing away, and that is proven."""
        for step in self.roundings:
            report = self.run(round_to=step, until_found=not self.earlier)
            if self.new(report) or report.contradictory or report.unproven:
                return False
        return True

    def new(self, report: AttackReport) -> list[CellInterval]:
        """What can be narrowed below policy, and further than earlier releases give away by themselves.

        Those nothing done now can take back.
        """
        before = self._before()
        return [
            each
            for each in report.narrow
            if not any(
                low >= each.low and high <= (_NO_END if each.high is None else each.high)
                for low, high in before.get(each.subject, ())
            )
        ]

    def _before(self) -> dict[Subject, list[tuple[int, float]]]:
        if self._open_before is None:
            self._open_before = {}
            for readings in (("same", "grown", "apart"), ("grown", "apart")) if self.earlier else ():
                for each in attack(self.earlier, self.policy.threshold, exhaustive=False, readings=readings).narrow:
                    high = _NO_END if each.high is None else float(each.high)
                    self._open_before.setdefault(each.subject, []).append((each.low, high))
        return self._open_before

    def locate(self, release: str, table_id: str, key: Key) -> tuple[Group, int] | None:
        """Where a printed cell of this release stands in its group's search."""
        if release != THIS_RELEASE:
            return None
        for table, group in self.pairs():
            if table.id == table_id and key in table.counts:
                return group, group.search.linked.position[select(table, key)]
        return None
