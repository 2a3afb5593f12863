"""What one event opens for one victim, and how each of those duties stands.

A respected choice (declined, paused) is never a failure; what nobody knows is said to be unknown; and late is only
said when it is certain.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseapp.base.words import _
from caseapp.domain.catalogue import Catalogue, EditionStatus, Rule
from caseapp.domain.code_lists import CodeList
from caseapp.domain.due_dates import Due
from caseapp.domain.working_days import WorkingCalendar


class Answer(StrEnum):
    """What is known of the delivery of one duty."""

    NOT_TOLD = "not_told"
    """As far as victim and caseworker know, not done."""
    TOLD = "told"
    DECLINED = "declined"
    PAUSED = "paused"
    NOT_POSSIBLE = "not_possible"
    """The provider gave a reason."""
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"
    """Asked, and nobody can say."""


class Standing(StrEnum):
    """How a duty stands on a day."""

    RUNNING = "running"
    POSSIBLY_LATE = "possibly_late"
    MISSED = "missed"
    """Certainly past its day and, as far as is recorded, not done; counted in working days."""
    PASSED = "passed"
    """The victim's own deadline is over; it cannot be undone."""
    TOLD = "told"
    """Done, where no day was set or the day it was done is not known."""
    TOLD_IN_TIME = "told_in_time"
    TOLD_POSSIBLY_LATE = "told_possibly_late"
    TOLD_LATE = "told_late"
    DECLINED = "declined"
    PAUSED = "paused"
    NOT_POSSIBLE = "not_possible"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


class Glyph(StrEnum):
    """How a whole right stands, as the four shapes of the rights page."""

    MET = "met"
    STARTED = "started"
    LATE = "late"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One duty's delivery, as recorded."""

    answer: Answer = Answer.NOT_TOLD
    told_on: date | None = None
    paused_until: date | None = None
    """With `PAUSED`: the last day of the pause; none means until the victim says otherwise."""


@dataclass(frozen=True, slots=True)
class Status:
    """A standing with its day and its distance in working days."""

    standing: Standing
    due: date | None
    """The day to show: the earliest it may be late while running, later the certain one if there is one."""
    working_days_late: int = 0
    """Whole working days past the date; 0 for a lateness of a weekend only."""
    working_days_left: int | None = None


_SETTLED = {
    Answer.DECLINED: Standing.DECLINED,
    Answer.NOT_POSSIBLE: Standing.NOT_POSSIBLE,
    Answer.NOT_APPLICABLE: Standing.NOT_APPLICABLE,
    Answer.UNKNOWN: Standing.UNKNOWN,
}

_KEPT = (Standing.TOLD, Standing.TOLD_IN_TIME, Standing.TOLD_POSSIBLY_LATE)
_NOT_COUNTED = (Standing.NOT_APPLICABLE, Standing.DECLINED, Standing.PASSED)


def status_of(due: Due, delivery: Delivery, *, today: date, calendar: WorkingCalendar) -> Status:
    """How a duty stands at the end of `today`."""
    shown = due.certain or due.possible
    if delivery.answer in _SETTLED:
        return Status(_SETTLED[delivery.answer], shown)
    if delivery.answer is Answer.TOLD:
        return _told(due, delivery.told_on, shown, calendar)
    possible, certain = due.possible, due.certain
    if delivery.answer is Answer.PAUSED:
        if delivery.paused_until is None or today <= delivery.paused_until:
            return Status(Standing.PAUSED, shown)
        possible = None if possible is None else max(possible, delivery.paused_until)
        certain = None if certain is None else max(certain, delivery.paused_until)
    return _not_told(possible, certain, today, calendar, victims_own=due.victims_own)


def _told(due: Due, told_on: date | None, shown: date | None, calendar: WorkingCalendar) -> Status:
    if told_on is None or due.possible is None:
        return Status(Standing.TOLD, shown)
    if told_on <= due.possible:
        return Status(Standing.TOLD_IN_TIME, shown)
    if due.certain is None or told_on <= due.certain:
        return Status(Standing.TOLD_POSSIBLY_LATE, shown, calendar.working_days_between(due.possible, told_on))
    return Status(Standing.TOLD_LATE, shown, calendar.working_days_between(due.certain, told_on))


def _not_told(
    possible: date | None,
    certain: date | None,
    today: date,
    calendar: WorkingCalendar,
    *,
    victims_own: bool,
) -> Status:
    if possible is None:
        return Status(Standing.RUNNING, None)
    if today <= possible:
        left = calendar.working_days_between(today, possible)
        return Status(Standing.RUNNING, possible, working_days_left=left)
    shown = certain or possible
    if certain is None or today <= certain:
        return Status(Standing.POSSIBLY_LATE, shown, calendar.working_days_between(possible, today))
    standing = Standing.PASSED if victims_own else Standing.MISSED
    return Status(standing, shown, calendar.working_days_between(certain, today))


def entitlements_opened(
    catalogue: Catalogue,
    event_kind: str,
    kinds: CodeList,
    *,
    on: date | None = None,
    ruled_out: frozenset[str] = frozenset(),
    cps_area: str = "",
) -> tuple[Rule, ...]:
    """The rules that an event of this kind opens.

    `kinds` is the list of justice events. `on` is the day of the event, None if it is not known; nothing opens under
    an edition that was not in force that day, and a draft opens nothing ever. `ruled_out` are the conditions known
    *not* to hold; a condition nobody has looked at does not close a rule. A rule that is tried in some areas opens
    elsewhere only where the area, `cps_area`, is not known.
    """
    kind = kinds.get(event_kind)
    if kind is None or catalogue.edition.status is EditionStatus.DRAFT:
        return ()
    if on is not None and not catalogue.edition.in_force(on):
        return ()
    triggers = set(kind.texts("triggers"))
    return tuple(
        rule
        for rule in catalogue.rules
        if triggers.intersection((*rule.triggers, *rule.views_first))
        and rule.holds_in(cps_area, on)
        and not ruled_out.intersection(rule.only_if)
        and (on is None or rule.starts is None or rule.starts <= on)
    )


def glyph_of(standings: Iterable[Standing]) -> Glyph:
    """How a right stands, from its duties.

    Late while one is missed; met when every one was kept. What the victim declined, what does not apply and the
    victim's own deadlines are left out: a choice is neither met nor missed. Something told late is never "met".
    """
    counted = [one for one in standings if one not in _NOT_COUNTED]
    if not counted:
        return Glyph.NOT_YET
    if Standing.MISSED in counted:
        return Glyph.LATE
    return Glyph.MET if all(one in _KEPT for one in counted) else Glyph.STARTED


def owed_by(rule: Rule, agencies: CodeList) -> str:
    """Who owes a rule, in words."""
    if rule.provider[0] == "all":
        return _("Every agency")
    item = agencies[rule.provider[0]]
    return item.text("short") or item.label


def line_for(rule: Rule, *, agency: str, name: str, missed: bool = False, asked: bool = True) -> str:
    """The short line of a rule: "Police to tell Amara the bail conditions changed", or that they have not.

    Where nobody has asked for it yet (`asked`), that it is missing is only what is recorded, and the line says so.
    """
    said = (rule.missed if missed else rule.sentence).format(agency=agency, name=name)
    if not missed or asked:
        return said
    low = said if said[1:2].isupper() else said[:1].lower() + said[1:]
    return _("As far as we know, {what}").format(what=low)
