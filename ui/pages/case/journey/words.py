"""Events of the journey, the clocks they start, and hearings, in words."""

from datetime import date

from caseapp.base.words import _, ngettext
from caseapp.domain import shipped
from caseapp.domain.case import HearingRow
from caseapp.domain.day_words import spoken
from caseapp.domain.rights_view import OpeningRight
from caseapp.services.journey import EventRow
from caseapp.services.suspects import Moved, SuspectJourney
from ui.words.dates import day_near, short_day
from ui.work.privacy import note_shown


def sources(name: str) -> tuple[tuple[str, str, str], ...]:
    """Who said so: the code kept, its words and its letter."""
    return (
        ("client", name, ""),
        ("police", _("Police"), "p"),
        ("wcu", _("Witness care"), "w"),
        ("court", _("Court"), "c"),
        ("other", _("Someone else"), "s"),
    )


def source_words(row: EventRow, name: str) -> str:
    """Who an event was learned from."""
    if not row.source:
        return _("Not recorded")
    return {code: label for code, label, _letter in sources(name)}.get(row.source, row.source)


def kind_words(kind: str) -> str:
    """What happened, as the list says it."""
    return _(shipped.justice_events().label(kind))


def about_words(row: EventRow) -> str:
    """Whom and what an event is about, and until when it holds; empty where none of that was said."""
    parts = [
        _("suspect {label}").format(label=row.suspect) if row.suspect else "",
        row.offence or "",
        _("until {day}").format(day=short_day(row.ends_on)) if row.ends_on else "",
        shipped.code_list("moved_by").label(row.caused_by) if row.caused_by else "",
    ]
    said = ", ".join(part for part in parts if part)
    return said[:1].upper() + said[1:]


def who_words(one: SuspectJourney) -> str:
    """`Suspect A, assault`; `The suspect` where there is only one."""
    who = _("Suspect {label}").format(label=one.suspect) if one.suspect else _("The suspect")
    return f"{who}, {one.offence}" if one.offence else who


def since_words(one: SuspectJourney) -> str:
    """Since when, and what usually follows."""
    said = [_("Since {day}.").format(day=short_day(one.since))] if one.since else []
    if one.next_states:
        said.append(_("What usually follows: {states}.").format(states=", ".join(map(_small, one.next_states))))
    return " ".join(said)


def moved_words(one: Moved) -> str:
    """A date that was moved, and by whom."""
    said = _("Date moved, {day}: {cause}.").format(day=short_day(one.on), cause=one.cause[:1].lower() + one.cause[1:])
    return f"{said} {one.detail}" if one.detail else said


def _small(label: str) -> str:
    return label if label[:3].isupper() else label[:1].lower() + label[1:]


def when_words(row: EventRow, today: date) -> str:
    """The day it happened; about, or not known."""
    if row.precision == "unknown":
        return _("Day not known")
    day = day_near(row.happened_on, today)
    return _("About {day}").format(day=day) if row.precision == "about" else day


def event_sentence(row: EventRow, name: str, today: date) -> str:
    """A whole line, for a screen reader."""
    said = _("{when}: {what}. Learned {learned}, from {source}.").format(
        when=when_words(row, today),
        what=kind_words(row.kind),
        learned=day_near(row.learned_on, today),
        source=source_words(row, name),
    )
    return " ".join(part for part in (said, about_words(row), note_shown(row.detail or "")) if part)


def clock_words(clock: OpeningRight) -> str:
    """`Right 6: Police to tell Amara the suspect was released on bail, by Thu 24 Dec 2026`."""
    right = _("Right {number}: {sentence}").format(number=clock.right_number, sentence=clock.sentence)
    if clock.due_on is None:
        return _("{right}, no day set").format(right=right)
    day = spoken(clock.due_on)
    if clock.approximate:
        return _("{right}, by about {day}").format(right=right, day=day)
    if clock.certain_on is not None and clock.certain_on != clock.due_on:
        return _("{right}, by {day}, certainly by {certain}").format(
            right=right, day=day, certain=spoken(clock.certain_on)
        )
    return _("{right}, by {day}").format(right=right, day=day)


def clocks_title(clocks: tuple[OpeningRight, ...]) -> str:
    """How many clocks an event starts."""
    count = len(clocks)
    if not count:
        return _("No right starts from this")
    return ngettext("This starts {count} right", "This starts {count} rights", count).format(count=count)


def hearing_kind(row: HearingRow) -> str:
    """Hearing or MARAC."""
    return _("MARAC meeting") if row.kind == "marac" else _("Court hearing")


def hearing_words(row: HearingRow) -> str:
    """`Court hearing, Thu 3 Dec, 10:00, Canterbury Crown Court`."""
    return ", ".join(part for part in (hearing_kind(row), short_day(row.on), row.time, row.place) if part)
