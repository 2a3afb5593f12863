"""Counts a return: coded records in, tables of whole numbers out. Counting rules: casework practice §4."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from caseapp.base.errors import Refused
from caseapp.base.words import _
from caseapp.disclosure.published import PartIn
from caseapp.disclosure.tables import Code, CountTable, Dimension
from caseapp.domain import shipped
from caseapp.domain.code_lists import ListItem
from caseapp.domain.return_spec import ReportYear, ReturnSpec, TableSpec, year_of
from caseapp.domain.survey_instrument import SKIPPED, Asked, Kind, questions_for
from caseapp.domain.withdrawal import WITHDREW
from caseapp.services.office import Office
from caseapp.services.return_dimensions import (
    DAYS,
    NOT_KNOWN,
    REASON_GROUP,
    REPORT_STATE,
    dimension,
    reason_items,
    withdrawal_items,
)
from caseapp.store.reads import counts as reads
from caseapp.store.reads.counts import StepRow, SupportedRow

Record = Mapping[str, str | Iterable[str]]
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
    records = _records(office, spec, year)
    if not records["people"]:
        raise Refused("year_empty", year=year.label)
    wanted = None if table_ids is None else set(table_ids)
    tables = [
        _table(office, spec, year, table, records[table.universe])
        for table in spec.tables
        if wanted is None or table.id in wanted
    ]
    if wanted is None or "surveys" in wanted:
        tables += _survey_tables(office, spec, year)
    return Counted(spec, year, office.place, tuple(tables))


def _records(office: Office, spec: ReturnSpec, year: ReportYear) -> dict[str, list[Record]]:
    """What each universe counts: people supported, people asked why, withdrawals."""
    steps = reads.steps(office.store, year.first, year.last)
    ticked = reads.choices(office.store, year.first, year.last)
    silent = {step.person_id for step in steps if not step.may_report}
    rows = [row for row in reads.supported(office.store, year.first, year.last) if row.person_id not in silent]
    latest, cases = {row.person_id: row for row in rows}, {row.case_id: row for row in rows}
    ended = reads.ended(office.store, year.first, _ENDS, _OPENS_AGAIN)
    about = {who: _person(row, year, ended=row.case_id in ended) for who, row in latest.items()}
    asked: dict[str, Record] = {}
    withdrawals: list[Record] = []
    for step in steps:
        main = next((code for role, code in ticked.get(step.id, ()) if role == "main"), None)
        if step.person_id not in latest or main not in _codes(withdrawal_items()):
            continue
        person = about[step.person_id]
        if main in _codes(reason_items()):
            asked[step.person_id] = {**person, **_reasons(main, step, ticked[step.id])}
        if step.kind == WITHDREW:
            case = cases.get(step.case_id, latest[step.person_id])
            withdrawals.append({**person, **_withdrawal(case, spec, step)})
    return {"people": list(about.values()), "asked": list(asked.values()), "withdrawals": withdrawals}


def _person(row: SupportedRow, year: ReportYear, *, ended: bool) -> dict[str, str | Iterable[str]]:
    bands, ethnicities, sexes = shipped.code_list("age_bands"), shipped.code_list("ethnicity"), shipped.code_list("sex")
    band, ethnicity, sex = bands.get(row.age_band or ""), ethnicities.get(row.ethnicity or ""), sexes.get(row.sex or "")
    known = row.reported in {"yes", "no"}
    by_year_end = row.reported == "yes" and (row.reported_on is None or row.reported_on <= year.last)
    return {
        "reported": "yes" if by_year_end else "no" if known else "unknown",
        REPORT_STATE: _report_state(row, year, ended=ended) if by_year_end else "no" if known else "unknown",
        "disability": _disability(row.disability),
        "crime_group": row.crime_group or NOT_KNOWN,
        "district": row.district or NOT_KNOWN,
        "age_group": band.group if band is not None else NOT_KNOWN,
        "sex": sex.code if sex is not None and sex.extra.get("answered", True) else NOT_KNOWN,
        "ethnicity_group": ethnicity.group if ethnicity is not None else NOT_KNOWN,
    }


def _report_state(row: SupportedRow, year: ReportYear, *, ended: bool) -> str:
    if ended:
        return "ended"
    later = row.reported_on is not None and row.reported_on >= year.first and row.reported_on > row.opened_on
    return "after" if later else "earlier"


def _reasons(main: str, step: StepRow, ticked: list[tuple[str, str]]) -> dict[str, str | Iterable[str]]:
    """What somebody who was asked said."""
    answers = _codes(reason_items())
    return {
        "main_reason": main,
        REASON_GROUP: f"group_{shipped.reasons()[main].group}",
        "any_reason": tuple(sorted({code for role, code in ticked if role in {"main", "also"} and code in answers})),
        "helped": tuple(sorted({code for role, code in ticked if role == "helped"})),
        "stage": step.stage,
    }


def _withdrawal(row: SupportedRow, spec: ReturnSpec, step: StepRow) -> dict[str, str | Iterable[str]]:
    """One withdrawal; the relationship is that of the case it happened in."""
    return {
        "agency": spec.group_of("agency", step.agency),
        "days_band": _days_band(row, step),
        "relationship": spec.group_of("relationship", row.relationship),
    }


def _days_band(row: SupportedRow, step: StepRow) -> str:
    if row.reported_on is None or row.reported_on > step.decided_on:
        return "none"
    days = (step.decided_on - row.reported_on).days
    return next((code for most, code, _label in DAYS if days <= most), "over_365")


def _table(office: Office, spec: ReturnSpec, year: ReportYear, table: TableSpec, records: list[Record]) -> CountTable:
    universe = spec.universe(table.universe)
    dimensions = [dimension(office, spec, each) for each in table.dimensions]
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
        place=office.place,
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


def _disability(codes: str | None) -> str:
    """Disabled or not, of the types ticked (parted by commas); not known where nobody asked or it was not said."""
    known = [item.code for item in shipped.code_list("disability").items if item.extra.get("answered", True)]
    ticked = [code for code in (codes or "").split(",") if code in known]
    return ("no" if ticked == ["none"] else "yes") if ticked else NOT_KNOWN


def _codes(items: Iterable[ListItem]) -> frozenset[str]:
    return frozenset(item.code for item in items)
