"""Rights as the screens show them: per right, per instance, and what falls due."""

from dataclasses import dataclass, field
from datetime import date

from caseapp.domain.document import EvidenceDocument

IF_NEEDED = "if_needed"


@dataclass(frozen=True, slots=True)
class Told:
    """That the person was told, with how well: evidence is a contact or a document of the case, if there is one."""

    told_on: date
    how: str
    understood: str = "unknown"
    safe: str = "unknown"
    evidence_contact: str | None = None
    reason: str | None = None
    evidence_document: EvidenceDocument = None


@dataclass(frozen=True, slots=True)
class DueRight:
    """A running clock for Today and the list of rights due.

    With `step` it is an answer owed to a challenge: `id` is then the challenge, `entitlement_id` the right it is about.
    """

    id: str
    case_id: str
    reference: str
    first_name: str | None
    last_name: str | None
    known_as: str | None
    rule_id: str
    right_number: int
    provider: str
    enhanced: bool
    victims_own: bool
    due_on: date
    certain_on: date | None
    event_kind: str
    happened_on: date
    entitlement_id: str = ""
    step: str = ""
    sentence: str = ""
    working_days_late: int = 0
    working_days_left: int = 0


@dataclass(frozen=True, slots=True)
class RightInstance:
    """One line of the table on the Rights tab. `id` is None for what has not happened yet.

    `standing` is a `caseapp.domain.entitlement.Standing`, or `not_yet`; `due_on` is None where no day is set.
    `unverified` names what of the rule nobody has checked against the text yet: rule, limit, paragraph.
    """

    id: str | None
    rule_id: str
    what: str
    sentence: str
    happened_on: date | None
    approximate: bool
    due_on: date | None
    certain_on: date | None
    why: str
    standing: str
    working_days_late: int
    working_days_left: int | None
    told_on: date | None
    told_how: str | None
    understood: str | None
    safe: str | None
    reason: str | None
    evidence_contact: str | None
    evidence_on: date | None
    evidence_channel: str | None
    enhanced: bool
    standard_limit: str
    enhanced_limit: str
    provider: str
    paragraph: str
    unverified: tuple[str, ...]
    layer: str
    victims_own: bool
    paused_until: date | None = None
    """While the victim wants no news: the last day of that, or None until the victim says otherwise."""
    suspect: str | None = None
    """The label of the suspect it is about, such as A, where there are several."""
    asked: bool = False
    """Whether anybody was asked for it through the ladder: before that, not done is only what is recorded."""
    evidence_document: str | None = None
    evidence_what: str | None = None
    evidence_kept: str | None = None
    """With a document: its identifier, what it is and where it is kept; `evidence_on` is then its own day, if any."""
    asked_on: date | None = None
    """With `unknown`: the day the body was asked and could not say."""
    days_since: int | None = None
    """Days since it happened, where no day is set and it is owed without unjustified delay."""


@dataclass(frozen=True, slots=True)
class OpeningRight:
    """A clock that an event would start, shown before it is recorded. Days are as in `caseapp.domain.due_dates.Due`."""

    right_number: int
    sentence: str
    due_on: date | None
    certain_on: date | None
    why: str
    approximate: bool
    victims_own: bool


@dataclass(frozen=True, slots=True)
class RightSummary:
    """One of the twelve rights on the left of the Rights tab. `state`: met, started, late, not_yet, if_needed."""

    number: int
    title: str
    long_title: str
    state: str
    instances: tuple[RightInstance, ...] = field(default=())
    not_yet: tuple[RightInstance, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class RightsView:
    """All twelve rights of a case, and the rule set they come from."""

    case_id: str
    call_name: str
    edition: str
    edition_title: str
    checked: date
    enhanced: str
    rights: tuple[RightSummary, ...]
    enhanced_why: str = ""
    """The category that makes enhanced rights likely, in words."""
    slow: int = 0
    """How many pieces of news came within the standard limit but not within the enhanced one."""
