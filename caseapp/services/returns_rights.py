"""The rights return: counted by the person, protected and written exactly as the annual report is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from caseapp.base.errors import Refused
from caseapp.base.resources import read_text
from caseapp.base.words import _
from caseapp.disclosure.tables import Code, CountTable, Dimension
from caseapp.domain import shipped
from caseapp.domain.return_spec import ReportYear, ReturnSpec, TableSpec, Universe, begun, report_year
from caseapp.domain.rights_return import (
    QUALITY_WORST_FIRST,
    WORST_FIRST,
    Line,
    RightsReturn,
    as_known,
    line_of,
    parse_rights_return,
    quality_of,
    result_of,
    worst,
)
from caseapp.services import annual, left_reports, rule_book
from caseapp.services.annual import Figures, Release, Step, WrittenRelease
from caseapp.services.office import Office
from caseapp.services.returns import Counted
from caseapp.services.right_rows import standing_of
from caseapp.store.reads import rights_counts as reads

SPEC = left_reports.RIGHTS
MEASURE = "people"


@dataclass(slots=True)
class _Person:
    """What fell to one person in one line."""

    results: set[str] = field(default_factory=set)
    qualities: set[str] = field(default_factory=set)
    enhanced: bool = False

    def record(self) -> dict[str, str | Iterable[str]]:
        """The person as a record: once, by the worst."""
        return {
            "tier": "enhanced" if self.enhanced else "standard",
            "result": worst(self.results, WORST_FIRST),
            "quality": worst(self.qualities, QUALITY_WORST_FIRST),
        }


def spec() -> RightsReturn:
    """The return that ships with the app."""
    return parse_rights_return(read_text(SPEC), SPEC, shipped.catalogue())


def count(office: Office, year: str) -> Figures:
    """Count the return for a year such as `2026-27`, as the records stand today.

    Raises:
        Refused: `leads_only`, `year_unreadable`, `year_not_begun`, `rights_of_few`.
    """
    if office.desk.role != "lead":
        raise Refused("leads_only")
    counted = tables(office, spec(), begun(report_year(year), office.today()))
    return annual.beside_what_left(office, counted)


def export(
    office: Office,
    year: str,
    policy: str,
    folder: Path,
    *,
    progress: Step | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Release, WrittenRelease]:
    """Count, protect, check, write and enter in the ledger, in one call.

    Raises:
        Refused: as the steps of `annual`.
    """
    return annual.export(office, year, policy, folder, progress=progress, cancelled=cancelled, counting=count)


def tables(office: Office, rights: RightsReturn, year: ReportYear) -> Counted:
    """The true figures: for each line who was told in time, and how well. Lines with few people are left out.

    Raises:
        Refused: `rights_of_few`, when no line has enough people.
    """
    lines = _people(office, rights, year)
    kept = {line: people for line, people in sorted(lines.items()) if len(people) >= rights.least_people}
    if not kept:
        raise Refused("rights_of_few", year=year.label, least=rights.least_people)
    made: list[CountTable] = []
    universes, specs = [], []
    for line, people in kept.items():
        records = [each.record() for each in people.values()]
        universes.append(Universe(line.id, _title(line, rights), MEASURE, _definition(line, rights), None))
        for kind, dimensions in _DIMENSIONS.items():
            table_id = f"{line.id}_{kind}"
            chart = dimensions[1] if kind == "time" and line.measure else None
            specs.append(TableSpec(table_id, line.id, _table_title(kind, line, rights), dimensions, chart))
            made.append(_table(office, specs[-1], universes[-1], year, records))
    return Counted(
        ReturnSpec(
            rights.id, rights.title, rights.version, rights.checked, _notes(rights), tuple(universes), tuple(specs)
        ),
        year,
        office.place,
        tuple(made),
    )


_DIMENSIONS = {"time": ("tier", "result"), "quality": ("tier", "quality")}


def dimension(dimension_id: str) -> Dimension:
    """A dimension of the return. Which rights apply is no secret of a person's; how they were treated is."""
    labels = {
        "tier": (_("Rights"), {"enhanced": _("Enhanced"), "standard": _("Standard")}),
        "result": (
            _("What became of it"),
            {
                "in_time": _("Told in time"),
                "done": _("Done, no day set"),
                "possibly_late": _("Possibly late"),
                "late": _("Told late"),
                "not_done": _("Not done"),
                "not_due": _("Not due yet"),
                "not_possible": _("Not possible, reason given"),
                "choice": _("Declined or paused"),
                "not_known": _("Not known"),
            },
        ),
        "quality": (
            _("How well"),
            {
                "good": _("Understood and safe"),
                "not_understood": _("Not understood"),
                "not_safe": _("Not safe"),
                "not_known": _("Not known"),
                "not_told": _("Not told"),
            },
        ),
    }
    label, codes = labels[dimension_id]
    return Dimension(dimension_id, label, tuple(Code(code, words) for code, words in codes.items()))


