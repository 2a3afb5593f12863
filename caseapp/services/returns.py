"""Counts a return: coded records in, tables of whole numbers out. Counting rules: casework practice §4."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from caseapp.base.errors import Refused
from caseapp.base.words import _
from caseapp.disclosure.published import PartIn
from caseapp.disclosure.tables import Code, CountTable, Dimension
from caseapp.domain import shipped
from caseapp.domain.return_spec import ReportYear, ReturnSpec, TableSpec, year_of
from caseapp.domain.survey_instrument import SKIPPED, Asked, Kind, questions_for
from caseapp.services import return_records
from caseapp.services.office import Office
from caseapp.services.return_dimensions import NOT_KNOWN, dimension
from caseapp.services.return_records import Facts, Record
from caseapp.store.reads import counts as reads

_ENDS = frozenset(
    {
        *("no_investigation", "nfa_police", "cps_no_charge", "cps_stops", "disposal_made"),
        *("verdict_not_guilty", "sentence"),
    }
)
"""Events of the justice journey after which a report is no longer live."""
_OPENS_AGAIN = frozenset({"reopened", "review_asked", "charge", "appeal"})


@dataclass(frozen=True, slots=True)
class Counted:
    """The true figures of one return for one year. They stay in the vault until they are protected."""

    spec: ReturnSpec
    year: ReportYear
    place: str
    tables: tuple[CountTable, ...]


def years(office: Office) -> tuple[ReportYear, ...]:
    """The reporting years there is anything for, newest first."""
    oldest = reads.first_day(office.store)
    if oldest is None:
        return ()
    found = [year_of(office.today())]
    while found[-1].first > oldest:
        found.append(year_of(date(found[-1].first.year - 1, 4, 1)))
    return tuple(found)


def count(office: Office, spec: ReturnSpec, year: ReportYear, table_ids: Iterable[str] | None = None) -> Counted:
    """Count a return's tables for a year; all of them, or those named.

    Raises:
        Refused: `year_empty`, when nobody was supported in the year.
    """
    records = return_records.records(_facts(office, year), spec, year)
    if not records["people"]:
        raise Refused("year_empty", year=year.label)
    wanted = None if table_ids is None else set(table_ids)
    tables = [
        table_of(office.place, spec, year, table, records[table.universe])
        for table in spec.tables
        if wanted is None or table.id in wanted
    ]
    if wanted is None or "surveys" in wanted:
        tables += _survey_tables(office, spec, year)
    return Counted(spec, year, office.place, tuple(tables))


def _facts(office: Office, year: ReportYear) -> Facts:
    return Facts(
        reads.supported(office.store, year.first, year.last),
        reads.steps(office.store, year.first, year.last),
        reads.choices(office.store, year.first, year.last),
        reads.ended(office.store, year.first, _ENDS, _OPENS_AGAIN),
    )


def table_of(place: str, spec: ReturnSpec, year: ReportYear, table: TableSpec, records: list[Record]) -> CountTable:
    """One table of the return, counted over its universe's records."""
    universe = spec.universe(table.universe)
    dimensions = [dimension(place, spec, each) for each in table.dimensions]
    answers = dict(zip((each.id for each in dimensions), table.dimensions, strict=True))
    known = {each.id: set(each.leaves) for each in dimensions}
    tidy = [_within({name: record[answer] for name, answer in answers.items()}, known) for record in records]
    return CountTable.from_records(
        tidy,
        id=table.id,
        title=table.title,
        universe=universe.id,
        period_from=year.first,
        period_to=year.last,
        place=place,
        measure=universe.measure,
        definition=universe.definition,
        dimensions=dimensions,
        subset_of=universe.subset_of,
        part_in=PartIn(*universe.part_in) if universe.part_in else None,
    )


def _within(record: Record, known: Mapping[str, set[str]]) -> Record:
    """The record with any code a list no longer has counted as not known."""
    return {
        name: record[name] if not isinstance(record[name], str) or record[name] in codes else NOT_KNOWN
        for name, codes in known.items()
    }


def _survey_tables(office: Office, spec: ReturnSpec, year: ReportYear) -> list[CountTable]:
    universe = spec.universe("surveys")
    found = reads.survey_answers(office.store, year.first, year.last, SURVEY)
    tables = []
    for asked in survey_questions():
        answers = found.get(asked.key)
        if not answers:
            continue
        scale = asked.question.scale
        on_scale = tuple(Code(each.code, each.label) for each in scale.answers)
        beside = tuple(Code(each.value, each.label) for each in scale.others)
        codes = (*on_scale, *beside, Code(SKIPPED, _("Not answered")))
        table_id = survey_table_id(asked)
        tables.append(
            CountTable.from_interior(
                {(code.code,): answers.get(code.code, 0) for code in codes},
                id=table_id,
                title=_("{question} (answers)").format(question=asked.text),
                universe=universe.id,
                period_from=year.first,
                period_to=year.last,
                place=office.place,
                measure=universe.measure,
                definition=universe.definition,
                dimensions=(Dimension(f"answer_{asked.question.id.lower()}", _("Answer"), codes),),
            )
        )
    return tables


SURVEY = "SERVICE-8"


def survey_questions() -> tuple[Asked, ...]:
    """The questions of the service's own survey that have fixed answers."""
    instrument = shipped.instrument(SURVEY)
    asked = questions_for(
        instrument,
        crime_group="da",
        agencies_met=instrument.agencies,
        facts=("reported", "charged", "decision_against"),
    )
    return tuple(each for each in asked if each.question.scale.kind is not Kind.TEXT)


def survey_table_id(asked: Asked) -> str:
    """The table of one survey question."""
    return f"survey_{asked.question.id.lower()}"
