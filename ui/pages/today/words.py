"""What Today says: about the day, a follow-up, who waits, who has gone quiet, what is unfinished."""

from dataclasses import dataclass
from datetime import date

from caseapp.base.clock import london, london_date
from caseapp.base.words import _, ngettext
from caseapp.domain import shipped
from caseapp.domain.case import HearingRow
from caseapp.domain.contact import FollowUpRow
from caseapp.domain.endings import Ending
from caseapp.domain.person import call_name, initials, list_name
from caseapp.domain.rights_view import DueRight
from caseapp.domain.safe_contact import NO, YES
from caseapp.services.suspects import EndingInCase
from caseapp.services.today import FirstContact, FollowUpToday, QuietCase, Today, Unfinished
from ui.theme.tokens import Token
from ui.words.dates import clock_time, day_month, day_near, long_day, short_day, weekday


@dataclass(frozen=True, slots=True)
class Aside:
    """The quiet words at the end of a follow-up, with their icon."""

    icon: str
    text: str
    token: Token = "text_2"  # noqa: S105 - a colour token


def keys(*, begun: bool) -> tuple[tuple[str, str], ...]:
    """The keys of the page and what they do; the few there are while no case has `begun`."""
    if not begun:
        return (("Ctrl+Shift+N", _("new case")), ("F1", _("all shortcuts")))
    return (
        ("↑ ↓", _("move")),
        (_("Enter"), _("open case")),
        ("C", _("chase")),
        (_("Space"), _("tick off")),
        ("Ctrl+Z", _("undo")),
        ("F1", _("all shortcuts")),
    )


def the_day(today: Today) -> str:
    """`Saturday 21 November 2026. Not a working day, so deadlines start counting again on Monday.`"""
    day = long_day(today.on)
    if today.is_working_day:
        return _("{day}.").format(day=day)
    nearby = (today.next_working_day - today.on).days < 7
    again = long_day(today.next_working_day, year=False)
    return _("{day}. Not a working day, so deadlines start counting again on {again}.").format(
        day=day, again=again.split(" ", 1)[0] if nearby else again
    )


def nothing_due(today: Today) -> str:
    """What stands in place of the list: the next day something falls due."""
    after = today.next_due_after
    if after is None:
        return _("When the police or the court do something, log it in the case: the days are then counted here.")
    return _("Next: {day}, {name}, {reference}.").format(
        day=day_near(after.due_on, today.on), name=due_name(after), reference=after.reference
    )


def due_name(row: DueRight | FirstContact | QuietCase | HearingRow | EndingInCase) -> str:
    """Last name first, or words."""
    return list_name(row.first_name, row.last_name, row.known_as, _("No name yet"))


def follow_up_who(row: FollowUpRow) -> str:
    """Whose case: the reference, with the name where the task itself does not say it."""
    if row.reference is None:
        return ""
    name = call_name(row.first_name, row.last_name, row.known_as)
    return row.reference if not name or name in row.what else f"{name}, {row.reference}"


def overdue(row: FollowUpRow, today: date) -> str:
    """`Was due 18 Nov`, once the day is over."""
    return _("Was due {day}").format(day=day_month(row.due_on)) if row.due_on < today else ""


def aside(item: FollowUpToday, today: date) -> Aside:
    """Whether it is safe to do now, or else when it is due."""
    if item.row.kind == "call" and item.advice is not None:
        return _call(item)
    if item.row.kind in {"email", "text"} and item.advice is not None:
        return _write(item)
    if item.row.due_time:
        when = _("Due {day}, {time}").format(day=day_near(item.row.due_on, today), time=item.row.due_time)
        return Aside("clock", when)
    if item.row.due_on == today:
        return Aside("calendar", _("Due today"))
    if item.row.due_on < today:
        return Aside("clock-alert", overdue(item.row, today), "late")
    return Aside("calendar", _("Due {day}").format(day=day_near(item.row.due_on, today)))


def _call(item: FollowUpToday) -> Aside:
    advice = item.advice
    if advice is None or not advice.known:
        return Aside("shield-alert", _("Ask before you ring"), "voice")
    if advice.safe_now:
        return Aside("phone", _("Safe to call now"), "ok")
    if advice.next_from is None:
        return Aside("phone-off", _("Calls are not safe"), "voice")
    start = london(advice.next_from)
    return Aside(
        "phone-off",
        _("Not a safe time. Next: {day} {time}").format(day=weekday(start.date()), time=clock_time(start)),
    )


