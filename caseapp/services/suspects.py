"""Each suspect's way through the justice system: state, what is odd, moved dates, and last days to remind of."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from caseapp.base.errors import Refused
from caseapp.domain import shipped
from caseapp.domain.endings import Dated, Ending, endings
from caseapp.domain.justice_journey import Flag, Happened, Walk, machine, walks
from caseapp.services.office import Office
from caseapp.store.reads import case as case_reads
from caseapp.store.reads import journey as reads
from caseapp.store.reads import rights as right_reads

LOOK_BACK = timedelta(days=300)
"""Police bail without a known end can last nine months at most."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A date that was moved: when we knew, who caused it, and what was said of it."""

    event_id: str
    on: date
    caused_by: str
    cause: str
    detail: str | None


@dataclass(frozen=True, slots=True)
class SuspectJourney:
    """One suspect, by label (None: the only one, or not named), and one offence where offences go different ways.
    `next_states` is what usually follows."""

    suspect: str | None
    state: str
    label: str
    since: date | None
    path: tuple[tuple[str, str, date], ...]
    next_states: tuple[str, ...]
    final: bool
    flags: tuple[Flag, ...]
    moved: tuple[Moved, ...]
    endings: tuple[Ending, ...]
    offence: str | None = None


@dataclass(frozen=True, slots=True)
class EndingInCase:
    """A last day with the case it is in."""

    case_id: str
    reference: str
    first_name: str | None
    last_name: str | None
    known_as: str | None
    ending: Ending


def of_case(office: Office, case_id: str) -> tuple[SuspectJourney, ...]:
    """Every suspect of a case.

    Raises:
        Refused: `case_missing`.
    """
    if case_reads.reference_of(office.store, case_id) is None:
        raise Refused("case_missing")
    rows = case_reads.justice_events(office.store, case_id)
    crime_on = right_reads.incident_day(office.store, case_id)
    happened = [
        Happened(row.id, row.kind, row.happened_on, row.precision, row.learned_on, row.suspect, row.offence)
        for row in rows
    ]
    last_days = endings(map(_dated, rows), office.today())
    return tuple(_journey(each, rows, last_days) for each in walks(happened, office.today(), crime_on=crime_on))


def labels(office: Office, case_id: str) -> tuple[str, ...]:
    """The suspects named so far in a case, to offer when an event is recorded."""
    return tuple(sorted({row.suspect for row in case_reads.justice_events(office.store, case_id) if row.suspect}))


def offences(office: Office, case_id: str) -> tuple[str, ...]:
    """The offences named so far in a case, to offer when an event is recorded."""
    return tuple(sorted({row.offence for row in case_reads.justice_events(office.store, case_id) if row.offence}))


def ending_soon(office: Office, until: date, *, mine: bool = True) -> tuple[EndingInCase, ...]:
    """Last days up to a day in open cases, the soonest first."""
    kinds = tuple(item.code for item in shipped.justice_events().items if item.flag("ends"))
    today = office.today()
    worker = office.desk.worker_id if mine else None
    cases = reads.events_that_end(office.store, kinds, today - LOOK_BACK, worker)
    by_case = reads.events_of(office.store, [case.id for case in cases])
    found = []
    for case in cases:
        events = map(_dated, by_case.get(case.id, ()))
        found += [
            EndingInCase(case.id, case.reference, case.first_name, case.last_name, case.known_as, each)
            for each in endings(events, today)
            if each.on <= until
        ]
    return tuple(sorted(found, key=lambda each: (each.ending.on, each.reference)))


def _dated(row: Any) -> Dated:
    return Dated(row.id, row.kind, row.happened_on, row.ends_on, row.suspect, row.precision)


def _journey(walked: Walk, rows: list[Any], last_days: tuple[Ending, ...]) -> SuspectJourney:
    states = machine().states
    causes = shipped.code_list("moved_by")
    state = states[walked.state]
    own = [row for row in rows if row.suspect in {walked.suspect, None} and row.offence in {walked.offence, None}]
    moved = tuple(
        Moved(row.id, row.happened_on, row.caused_by or "unknown", causes.label(row.caused_by or "unknown"), row.detail)
        for row in own
        if row.kind == "trial_moved" or row.caused_by is not None
    )
    return SuspectJourney(
        walked.suspect,
        state.code,
        state.label,
        walked.since,
        tuple((code, states[code].label, day) for code, day in walked.path),
        tuple(states[code].label for code in state.to),
        state.final,
        walked.flags,
        moved,
        tuple(each for each in last_days if each.suspect in {walked.suspect, None}),
        walked.offence,
    )
