"""The overview of a case: what it asks for next, and its key facts changed in one go."""

from collections.abc import Mapping
from datetime import date, timedelta

from caseapp.base.clock import london
from caseapp.base.words import _
from caseapp.domain.case import HearingRow, NeedsDoing
from caseapp.domain.contact import FollowUpRow
from caseapp.domain.day_words import MONTHS, WEEKDAYS
from caseapp.domain.entitlement import Standing
from caseapp.domain.rights_view import RightInstance
from caseapp.domain.safe_contact import CallAdvice
from caseapp.domain.saved import Saved
from caseapp.services import cases, rights, safe_contacts
from caseapp.services.office import Office, saved
from caseapp.store.reads import case as reads

_OWED = frozenset({Standing.RUNNING.value, Standing.POSSIBLY_LATE.value, Standing.MISSED.value})
_YEAR_IS_PLAIN = timedelta(days=183)
_REACHING = frozenset({"call", "text", "email"})


def needs_doing(office: Office, case_id: str) -> tuple[NeedsDoing, ...]:
    """What the case asks for, the soonest first: rights late or with a day to come, open follow-ups, hearings ahead.

    `kind` is right, call, text, email, task, court or marac; `row_id` names the entitlement, follow-up or hearing.

    Raises:
        Refused: `case_missing`.
    """
    view = rights.for_case(office, case_id)
    advice = safe_contacts.advice(office, case_id)
    today = office.today()
    found = [_right(right.number, each, today) for right in view.rights for each in right.instances if _is_owed(each)]
    found += [_follow_up(row, advice) for row in reads.follow_ups(office.store, case_id=case_id)]
    found += [_hearing(row, today) for row in reads.hearings(office.store, today, case_id=case_id)]
    return tuple(sorted(found, key=lambda each: (each.due_on or date.max, each.due_time or "24:00", each.what)))


def change_facts(
    office: Office, case_id: str, *, case: Mapping[str, str | None], person: Mapping[str, object]
) -> Saved:
    """Change facts of a case (see `cases.change`) and of its person (`cases.change_person`) as one change.

    Raises:
        Refused: `case_missing`.
    """
    current = cases.header(office, case_id)
    with office.unit() as unit:
        if case:
            cases.change(office, case_id, **case)
        if person:
            cases.change_person(office, case_id, **person)
        return saved(unit, case_id, "cases", "rights", case_id=case_id, reference=current.reference)


def _is_owed(instance: RightInstance) -> bool:
    return instance.id is not None and instance.due_on is not None and instance.standing in _OWED


def _right(number: int, instance: RightInstance, today: date) -> NeedsDoing:
    day = instance.due_on or date.max
    if instance.standing == Standing.MISSED.value and instance.certain_on is not None:
        day = instance.certain_on
    over = instance.standing in {Standing.MISSED.value, Standing.POSSIBLY_LATE.value}
    faster = instance.enhanced and bool(instance.enhanced_limit)
    line = _("Right {number}, enhanced. {due}.") if faster else _("Right {number}. {due}.")
    due = _("Was due {day}") if over else _("Due {day}")
    return NeedsDoing(
        kind="right",
        what=instance.sentence,
        detail=line.format(number=number, due=due.format(day=_day(day, today))),
        due_on=day,
        due_time=None,
        row_id=instance.id or "",
        working_days_late=instance.working_days_late if instance.standing == Standing.MISSED.value else 0,
    )


def _follow_up(row: FollowUpRow, advice: CallAdvice) -> NeedsDoing:
    detail = _("Follow-up.")
    if row.kind in _REACHING:
        detail = " ".join((detail, _safety(advice)))
    return NeedsDoing(row.kind, row.what, detail, row.due_on, row.due_time, row.id)


def _safety(advice: CallAdvice) -> str:
    if not advice.known:
        return _("Not known when it is safe to ring.")
    if advice.safe_now:
        return _("Safe to ring now.")
    if advice.next_from is None:
        return _("No safe time to ring is recorded.")
    start = london(advice.next_from)
    return _("Safe from {day} {time}.").format(day=_(WEEKDAYS[start.weekday()]), time=f"{start:%H:%M}")


def _hearing(row: HearingRow, today: date) -> NeedsDoing:
    what = _("MARAC meeting") if row.kind == "marac" else _("Court hearing")
    detail = (
        _("{day}, {place}.").format(day=_day(row.on, today), place=row.place) if row.place else _("Fixed by others.")
    )
    return NeedsDoing(row.kind, what, detail, row.on, row.time, row.id)


def _day(day: date, today: date) -> str:
    said = f"{_(WEEKDAYS[day.weekday()])} {day.day} {_(MONTHS[day.month - 1])}"
    return said if abs(day - today) < _YEAR_IS_PLAIN else f"{said} {day.year}"
