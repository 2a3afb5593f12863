"""What the rights return counts: lines of one right and one agency, the worst of what fell to a person, and quality."""

from dataclasses import dataclass
from datetime import date

from caseapp.domain.catalogue import Catalogue
from caseapp.domain.data_rows import parse_data
from caseapp.domain.entitlement import Standing
from caseapp.domain.rule_layer import RIGHTS_IN_LAW

WORST_FIRST = (
    "not_done",
    "late",
    "not_known",
    "possibly_late",
    "not_due",
    "not_possible",
    "choice",
    "done",
    "in_time",
)
QUALITY_WORST_FIRST = ("not_safe", "not_understood", "not_known", "good", "not_told")
_RESULT = {
    Standing.MISSED: "not_done",
    Standing.PASSED: "not_done",
    Standing.TOLD_LATE: "late",
    Standing.UNKNOWN: "not_known",
    Standing.POSSIBLY_LATE: "possibly_late",
    Standing.TOLD_POSSIBLY_LATE: "possibly_late",
    Standing.NOT_POSSIBLE: "not_possible",
    Standing.DECLINED: "choice",
    Standing.PAUSED: "choice",
    Standing.TOLD: "done",
    Standing.TOLD_IN_TIME: "in_time",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """One of the five figures and the rules that stand for it."""

    number: int
    title: str
    rules: frozenset[str]


@dataclass(frozen=True, slots=True)
class RightsReturn:
    """The return as data."""

    id: str
    title: str
    version: str
    checked: date
    notes: tuple[str, ...]
    measures: tuple[Measure, ...]
    not_scored: frozenset[str]
    least_people: int

    def measure_of(self, rule_id: str) -> int:
        """The number of the measure a rule belongs to; 0 for none."""
        return next((each.number for each in self.measures if rule_id in each.rules), 0)


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """One right owed by one agency, or the part of it that is one of the five measures (0: the rest)."""

    right: int
    agency: str
    measure: int

    @property
    def id(self) -> str:
        """The name of its tables, such as `r06_police_m3`."""
        part = f"_m{self.measure}" if self.measure else ""
        return f"r{self.right:02d}_{self.agency}{part}"


def parse_rights_return(text: str, name: str, catalogue: Catalogue) -> RightsReturn:
    """Read and check the return.

    Raises:
        Damaged: `list_invalid` with file, line and problem: a rule that does not exist or in two measures.
    """
    data = parse_data(text, name, "list_invalid")
    top = data.top()
    measures: list[Measure] = []
    for row in data.rows("measure"):
        row.only("number", "title", "rules")
        ruled = frozenset(row.texts("rules"))
        for rule_id in sorted(ruled):
            if catalogue.rule(rule_id) is None:
                row.place.refuse(f"the rule '{rule_id}' does not exist")
            if any(rule_id in each.rules for each in measures):
                row.place.refuse(f"the rule '{rule_id}' is in two measures")
        measures.append(Measure(row.number("number"), row.text("title"), ruled))
    return RightsReturn(
        top.text("id"),
        top.text("title"),
        top.text("version"),
        top.day("checked"),
        top.texts("notes"),
        tuple(measures),
        frozenset(top.texts("not_scored")),
        top.number("least_people"),
    )


def line_of(spec: RightsReturn, rule_id: str, right: int, agency: str, layer: str, *, own: bool) -> Line | None:
    """The line a duty is counted in; None for what is never counted: rules that are not law, the victim's own."""
    if own or layer not in RIGHTS_IN_LAW or rule_id in spec.not_scored:
        return None
    return Line(right, agency, spec.measure_of(rule_id))


def as_known(standing: Standing, *, asked: bool) -> Standing:
    """What is past its day counts as missed only where somebody has asked for it; before that nobody knows."""
    return Standing.UNKNOWN if standing is Standing.MISSED and not asked else standing


def result_of(standing: Standing) -> str | None:
    """What a standing counts as; None for what does not apply."""
    return None if standing is Standing.NOT_APPLICABLE else _RESULT.get(standing, "not_due")


def quality_of(standing: Standing, understood: str | None, safe: str | None) -> str:
    """How well somebody was told, as far as is known: a yes to both is good, a no to either is not."""
    if standing is Standing.UNKNOWN:
        return "not_known"
    if standing not in {
        Standing.TOLD,
        Standing.TOLD_IN_TIME,
        Standing.TOLD_POSSIBLY_LATE,
        Standing.TOLD_LATE,
    }:
        return "not_told"
    if safe == "no":
        return "not_safe"
    if understood == "no":
        return "not_understood"
    return "good" if (understood, safe) == ("yes", "yes") else "not_known"


def worst(found: set[str], order: tuple[str, ...]) -> str:
    """The worst of some answers."""
    return next(each for each in order if each in found)
