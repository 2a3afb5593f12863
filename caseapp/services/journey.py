"""The justice journey: one logged event moves the stage and starts the right clocks."""

from dataclasses import dataclass
from datetime import date

from caseapp.base.errors import Refused
from caseapp.domain import shipped
from caseapp.domain.case import STAGES, HearingRow
from caseapp.domain.saved import Saved
from caseapp.services import glance, rights
from caseapp.services.office import Office, saved
from caseapp.store.reads import case as reads
from caseapp.store.tables import Case, Hearing, JusticeEvent
from caseapp.store.unit import Unit


@dataclass(frozen=True, slots=True)
class EventDraft:
    """Something that happened, as told. `kind` is a code of `justice_events`; `precision`: day, about, unknown."""

    case_id: str
    kind: str
    happened_on: date
    precision: str = "day"
    learned_on: date | None = None
    source: str | None = None
    detail: str | None = None


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


def record(office: Office, draft: EventDraft) -> Saved:
    """Record an event: the stage moves, and every right the event opens gets its due day.

    An event in the future is refused, except a listed hearing, which is an appointment (`add_hearing`). Events may
    come in any order: the stage follows the event that happened last.

    Raises:
        Refused: `case_missing`, `event_unknown`, `event_in_future`.
    """
    kind = shipped.justice_events().get(draft.kind)
    if kind is None:
        raise Refused("event_unknown")
    if draft.happened_on > office.today():
        raise Refused("event_in_future")
    case = reads.case_row(office.store, draft.case_id)
    if case is None:
        raise Refused("case_missing")
    with office.unit() as unit:
        event_id = unit.add(
            JusticeEvent,
            case_id=draft.case_id,
            kind=draft.kind,
            happened_on=draft.happened_on,
            precision=draft.precision,
            learned_on=draft.learned_on or office.today(),
            source=draft.source,
            detail=draft.detail,
            author_id=office.desk.worker_id,
        )
        _move_stage(office, unit, draft, case)
        rights.start_clocks(
            office, unit, draft.case_id, event_id, draft.kind, draft.happened_on, approximate=draft.precision != "day"
        )
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
        stage = item.text("stage") if item is not None else ""
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


def _move_stage(office: Office, unit: Unit, draft: EventDraft, case: object) -> None:
    kinds = shipped.justice_events()
    newest: tuple[date, str] | None = None
    for row in reads.justice_events(office.store, draft.case_id):
        item = kinds.get(row.kind)
        stage = item.text("stage") if item is not None else ""
        if stage and (newest is None or row.happened_on >= newest[0]):
            newest = (row.happened_on, stage)
    changes: dict[str, object] = {}
    if newest is not None and newest[1] != getattr(case, "stage", None):
        changes |= {"stage": newest[1], "stage_since": newest[0]}
    if draft.kind == "report":
        changes |= {"reported": "yes", "reported_on": draft.happened_on}
        opened = getattr(case, "opened_on", None)
        changes["reported_after_support"] = opened is not None and draft.happened_on > opened
    if changes:
        unit.change(Case, draft.case_id, **changes)
