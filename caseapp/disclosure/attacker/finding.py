"""What the attack on one family of tables came to, in the attacker's own terms."""

from dataclasses import dataclass
from typing import Literal

from caseapp.disclosure.attacker.facts import Cell, Where


@dataclass(slots=True)
class Finding:
    """The result for one goal, still in the attacker's own terms."""

    where: Where
    release: str
    kind: Literal["cell", "group", "difference"]
    against: str
    hidden: bool
    low: int
    high: int | None
    least: int
    most: int | None
    narrow: bool
    exact: bool
    proven: bool
    subject: tuple[object, ...]
    margin: Cell
    proof: tuple[tuple[int, Cell], ...]


@dataclass(slots=True)
class Result:
    """What a finished attack on a family is remembered by."""

    findings: list[Finding]
    exact: bool
    closest_followed: bool
