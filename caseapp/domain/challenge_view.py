"""The ladder of a right as the screen shows it, and a step as it is typed."""

from dataclasses import dataclass
from datetime import date

from caseapp.domain.document import EvidenceDocument


@dataclass(frozen=True, slots=True)
class ChallengeDraft:
    """A step to record. `how`: email, letter, phone, form, in_person. The evidence is a contact or a
    document of the same case."""

    entitlement_id: str
    step: str
    started_on: date
    how: str = "email"
    to_whom: str | None = None
    evidence_contact: str | None = None
    evidence_document: EvidenceDocument = None


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as the ladder shows it. `state` is a `StepState`; `id` names the newest time it was taken, if any.

    `will_be_due` says by when an answer would be due if it were taken today.
    """

    code: str
    label: str
    state: str
    opens_on: date | None
    id: str | None
    started_on: date | None
    how: str | None
    to_whom: str | None
    reply_due_on: date | None
    why: str
    owed: bool
    unverified: tuple[str, ...]
    answered_on: date | None
    resolved: str | None
    answer: str | None
    evidence_contact: str | None
    evidence_on: date | None
    evidence_channel: str | None
    evidence_what: str | None
    times: int


@dataclass(frozen=True, slots=True)
class LadderView:
    """The whole ladder of one right: what it is about, the step to take now (None while waiting or when it is over)."""

    entitlement_id: str
    case_id: str
    what: str
    sentence: str
    agency: str
    live: str | None
    stopped: bool
    steps: tuple[StepView, ...]
