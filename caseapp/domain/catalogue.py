"""The rules of a Victims' Code edition as values: what a provider owes, from when, by when, and how sure we are.

A rule keeps its id for ever; right numbers and titles change between editions, so nothing is keyed on them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from caseapp.domain.data_rows import Mark


class Unit(StrEnum):
    """What a limit counts."""

    WORKING_DAY = "wd"
    CALENDAR_DAY = "cal_day"
    MONTH = "month"
    YEAR = "year"


class Counting(StrEnum):
    """The day a clock starts from."""

    EVENT = "event"
    RECEIPT = "provider_receipt"
    """When the provider hears of it, which a caseworker often cannot see."""
    COMMUNICATED = "communicated"
    """When the victim was told."""
    REQUEST = "request"
    """When a request or claim reached the provider."""
    INCIDENT = "incident"
    """The day of the crime itself, whatever event opened the rule."""


class Roll(StrEnum):
    """What happens when the last day is not a working day."""

    NONE = "none"
    FORWARD = "forward"
    BACKWARD = "backward"


class Timing(StrEnum):
    """Whether there is a day by which, and if not, what there is instead."""

    LIMIT = "limit"
    WITHOUT_DELAY = "without_delay"
    AT_EVENT = "at_event"
    BEFORE_EVENT = "before_event"
    ONGOING = "ongoing"
    NONE = "none"


class OptIn(StrEnum):
    """Whether the victim has to choose it."""

    AUTOMATIC = "automatic"
    ASKED = "asked"
    """Only when the victim asks or agrees."""
    UNLESS_DECLINED = "unless_declined"


class Layer(StrEnum):
    """Who set the rule. Only `CODE` and `STATUTE` may be called the victim's right."""

    CODE = "code"
    STATUTE = "statute"
    AGENCY_STANDARD = "agency-standard"
    LOCAL = "local"
    AGREED = "agreed"


class EditionStatus(StrEnum):
    """Where an edition stands in law."""

    OPERATIVE = "operative"
    DRAFT = "draft"
    REPLACED = "replaced"
    NEVER_IN_FORCE = "never-in-force"


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of units, such as 5 working days."""

    n: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Reply:
    """How soon a provider must answer once the victim acts on a rule, such as 10 working days to acknowledge."""

    what: str
    limit: Limit


@dataclass(frozen=True, slots=True)
class Pilot:
    """An area of the prosecution service in which a rule is tried, and since when."""

    area: str
    starts: date


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of a code: its legal basis, its dates and where its text was read."""

    id: str
    title: str
    legal_basis: str
    laid: date | None
    in_force_from: date | None
    in_force_until: date | None
    source: str
    retrieved: date
    status: EditionStatus
    text_version: str
    checked: date

    def in_force(self, on: date) -> bool:
        """Whether services falling due that day are owed under this edition. A draft never is."""
        return (
            self.status in (EditionStatus.OPERATIVE, EditionStatus.REPLACED)
            and self.in_force_from is not None
            and self.in_force_from <= on
            and (self.in_force_until is None or on <= self.in_force_until)
        )


@dataclass(frozen=True, slots=True)
class Right:
    """A numbered right of an edition. `title` is the full sense, `short` a list entry, `heading` a page title."""

    number: int
    title: str
    short: str
    heading: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing owed to a victim, or one deadline of the victim's own."""

    id: str
    right: int
    short: str
    """A table row, such as `Suspect arrested`."""
    title: str
    """What is owed, in our own words."""
    sentence: str
    """A short line with `{agency}` and `{name}`: who must do what."""
    missed: str
    """The same as a line for when it has not been done."""
    provider: tuple[str, ...]
    """Agency codes, first the one that owes it; `all` means every agency."""
    triggers: tuple[str, ...]
    timing: Timing
    standard: Limit | None
    enhanced: Limit | None
    relay: Limit | None
    """How long the body before the provider has to pass the news on (the court to the Witness Care Unit)."""
    counting: Counting
    roll: Roll
    cutoff_time: time | None
    """The hour that ends the day a backward roll lands on."""
    conditions: str
    only_if: tuple[str, ...]
    """Codes of `right_conditions`; each must hold, and unknown is not no."""
    opt_in: OptIn
    victims_own: bool
    """A deadline of the victim's own, which cannot be undone, rather than a provider's duty."""
    replies: tuple[Reply, ...]
    starts: date | None
    layer: Layer
    paragraph: str
    """Paragraph or part of the edition; a `?` marks a number from memory."""
    source: str
    mark: Mark
    limit_mark: Mark
    checked: date
    pilots: tuple[Pilot, ...] = ()
    """Where it is only tried in some areas; none: it holds everywhere."""
    views_first: tuple[str, ...] = ()
    """Triggers that open it before what its limit counts from: then no day is set yet."""

    def holds_in(self, cps_area: str, on: date | None) -> bool:
        """Whether it holds in an area on a day; an area or day nobody knows is not no."""
        if not self.pilots or not cps_area:
            return True
        return any(one.area == cps_area and (on is None or one.starts <= on) for one in self.pilots)

    def limit(self, *, enhanced: bool) -> Limit | None:
        """The limit for this victim."""
        return self.enhanced if enhanced else self.standard

    @property
    def unverified(self) -> tuple[str, ...]:
        """What must be shown as unverified: any of `rule`, `limit`, `paragraph`."""
        doubts = []
        if self.mark is not Mark.VERIFIED:
            doubts.append("rule")
        if self.timing is Timing.LIMIT and self.limit_mark is not Mark.VERIFIED:
            doubts.append("limit")
        if self.paragraph.endswith("?"):
            doubts.append("paragraph")
        return tuple(doubts)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """An edition with its rights, rules and the sources they cite."""

    edition: Edition
    rights: tuple[Right, ...]
    rules: tuple[Rule, ...]
    sources: Mapping[str, str] = field(hash=False)
    _by_id: Mapping[str, Rule] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        """Find rules by their id at once: every clock of a vault asks for its own."""
        object.__setattr__(self, "_by_id", {rule.id: rule for rule in reversed(self.rules)})

    def rule(self, rule_id: str) -> Rule | None:
        """The rule with this id."""
        return self._by_id.get(rule_id)

    def right(self, number: int) -> Right | None:
        """The right with this number in this edition."""
        return next((right for right in self.rights if right.number == number), None)

    def of_right(self, number: int) -> tuple[Rule, ...]:
        """The rules under a right, in order."""
        return tuple(rule for rule in self.rules if rule.right == number)
