"""A contact: with whom, how, what came of it, and a short note."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from caseapp.base.errors import Refused

CLIENT, AGENCY, OTHER = "client", "agency", "other"
NOTE_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class FollowUpDraft:
    """What to do next and by when; `time` is wall-clock HH:MM or None."""

    what: str
    due_on: date
    due_time: str | None = None
    kind: str = "call"


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A contact as typed. `channel` and `result` are codes of `contact_channels` and `contact_results`."""

    case_id: str
    at: datetime
    channel: str
    result: str
    note: str = ""
    minutes: int | None = None
    with_whom: str = CLIENT
    agency: str | None = None
    note_class: str = "fact"
    adds_to: str | None = None
    follow_up: FollowUpDraft | None = None


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact as the chronology shows it."""

    id: str
    case_id: str
    at: datetime
    minutes: int | None
    channel: str
    result: str
    with_whom: str
    agency: str | None
    reached: bool
    note: str
    note_class: str
    adds_to: str | None
    author: str
    recorded_at: datetime
    follow_up_made: bool = False
    evidence_for: int = 0


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """A follow-up as Today and the case show it, with the names a sentence needs."""

    id: str
    case_id: str | None
    reference: str | None
    first_name: str | None
    last_name: str | None
    known_as: str | None
    what: str
    kind: str
    due_on: date
    due_time: str | None
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class ContactCounts:
    """How the chronology of a case divides, and its patterns."""

    everything: int
    with_client: int
    tried: int
    agencies: int
    last_spoke_on: date | None
    usual_gap_days: int | None
    minutes_this_month: int


def check(draft: ContactDraft, now: datetime) -> None:
    """Refuse what cannot be recorded.

    Raises:
        Refused: `contact_without_way`, `contact_in_future` (more than 5 minutes ahead, for clocks that differ),
            `contact_minutes_odd`, `note_too_long`.
    """
    if not draft.channel or not draft.result:
        raise Refused("contact_without_way")
    if draft.at > now + timedelta(minutes=5):
        raise Refused("contact_in_future")
    if draft.minutes is not None and not 0 <= draft.minutes <= 24 * 60:
        raise Refused("contact_minutes_odd")
    if len(draft.note) > NOTE_LIMIT:
        raise Refused("note_too_long", limit=NOTE_LIMIT)


def usual_gap(spoken: list[date]) -> int | None:
    """The median number of days between the days on which client and worker spoke; None with fewer than three."""
    days = sorted(set(spoken))
    if len(days) < 3:
        return None
    gaps = sorted((later - earlier).days for earlier, later in pairwise(days))
    return gaps[len(gaps) // 2]
