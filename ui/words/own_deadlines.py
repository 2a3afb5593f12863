"""The victim's own deadline in words: the loudest quiet warning, the same on every page."""

from datetime import date

from caseapp.base.words import _, ngettext
from caseapp.domain.day_words import spoken


def title(name: str, what: str, due_on: date, *, by_hour: str = "", approximate: bool = False) -> str:
    """`Amara’s own deadline: ask if the sentence is too low, by Mon 30 Nov 2026`."""
    day = spoken(due_on)
    if by_hour:
        day = _("{hour} on {day}").format(hour=by_hour, day=day)
    elif approximate:
        day = _("about {day}").format(day=day)
    return _("{name}’s own deadline: {what}, by {day}").format(name=name, what=what[:1].lower() + what[1:], day=day)


def after(days_left: int, others: int) -> str:
    """How long is left, that it cannot be undone, and how many more are near."""
    left = _("Today is the last day.")
    if days_left > 0:
        left = ngettext("{days} day left.", "{days} days left.", days_left).format(days=days_left)
    said = [left, _("After that day it cannot be undone.")]
    if others:
        said.append(ngettext("{count} more is near.", "{count} more are near.", others).format(count=others))
    return " ".join(said)
