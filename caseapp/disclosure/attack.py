"""The attacker: what can be worked out from printed tables, by exact reasoning over everything released.

Reads plain printed values only (`PublishedTable`), from any producer, and shares no code with the optimiser.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from caseapp.disclosure.attacker.evidence import Evidence
from caseapp.disclosure.attacker.family import READINGS, Family, Reading, families, method_of
from caseapp.disclosure.attacker.finding import Finding
from caseapp.disclosure.attacker.solver import solver_version
from caseapp.disclosure.published import PublishedTable

Kind = Literal["cell", "group", "difference"]


@dataclass(frozen=True, slots=True)
class CellInterval:
    """What is known of one figure.

    `kind`: `cell`, the count itself; `group`, how many of the margin named by `margin` give another answer;
    `difference`, how much larger the count is than the same count in `against` (an earlier or smaller
    release). `low` and `high` are whole numbers (`high` None: no limit). `exact`: they are the narrowest
    possible; otherwise the figure is proven free at least between them. `least` and `most` (None: no limit) are
    what is proven the other way: no true figure lies outside. `narrow`: below policy. `hidden`: printed as hidden.
    `proof` lists printed cells (release, table, key) that the narrowing uses. `proven`: what is said of `narrow` rests
    on exact reasoning or on whole-number worlds that really are possible, not on a relaxation. `subject` names what is
    asked about, whichever release prints it.
    """

    table: str
    key: tuple[str, ...]
    low: int
    high: int | None
    least: int
    most: int | None
    narrow: bool
    exact: bool = True
    hidden: bool = True
    kind: Kind = "cell"
    against: str = ""
    release: str = ""
    proof: tuple[tuple[str, str, tuple[str, ...]], ...] = field(default=(), repr=False)
    proven: bool = True
    subject: tuple[object, ...] = field(default=(), repr=False)
    margin: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class AttackReport:
    """Every figure tried. `contradictory` names universes whose tables cannot all be true.

    Nothing is claimed of them.
    """

    findings: tuple[CellInterval, ...]
    threshold: int
    seconds: float
    solver: str
    method: str
    contradictory: tuple[str, ...] = ()
    whole_number_questions: int = 0
    complete: bool = True

    @property
    def narrow(self) -> tuple[CellInterval, ...]:
        """The figures that can be narrowed below policy."""
        return tuple(each for each in self.findings if each.narrow)

    @property
    def unproven(self) -> int:
        """Figures not found narrow, of which that could not be proven either."""
        return sum(not each.narrow and not each.proven for each in self.findings)

    @property
    def tried(self) -> int:
        """Hidden cells tried."""
        return sum(each.kind == "cell" and each.hidden for each in self.findings)

    def closest(self, release: str = "") -> CellInterval | None:
        """The narrowest exact interval of a hidden cell that may hold a small count; of one release, if named."""
        small = [
            each
            for each in self.findings
            if each.kind == "cell"
            and each.hidden
            and each.exact
            and each.low < self.threshold
            and each.high != 0
            and release in ("", each.release)
        ]
        limit = float("inf")
        return min(small, key=lambda each: limit if each.high is None else each.high - each.low, default=None)


def attack(
    published: Sequence[PublishedTable],
    policy_threshold: int,
    *,
    exhaustive: bool = True,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    evidence: Evidence | None = None,
    readings: Sequence[Reading] = READINGS,
    until_found: bool = False,
    closest_of: str = "",
) -> AttackReport:
    """Try every hidden cell of every table, joined with all the others.

    `policy_threshold` is the smallest count above zero that may be known (5 where 1 to 4 are hidden). A cell
    is narrow unless it may be both 0 and the threshold, or is proven 0, or proven at least the threshold.
    Tables of one universe, period and place are one set of figures when they agree; otherwise the later
    release is read as the earlier one with records added. Without `exhaustive`, harmless cells stop as soon
    as they are proven free enough, and only the closest is followed to its exact interval: that of the release
    `closest_of`, where one is named.

    `evidence` carries possible worlds from one attack to the next on the same tables, hidden differently. `readings`
    are the ways to join releases, tried in turn until the figures fit. `until_found` stops at the first narrow figure:
    the report then only tells whether there is one.
    """
    started = time.perf_counter()
    findings: list[CellInterval] = []
    contradictory: list[str] = []
    groups = families(published, policy_threshold, evidence, readings, closest_of)
    total = sum(len(family.targets) for family in groups)
    done = 0

    def tick(settled: int) -> None:
        if progress is not None:
            progress(min(done + settled, total), total)

    stop = cancelled or (lambda: False)
    for family in groups:
        if not family.solve(exhaustive, tick, stop, until_found=until_found):
            contradictory.append(family.universe)
        findings.extend(_interval(family, each) for each in family.findings())
        done += len(family.targets)
        tick(0)
        if until_found and any(each.narrow for each in findings):
            break
    return AttackReport(
        findings=tuple(findings),
        threshold=policy_threshold,
        seconds=time.perf_counter() - started,
        solver=solver_version(),
        method=method_of(groups),
        contradictory=tuple(contradictory),
        whole_number_questions=sum(family.whole_solves for family in groups),
        complete=not stop(),
    )


def _interval(family: Family, found: Finding) -> CellInterval:
    table, key = found.where
    return CellInterval(
        table=table,
        key=key,
        low=found.low,
        high=found.high,
        least=found.least,
        most=found.most,
        narrow=found.narrow,
        exact=found.exact,
        hidden=found.hidden,
        kind=found.kind,
        against=found.against,
        release=found.release,
        proof=tuple(family.printed_at(cell) for cell in found.proof),
        proven=found.proven,
        subject=found.subject,
        margin=found.margin,
    )
