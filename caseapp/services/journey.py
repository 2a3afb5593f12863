"""The justice journey: one logged event moves the stage and starts the right clocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseapp.base.errors import Refused
from caseapp.domain import shipped
from caseapp.domain.case import STAGES, HearingRow
from caseapp.domain.saved import Saved
from caseapp.domain.working_days import within_reach
from caseapp.services import glance, logged_before, recount, rights
from caseapp.services.office import Office, saved
from caseapp.services.right_clocks import INCIDENT
from caseapp.store.reads import case as reads
from caseapp.store.reads import clocks as clock_reads
from caseapp.store.tables import Case, Hearing, JusticeEvent
from caseapp.store.unit import Unit

REPORT = "report"
LONGEST_LABEL, LONGEST_OFFENCE = 12, 40


@dataclass(frozen=True, slots=True)
class EventDraft:
    """Something that happened, as told. `kind` is a code of `justice_events`; `precision`: day, about, unknown.

    Without a day it stands at the day it was heard of, and is shown so. `suspect` is a short label such as A, never a
    name; `ends_on` the last day of bail or an order; `caused_by` a code of `moved_by`: who moved a date. `offence` is a
    short label, where the offences of one suspect go different ways. `again`: one like it is logged already, and this
    is another: another crime's report, or the same once more that day.
    """

    case_id: str
    kind: str
    happened_on: date | None
    precision: str = "day"
    learned_on: date | None = None
    source: str | None = None
    detail: str | None = None
    suspect: str | None = None
    ends_on: date | None = None
    caused_by: str | None = None
    offence: str | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event of the journey as its list shows it."""

    id: str
    kind: str
    happened_on: date
    precision: str
    learned_on: date
    source: str | None
    detail: str | None
    suspect: str | None = None
    ends_on: date | None = None
    caused_by: str | None = None
    offence: str | None = None


def record(office: Office, draft: EventDraft, *, provider: str | None = None) -> Saved:
    """Record an event: the stage moves, and every right the event opens gets its due day.

    Events may come in any order, with an odd day, or none: they are kept as they were told, and
    `suspects.of_case` says in words what is odd. The stage follows the event that happened last, with several suspects
    that of whoever is furthest and not done with; one still to come moves nothing yet. `provider` is who owes what the
    event opens, where the rule is owed by every agency. The crime and its report are there once for each crime: told
    again, the day of the one that is there is put right and its rights are counted from it.

    Raises:
        Refused: `case_missing`, `event_unknown`, `event_cause_unknown`, `event_logged_already`, `suspect_label_long`,
            `offence_label_long`, `date_out_of_reach`.
    """
    _check(draft)
    learned_on = draft.learned_on or office.today()
    happened_on = learned_on if draft.happened_on is None else draft.happened_on
    precision = "unknown" if draft.happened_on is None else draft.precision
    case = reads.case_row(office.store, draft.case_id)
    if case is None:
        raise Refused("case_missing")
    there = logged_before.find(office, draft.case_id, draft.kind, happened_on, draft.suspect, draft.offence)
    if there is not None and not draft.again:
        if not there.once:
            raise Refused("event_logged_already")
        return _put_right(office, draft, case, there.event_id, happened_on, precision)
    with office.unit() as unit:
        event_id = unit.add(
            JusticeEvent,
            case_id=draft.case_id,
            kind=draft.kind,
            happened_on=happened_on,
            precision=precision,
            learned_on=learned_on,
            source=draft.source,
            detail=draft.detail,
            suspect=(draft.suspect or "").strip() or None,
            ends_on=draft.ends_on,
            caused_by=draft.caused_by,
            offence=(draft.offence or "").strip() or None,
            author_id=office.desk.worker_id,
        )
        _move_stage(office, unit, draft.case_id, case)
        if draft.kind == REPORT and happened_on <= office.today():
            _reported(office, unit, draft.case_id, case)
        rights.start_clocks(
            office,
            unit,
            draft.case_id,
            event_id,
            draft.kind,
            happened_on,
            approximate=precision != "day",
            provider=provider,
        )
        if draft.kind == INCIDENT:
            recount.case(office, unit, draft.case_id)
        glance.refresh(office, unit, draft.case_id)
        return saved(unit, event_id, "journey", "rights", "cases", case_id=draft.case_id, reference=case.reference)


def events(office: Office, case_id: str) -> tuple[EventRow, ...]:
    """What happened so far, in order."""
    names = EventRow.__dataclass_fields__
    return tuple(
        EventRow(**{name: getattr(row, name) for name in names}) for row in reads.justice_events(office.store, case_id)
    )


def stages_reached(office: Office, case_id: str) -> tuple[tuple[str, date], ...]:
    """The first day each of the six stages was reached, in the order of the journey."""
    kinds = shipped.justice_events()
    first: dict[str, date] = {}
    for row in reads.justice_events(office.store, case_id):
        item = kinds.get(row.kind)
        stage = item.text("stage") if item is not None and row.happened_on <= office.today() else ""
        if stage:
            first.setdefault(stage, row.happened_on)
    return tuple((stage, first[stage]) for stage in STAGES if stage in first)


def hearings(office: Office, case_id: str) -> tuple[HearingRow, ...]:
    """Every hearing and MARAC meeting of an open case that was not cancelled, by day, past ones too."""
    return reads.hearings(office.store, date.min, case_id=case_id, limit=500)


