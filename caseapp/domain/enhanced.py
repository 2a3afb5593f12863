"""Enhanced rights: why they are likely, and whether news comes at the slower pace all the same."""

from dataclasses import dataclass
from datetime import date

from caseapp.base.words import _
from caseapp.domain.catalogue import Rule
from caseapp.domain.code_lists import CodeList
from caseapp.domain.due_dates import due
from caseapp.domain.working_days import WorkingCalendar

MOST_SERIOUS, TARGETED, VULNERABLE = "most_serious", "persistently_targeted", "vulnerable"
"""The three categories of the Code of 2020; any one of them is enough."""
CATEGORIES = (MOST_SERIOUS, TARGETED, VULNERABLE)
_GROWN_UP = 18


@dataclass(frozen=True, slots=True)
class EnhancedDecision:
    """What a body recorded: in which category (None: not said), who decided, on what day, and who was told of it.

    The status must travel: it is what turns five working days into one with every body. `told` are codes of
    `agencies`; `told_on` is the day these were told, None where it is not known.
    """

    category: str | None
    decided_by: str
    decided_on: date
    told: tuple[str, ...] = ()
    told_on: date | None = None


@dataclass(frozen=True, slots=True)
class ToldBody:
    """A body that was told, and when; None: not known."""

    agency: str
    told_on: date | None


MUST_KNOW = ("police", "cps", "wcu", "court", "probation", "yjs")
"""The bodies that owe news at the enhanced pace, to ask about one by one: did they hear of it?"""


def category(crime_group: str | None, groups: CodeList, born_on: date | None, on: date) -> str:
    """The category that makes enhanced rights likely on a day, or an empty text: the kind of crime, or being a child.
    Whether fear or disability may affect evidence is for the police to say."""
    found = groups.get(crime_group) if crime_group else None
    if found is not None and found.text("enhanced"):
        return found.text("enhanced")
    return VULNERABLE if born_on is not None and _age(born_on, on) < _GROWN_UP else ""


def category_words(code: str) -> str:
    """A category in words."""
    return {
        MOST_SERIOUS: _("a most serious crime"),
        TARGETED: _("persistently targeted"),
        VULNERABLE: _("vulnerable: under 18"),
    }.get(code, "")


def category_choices() -> tuple[tuple[str, str], ...]:
    """The categories a body may have recorded, with their words."""
    return (
        (MOST_SERIOUS, _("Most serious crime")),
        (TARGETED, _("Persistently targeted")),
        (VULNERABLE, _("Vulnerable or intimidated")),
    )


def at_standard_pace(
    rule: Rule, happened_on: date, told_on: date, enhanced_by: date | None, calendar: WorkingCalendar
) -> bool:
    """Whether somebody was told later than the enhanced limit but within the standard one: as if it did not apply."""
    if enhanced_by is None or rule.standard == rule.enhanced or told_on <= enhanced_by:
        return False
    found = due(rule, happened_on, enhanced=False, calendar=calendar)
    by = found.certain or found.possible
    return by is not None and told_on <= by


def _age(born_on: date, on: date) -> int:
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