def _write(item: FollowUpToday) -> Aside:
    email = item.row.kind == "email"
    answer = None if item.contact is None else item.contact.email_safe if email else item.contact.text_safe
    icon = "mail" if email else "message-square-text"
    if answer == YES:
        return Aside(icon, _("Email is safe any time") if email else _("Texts are safe"))
    if answer == NO:
        return Aside("shield-alert", _("Email is not safe") if email else _("Texts are not safe"), "voice")
    return Aside("shield-alert", _("Ask before you email") if email else _("Ask before you text"), "voice")


def first_contact_line(row: FirstContact, place: str, today: date) -> str:
    """`Police, Thanet, Fri 16:40`: how they came, where they live, when."""
    parts = []
    if row.route:
        parts.append(shipped.code_list("referral_routes").label(row.route))
    if row.district:
        parts.append(shipped.areas(place).label(row.district))
    if row.received_on is not None:
        near = 0 <= (today - row.received_on).days < 7
        day = weekday(row.received_on) if near else day_near(row.received_on, today)
        parts.append(f"{day} {row.received_time}" if row.received_time else day)
    return ", ".join(parts) or _("Referral not recorded")


def quiet_line(row: QuietCase) -> str:
    """`Last contact 31 Oct, last spoke 12 Oct`."""
    if row.last_contact_on is None:
        return _("No contact yet")
    last = day_month(row.last_contact_on)
    if row.last_spoke_on is None:
        return _("Last contact {day}, not spoken yet").format(day=last)
    spoke = day_month(row.last_spoke_on)
    if row.last_spoke_on == row.last_contact_on:
        return _("Last spoke {day}").format(day=spoke)
    return _("Last contact {day}, last spoke {spoke}").format(day=last, spoke=spoke)


def quiet_days(row: QuietCase) -> str:
    """`21 days`."""
    return ngettext("{count} day", "{count} days", row.days).format(count=row.days)


def hearing_line(row: HearingRow) -> str:
    """`Court 10:00, Maidstone Crown Court`."""
    kind = _("MARAC") if row.kind == "marac" else _("Court")
    start = f"{kind} {row.time}" if row.time else kind
    return f"{start}, {row.place}" if row.place else start


def hearing_day(row: HearingRow) -> tuple[str, str]:
    """Weekday, then day and month."""
    return day_lead(row.on)


def day_lead(day: date) -> tuple[str, str]:
    """Weekday, then day and month."""
    return weekday(day), day_month(day)


def ending_line(ending: Ending, today: date) -> str:
    """What ends, of which suspect; a longest possible day is said to be one, a day that has passed too."""
    what = (
        _("{what}, suspect {label}").format(what=ending.label, label=ending.suspect) if ending.suspect else ending.label
    )
    if ending.on < today:
        return _("{what}: ended. What holds now?").format(what=what)
    return what if ending.given else _("{what}, at the longest. Ask for the day").format(what=what)


def draft_title(row: Unfinished) -> str:
    """`Contact`: what was being typed."""
    pages = {
        "contact": _("Contact"),
        "new_case": _("New case"),
        "rights": _("Right"),
        "journey": _("Justice event"),
        "withdrawal": _("Withdrawal"),
        "safe_contact": _("Safe contact"),
        "facts": _("Key facts"),
        "close_case": _("Closing the case"),
        "told": _("Telling about a right"),
        "evidence": _("What shows a right"),
        "letter": _("Letter of a challenge"),
        "answer": _("Answer to a challenge"),
        "hearing": _("Hearing"),
        "outcome": _("Police outcome"),
    }
    page = row.page.partition(":")[0]
    return pages.get(row.form) or pages.get(page) or _("Form")


def draft_line(row: Unfinished, today: date) -> str:
    """`KT-0147, A.E. Draft kept 14:32`: whose by reference and initials, and when, with the day if it was not today."""
    kept = london_date(row.kept_at)
    time = clock_time(row.kept_at)
    when = time if kept == today else f"{short_day(kept)}, {time}"
    said = _("Draft kept {when}").format(when=when)
    if row.reference is None:
        return said
    letters = initials(row.first_name, row.last_name, row.known_as)
    whose = row.reference if letters == "?" else f"{row.reference}, {letters}"
    return _("{whose}. {said}").format(whose=whose, said=said)