def add_hearing(office: Office, case_id: str, kind: str, on: date, time: str | None, place: str | None) -> Saved:
    """Note a hearing (`court`) or MARAC meeting (`marac`) that others have fixed."""
    with office.unit() as unit:
        row = unit.add(Hearing, case_id=case_id, kind=kind, on=on, time=time, place=place)
        glance.refresh(office, unit, case_id)
        reference = reads.reference_of(office.store, case_id)
        return saved(unit, row, "hearings", "cases", case_id=case_id, reference=reference)


def cancel_hearing(office: Office, case_id: str, hearing_id: str) -> Saved:
    """Note that a hearing will not take place on its day; it stays in the record."""
    with office.unit() as unit:
        unit.change(Hearing, hearing_id, cancelled_at=office.now())
        glance.refresh(office, unit, case_id)
        return saved(unit, hearing_id, "hearings", "cases", case_id=case_id)


def check_labels(suspect: str | None, offence: str | None) -> None:
    """A suspect and an offence have short labels, never a name. Raises `suspect_label_long`, `offence_label_long`."""
    if suspect is not None and len(suspect.strip()) > LONGEST_LABEL:
        raise Refused("suspect_label_long")
    if offence is not None and len(offence.strip()) > LONGEST_OFFENCE:
        raise Refused("offence_label_long")


def _check(draft: EventDraft) -> None:
    if draft.kind not in shipped.justice_events():
        raise Refused("event_unknown")
    if draft.caused_by is not None and draft.caused_by not in shipped.code_list("moved_by"):
        raise Refused("event_cause_unknown")
    check_labels(draft.suspect, draft.offence)
    for day in (draft.happened_on, draft.learned_on, draft.ends_on):
        if day is not None:
            within_reach(day)


def _move_stage(office: Office, unit: Unit, case_id: str, case: object) -> None:
    found = _stage_now(reads.justice_events(office.store, case_id), office.today())
    if found is not None and found[1] != getattr(case, "stage", None):
        unit.change(Case, case_id, stage=found[1], stage_since=found[0])


def _stage_now(rows: Iterable[Any], today: date) -> tuple[date, str] | None:
    """Since when the case is at which stage: that of each suspect's latest event, and of several the furthest that is
    not over, so that one suspect's end does not end a case in which another stands before a court."""
    kinds = shipped.justice_events()
    staged = [
        (row.happened_on, stage, row.suspect)
        for row in rows
        if row.happened_on <= today and (item := kinds.get(row.kind)) is not None and (stage := item.text("stage"))
    ]
    latest: list[tuple[date, str]] = []
    for who in {suspect for _on, _stage, suspect in staged if suspect} or {None}:
        own = [(on, stage) for on, stage, suspect in staged if suspect in {None, who}]
        latest += [max(enumerate(own), key=lambda each: (each[1][0], each[0]))[1]] if own else []
    going_on = [each for each in latest if each[1] != STAGES[-1]]
    return max(going_on or latest, key=lambda each: (STAGES.index(each[1]), each[0]), default=None)


def _put_right(office: Office, draft: EventDraft, case: Any, event_id: str, on: date, precision: str) -> Saved:
    """What is told again of an event that is there: its day, unless no day is told, and whatever is added to it."""
    rows = reads.justice_events(office.store, draft.case_id)
    row = next(row for row in rows if row.id == event_id)
    told = {"source": draft.source or row.source, "detail": _both(row.detail, draft.detail)}
    dated = precision != "unknown" and (on, precision) != (row.happened_on, row.precision)
    with office.unit() as unit:
        unit.change(JusticeEvent, event_id, **told, **({"happened_on": on, "precision": precision} if dated else {}))
        if dated:
            _count_from(office, unit, draft, case, event_id, row.happened_on)
        return saved(unit, event_id, "journey", "rights", "cases", case_id=draft.case_id, reference=case.reference)


def _count_from(office: Office, unit: Unit, draft: EventDraft, case: Any, event_id: str, wrong: date) -> None:
    """Everything that was counted from the wrong day of an event is counted from its day."""
    row = next(row for row in reads.justice_events(office.store, draft.case_id) if row.id == event_id)
    approximate = row.precision != "day"
    kind = shipped.justice_events().get(row.kind)
    if kind is not None and case.stage == kind.text("stage") and case.stage_since == wrong:
        unit.change(Case, draft.case_id, stage_since=row.happened_on)
    _move_stage(office, unit, draft.case_id, case)
    if row.kind == REPORT:
        _reported(office, unit, draft.case_id, case)
    recount.event(office, unit, event_id, approximate=approximate)
    rights.start_clocks(
        office,
        unit,
        draft.case_id,
        event_id,
        row.kind,
        row.happened_on,
        approximate=approximate,
        but=clock_reads.rules_of_event(office.store, event_id),
    )
    if row.kind == INCIDENT:
        recount.case(office, unit, draft.case_id)
    glance.refresh(office, unit, draft.case_id)


def _both(before: str | None, now: str | None) -> str | None:
    return "\n".join(dict.fromkeys(part for part in (before, now) if part)) or None


def _reported(office: Office, unit: Unit, case_id: str, case: object) -> None:
    """The case is a reported one from now on, since its first report whose day is known: the day a report was heard of
    is not put in the place of a day not known."""
    changes: dict[str, object] = {"reported": "yes"}
    days = [row.happened_on for row in reads.justice_events(office.store, case_id) if _is_dated_report(row)]
    on = min((day for day in days if day <= office.today()), default=None)
    if on is not None:
        opened = getattr(case, "opened_on", None)
        changes |= {"reported_on": on, "reported_after_support": opened is not None and on > opened}
    unit.change(Case, case_id, **changes)


def _is_dated_report(row: Any) -> bool:
    return bool(row.kind == REPORT and row.precision != "unknown")
