"""The readable report: one self-contained page of HTML, for a screen, a screen reader and paper.

No script, nothing loaded from elsewhere; every word is escaped by the template engine.
"""

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, FunctionLoader, StrictUndefined

from caseapp.base.clock import london_date
from caseapp.base.resources import read_text
from caseapp.base.words import _, ngettext
from caseapp.disclosure.safe import SafeTable
from caseapp.reports.charts import ChartRow, Drawing, chart_rows, draw
from caseapp.reports.preview import PreviewTable, preview_face, shown_dimensions
from caseapp.reports.release import ChartSpec, Release
from caseapp.reports.summary import checks, closest_words, findings, headlines, top_boxes
from caseapp.reports.wording import day_words, instant_words, measure_words, period_words, total_words


@dataclass(frozen=True, slots=True)
class _Figure:
    """A chart on the page; `in_table` when the table above already shows the same numbers."""

    number: int
    title: str
    description: str
    measure: str
    rows: tuple[ChartRow, ...]
    drawing: Drawing
    heading: str
    in_table: bool


@dataclass(frozen=True, slots=True)
class _Section:
    """One table on the page with its finding and its charts."""

    number: int
    table: PreviewTable
    definition: str
    finding: str
    further: str
    figures: tuple[_Figure, ...]


def report_html(release: Release) -> str:
    """The whole page."""
    sections = _sections(release)
    certificate = release.certificate
    return (
        _environment()
        .get_template("report.html.jinja")
        .render(
            release=release,
            sections=sections,
            checks=checks(release),
            top_boxes=top_boxes(release),
            definitions=_definitions(sections),
            headlines=headlines(release),
            certificate=certificate,
            closest=closest_words(release),
            period=period_words(release.period_from, release.period_to),
            made=day_words(london_date(release.made_at)),
            data_cut=instant_words(release.data_cut),
            style=read_text("reports/report.css"),
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(lambda name: read_text(f"reports/{name}")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.globals.update(_=_, gettext=_, ngettext=ngettext)
    return environment


def _sections(release: Release) -> tuple[_Section, ...]:
    said = {finding.table_id: finding.text for finding in findings(release)}
    sections: list[_Section] = []
    figures = 0
    for number, table in enumerate(release.tables, start=1):
        drawn = []
        for spec in release.charts:
            if spec.table_id == table.id:
                figures += 1
                drawn.append(_figure(table, spec, figures, number))
        page = preview_face(table, place=release.place, survey=release.is_survey(table))
        sections.append(_Section(number, page, table.definition, said[table.id], _further(table), tuple(drawn)))
    return tuple(sections)


def _definitions(sections: tuple[_Section, ...]) -> list[tuple[str, str]]:
    """Each definition once, with the tables it holds for."""
    found: dict[str, list[int]] = {}
    for each in sections:
        found.setdefault(each.definition, []).append(each.number)
    return [
        (
            ngettext("Table {numbers}", "Tables {numbers}", len(numbers)).format(
                numbers=", ".join(str(each) for each in numbers)
            ),
            words,
        )
        for words, numbers in found.items()
    ]


def _figure(table: SafeTable, spec: ChartSpec, number: int, table_number: int) -> _Figure:
    rows = chart_rows(table, spec.dimension, order=spec.order)
    shown = "; ".join(f"{row.label} {row.text}" for row in rows)
    in_table = spec.dimension in shown_dimensions(table)
    description = _("Bar chart. {figures}.").format(figures=shown)
    if in_table:
        description += " " + _("The same numbers are in Table {number}.").format(number=table_number)
    heading = next(each.label for each in table.dimensions if each.id == spec.dimension)
    return _Figure(number, spec.title, description, measure_words(table), rows, draw(rows), heading, in_table)


def _further(table: SafeTable) -> str:
    """What a table of three or more dimensions shows on the page, and where the rest is."""
    rest = [each.label for each in table.dimensions[2:]]
    if not rest:
        return ""
    return _("Shown here for {total} over: {rest}. Every combination is in {file} and in the workbook.").format(
        total=total_words(table).lower(), rest=", ".join(rest), file=f"tables/{table.id}.csv"
    )