def _people(office: Office, rights: RightsReturn, year: ReportYear) -> dict[Line, dict[str, _Person]]:
    today: date = office.today()
    book = rule_book.book(office)
    lines: dict[Line, dict[str, _Person]] = {}
    for row in reads.duties(office.store, year.first, year.last):
        own = row.victims_own
        line = line_of(rights, row.rule_id, row.right_number, row.provider, row.layer, own=own)
        stands = standing_of(book.catalogue.rule(row.rule_id), row, today, book.calendar).standing
        standing = as_known(stands, asked=row.asked)
        result = result_of(standing)
        if line is None or result is None:
            continue
        person = lines.setdefault(line, {}).setdefault(row.person_id, _Person())
        person.results.add(result)
        person.qualities.add(quality_of(standing, row.understood, row.safe))
        person.enhanced = person.enhanced or row.enhanced
    return lines


def _table(
    office: Office,
    table: TableSpec,
    universe: Universe,
    year: ReportYear,
    records: list[dict[str, str | Iterable[str]]],
) -> CountTable:
    return CountTable.from_records(
        [{each: record[each] for each in table.dimensions} for record in records],
        id=table.id,
        title=table.title,
        universe=universe.id,
        period_from=year.first,
        period_to=year.last,
        place=office.place,
        measure=universe.measure,
        definition=universe.definition,
        dimensions=[dimension(each) for each in table.dimensions],
    )


def _title(line: Line, rights: RightsReturn) -> str:
    right = shipped.catalogue().right(line.right)
    agency = _("every agency") if line.agency == "all" else shipped.code_list("agencies").label(line.agency)
    said = _("Right {number}, {agency}").format(number=line.right, agency=agency)
    measure = next((each.title for each in rights.measures if each.number == line.measure), "")
    return f"{said}: {measure or (right.short if right is not None else '')}"


def _table_title(kind: str, line: Line, rights: RightsReturn) -> str:
    title = _title(line, rights)
    return title if kind == "time" else _("{title}, how well").format(title=title)


def _definition(line: Line, rights: RightsReturn) -> str:
    said = _("People who were owed this by an event of the year, counted once by the worst of what fell to them.")
    if not line.measure:
        return said
    ruled = next(each for each in rights.measures if each.number == line.measure)
    return (
        said
        + " "
        + _("Measure {number} of five: rules {rules}.").format(
            number=ruled.number, rules=", ".join(sorted(ruled.rules))
        )
    )


def _notes(rights: RightsReturn) -> tuple[str, ...]:
    """The notes printed, with which rules nobody has checked against the text yet."""
    doubtful = [rule.id for rule in shipped.catalogue().rules if {"rule", "limit"} & set(rule.unverified)]
    more = _("Rules not yet checked against the text of the Code: {rules}.").format(rules=", ".join(doubtful))
    return (*rights.notes, more)
