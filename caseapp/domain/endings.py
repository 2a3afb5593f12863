"""Last days: of police bail, of orders and conditions. Dated reminders, each a question for the safety plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.catalogue import Limit, Unit
from caseapp.domain.day_words import spoken
from caseapp.domain.due_dates import add_limit
from caseapp.domain.justice_journey import machine

BAIL, EXTENDED = "bail", "bail_extended"
_ENDS_BAIL = frozenset(
    {"rui", "released_no_charge", "nfa_police", "cps_no_charge", "charge", "disposal_made", "no_investigation"}
)


@dataclass(frozen=True, slots=True)
class Dated:
    """An event as far as a last day needs it."""

    id: str
    kind: str
    happened_on: date
    ends_on: date | None
    suspect: str | None
    precision: str = "day"


@dataclass(frozen=True, slots=True)
class Ending:
    """A last day. `given`: somebody said it; else it is the longest it can be, and the true day should be asked for."""

    event_id: str
    kind: str
    label: str
    suspect: str | None
    on: date
    given: bool
    days_left: int
    words: str


def endings(events: Iterable[Dated], today: date) -> tuple[Ending, ...]:
    """The last days that still count, the soonest first: those to come, and those passed with nothing after them.

    Bail is over once the suspect was charged, released without it or the case ended. An extension replaces the day
    before it. An order is over when that was recorded, or a week after its last day.
    """
    rows = sorted(events, key=lambda one: one.happened_on)
    found: dict[tuple[str, str | None], Ending] = {}
    for one in rows:
        if one.happened_on > today:
            continue
        if one.kind in _ENDS_BAIL:
            found.pop((BAIL, one.suspect), None)
        elif one.kind == "order_ended":
            for key in [key for key in found if key[0] != BAIL and key[1] == one.suspect]:
                del found[key]
        elif one.kind in {BAIL, EXTENDED}:
            longest = _longest(one, rows)
            if longest is not None or one.ends_on is not None or one.precision != "unknown":
                by_court = longest is None and one.ends_on is None
                found[BAIL, one.suspect] = _ending(
                    one, one.ends_on or longest or one.happened_on, today, by_court=by_court
                )
        elif one.ends_on is not None and (today - one.ends_on).days <= 7:
            found[one.id, one.suspect] = _ending(one, one.ends_on, today)
    return tuple(sorted(found.values(), key=lambda each: (each.on, each.event_id)))


def _longest(one: Dated, rows: list[Dated]) -> date | None:
    """The longest bail can last: months from the arrest, or from the release where no arrest is recorded."""
    if one.precision == "unknown":
        return None
    before = [row for row in rows if row.suspect == one.suspect and row.happened_on <= one.happened_on]
    arrests = [row.happened_on for row in before if row.kind == "arrest" and row.precision != "unknown"]
    longer = sum(1 for row in before if row.kind == EXTENDED)
    periods = machine().bail
    if longer >= len(periods):
        return None
    start = max(arrests) if arrests else next(row.happened_on for row in before if row.kind in {BAIL, EXTENDED})
    return add_limit(Limit(periods[longer].months, Unit.MONTH), start, shipped.calendar())


def _ending(one: Dated, on: date, today: date, *, by_court: bool = False) -> Ending:
    label = shipped.justice_events().label(one.kind)
    given = one.ends_on is not None
    who = _(" (suspect {label})").format(label=one.suspect) if one.suspect else ""
    if given:
        said = _("{what}{who}: ends {day}.") if on >= today else _("{what}{who}: ended {day}. What holds now?")
    elif by_court:
        said = _("{what}{who}: only a court can lengthen it now. Ask for the day it ends.")
    else:
        said = _("{what}{who}: can last until {day} at the longest. Ask for the day it really ends.")
    return Ending(
        one.id,
        one.kind,
        label,
        one.suspect,
        on,
        given,
        (on - today).days,
        said.format(what=label, who=who, day=spoken(on)) + " " + _("Look at the safety plan before then."),
    )
