"""Which rights an event opens in a case, and by when: for starting the clocks, and for showing them beforehand."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from caseapp.domain import shipped
from caseapp.domain.catalogue import Counting, Rule
from caseapp.domain.due_dates import Due, due, views_first
from caseapp.domain.entitlement import entitlements_opened, line_for, owed_by
from caseapp.domain.rights_view import OpeningRight
from caseapp.domain.working_days import WorkingCalendar
from caseapp.services.rule_book import RuleBook

INCIDENT, DEATH = "incident", "death"
# Nobody this service supports comes as a business; those of a bereaved relative open once a case tells of a death.
NOT_OURS = frozenset({"bereaved", "business"})
_ONLY_FOR = {
    "sexual_or_da": {"da", "rsso", "csa", "hba"},
    "rape_serious_sexual": {"rsso", "csa"},
    "stalking_harassment": {"stalking"},
    "review_offence": {"rsso", "csa", "hate"},
}


class CaseFacts(Protocol):
    """What of a case decides about its clocks."""

    @property
    def code_edition(self) -> str:
        """The edition of the Code the case is under."""
        ...

    @property
    def crime_group(self) -> str | None:
        """A code of `crime_groups`, or None."""
        ...

    @property
    def enhanced(self) -> str:
        """recorded, likely, not_recorded or unknown."""
        ...


@dataclass(frozen=True, slots=True)
class Clock:
    """A rule that an event opens, and when it is due."""

    rule: Rule
    due: Due


def is_enhanced(enhanced: str) -> bool:
    """Whether the enhanced limit is used: when recorded or likely. The person's group gives the rights, whether or
    not the police wrote it down."""
    return enhanced in {"recorded", "likely"}


def clocks_of(
    book: RuleBook,
    case: CaseFacts,
    kind: str,
    happened_on: date,
    *,
    approximate: bool,
    incident_on: date | None = None,
    bereaved: bool = False,
    cps_area: str = "",
) -> tuple[Clock, ...]:
    """Every clock that an event of this kind starts in a case. Nothing is written.

    `incident_on` is the day of the crime, where an event tells it: some limits run from there. `bereaved`: an earlier
    event told of a death because of the crime.
    """
    rules = entitlements_opened(
        book.catalogue,
        kind,
        shipped.justice_events(),
        on=happened_on,
        ruled_out=_ruled_out(case.crime_group, bereaved=bereaved or kind == DEATH),
        cps_area=cps_area,
    )
    enhanced = is_enhanced(case.enhanced)
    crime = happened_on if kind == INCIDENT and incident_on is None else incident_on
    return tuple(
        Clock(
            rule,
            counted(
                rule,
                kind,
                happened_on,
                enhanced=enhanced,
                calendar=book.calendar,
                received=crime if rule.counting is Counting.INCIDENT else None,
                approximate=approximate,
            ),
        )
        for rule in rules
    )


def counted(
    rule: Rule,
    kind: str,
    happened_on: date,
    *,
    enhanced: bool,
    calendar: WorkingCalendar,
    received: date | None,
    approximate: bool,
) -> Due:
    """When a rule that an event of this kind opened is due; with no day yet if the event only comes before it."""
    item = shipped.justice_events().get(kind)
    triggers = set(item.texts("triggers")) if item is not None else set()
    if triggers.intersection(rule.views_first) and not triggers.intersection(rule.triggers):
        return views_first(rule, happened_on)
    return due(rule, happened_on, enhanced=enhanced, calendar=calendar, received=received, approximate=approximate)


def opening(clock: Clock, name: str, *, approximate: bool) -> OpeningRight:
    """A clock as it is shown before the event is recorded; `name` is what the person is called."""
    rule, found = clock.rule, clock.due
    said = line_for(rule, agency=owed_by(rule, shipped.code_list("agencies")), name=name)
    return OpeningRight(rule.right, said, found.possible, found.certain, found.sentence, approximate, rule.victims_own)


def not_ours(*, bereaved: bool) -> frozenset[str]:
    """Conditions that nobody in a case meets."""
    return NOT_OURS - {"bereaved"} if bereaved else NOT_OURS


def _ruled_out(crime_group: str | None, *, bereaved: bool) -> frozenset[str]:
    others = not_ours(bereaved=bereaved)
    if crime_group is None:
        return others
    return others | {condition for condition, groups in _ONLY_FOR.items() if crime_group not in groups}
