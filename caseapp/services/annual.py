"""The annual report: count, protect, check, write, enter in the ledger.

Three steps for three places: `count` and `enter` on the vault's thread, `protect` and `write` anywhere: they see counts
and files only.
"""

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from caseapp.base.clock import london_date
from caseapp.base.errors import Refused
from caseapp.base.resources import read_text
from caseapp.base.words import _
from caseapp.disclosure.attack import attack
from caseapp.disclosure.policy import PROFILES, Policy
from caseapp.disclosure.protect import protect as make_safe
from caseapp.disclosure.published import PublishedTable
from caseapp.disclosure.safe import SafeTable
from caseapp.domain import shipped
from caseapp.domain.return_spec import Rate, ReportYear, ReturnSpec, TableSpec, begun, parse_return, report_year
from caseapp.reports.reading import read_tables
from caseapp.reports.release import ChartSpec, Release, TopBoxSpec
from caseapp.reports.wording import day_words
from caseapp.reports.writing import WrittenRelease, put_release, release_files, require_free
from caseapp.services import ledger, left_reports, report_readers, returns, signing
from caseapp.services.left_reports import Left
from caseapp.services.office import Office
from caseapp.services.returns import Counted

# Values this module hands on: the window may not reach into the reports themselves.
__all__ = ["Release", "WrittenRelease"]

SPEC = left_reports.ANNUAL
SURVEYS = "surveys"
Step = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the Reports page offers."""

    years: tuple[ReportYear, ...]
    tables: tuple[TableSpec, ...]
    policies: tuple[Policy, ...]
    readers: tuple[str, ...]
    """To whom a report can be sealed, by name."""


@dataclass(frozen=True, slots=True)
class Figures:
    """True figures of a year with what has left before. Held in memory between counting and protecting only."""

    counted: Counted
    earlier: tuple[PublishedTable, ...]
    service: str
    place: str
    made_at: datetime
    left: Mapping[str, Left]
    """The reports those earlier tables are from."""


Counting = Callable[[Office, str], Figures]
"""Counts a return for a year."""


def spec() -> ReturnSpec:
    """The annual return that ships with the app."""
    return parse_return(read_text(SPEC), SPEC)


def choices(office: Office) -> Choices:
    """Years with any case, the tables of the return, the policies under which it may leave, and the readers."""
    policies = tuple(policy for policy in PROFILES.values() if policy.hides)
    readers = tuple(one.name for one in report_readers.readers(office))
    return Choices(returns.years(office), spec().tables, policies, readers)


def count(office: Office, year: str, table_ids: Iterable[str] | None = None) -> Figures:
    """Count the annual return of a year, such as `2025-26`; all tables, or those named (`surveys` for all of those).

    Raises:
        Refused: `leads_only`, `year_unreadable`, `year_not_begun`, `year_empty`.
    """
    if office.desk.role != "lead":
        raise Refused("leads_only")
    counted = returns.count(office, spec(), begun(report_year(year), office.today()), table_ids)
    return beside_what_left(office, counted)


def beside_what_left(office: Office, counted: Counted) -> Figures:
    """What was counted, with everything that has left before."""
    place = shipped.areas(office.place).title
    return Figures(counted, ledger.earlier(office), office.service, place, office.now(), left_reports.by_name(office))


def protect(
    figures: Figures,
    policy: str,
    *,
    progress: Step | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Release:
    """Make the figures safe to leave, or refuse.

    Raises:
        Refused: `policy_unknown`, `released_by_older_rules`, `cannot_be_made_safe`, `too_few_new_records`,
            `earlier_release_blocks`, `release_not_proven`, `nothing_to_count`, `report_stopped`.
    """
    chosen = PROFILES.get(policy)
    if chosen is None or not chosen.hides:
        raise Refused("policy_unknown")
    counted = figures.counted
    try:
        ledger.refuse_older_rules(figures.earlier, counted.spec.replaces, counted.year)
        made = make_safe(counted.tables, chosen, earlier=figures.earlier, progress=progress, cancelled=cancelled)
    except Refused as refused:
        raise left_reports.as_known(refused, figures.left) from refused
    return Release(
        title=counted.spec.title,
        subtitle=counted.spec.subtitle,
        place=figures.place,
        year_label=counted.year.label,
        period_from=counted.year.first,
        period_to=counted.year.last,
        service=figures.service,
        specification_version=f"{counted.spec.id} {counted.spec.version}",
        definition_version=counted.spec.version,
        data_cut=figures.made_at,
        made_at=figures.made_at,
        tables=made.tables,
        certificate=made.certificate,
        notes=(*_so_far(counted.year, figures.made_at), *counted.spec.notes),
        charts=_charts(counted.spec, made.tables),
        top_boxes=_top_boxes(made.tables),
        rates=_rates(counted.spec, made.tables),
    )


def _so_far(year: ReportYear, made_at: datetime) -> tuple[str, ...]:
    """What is printed first of a year that is not over."""
    day = london_date(made_at)
    said = _("This year is not over. Its figures are those to {day} and will change.").format(day=day_words(day))
    return (said,) if day <= year.last else ()


def write(
    release: Release,
    folder: Path,
    *,
    progress: Step | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> WrittenRelease:
    """Write a release folder, once its files have withstood the attack: until then nothing of it is on disk.

    Raises:
        Refused: `output_exists`, `output_parent_missing`, `output_unwritable`, or as `make`.
    """
    require_free(folder)
    return put_release(folder, release, make(release, progress=progress, cancelled=cancelled))


def make(
    release: Release,
    *,
    progress: Step | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> dict[str, bytes]:
    """The files of a release by their paths, attacked as a reader will have them.

    `progress` receives the steps "files" and "attack"; both can be stopped.

    Raises:
        Refused: `release_not_safe`, `release_not_proven`, `report_stopped`.
    """
    tell, stop = progress or (lambda _step, _done, _of: None), cancelled or (lambda: False)

    def one_more(done: int, of: int) -> None:
        if stop():
            raise Refused("report_stopped")
        tell("files", done, of)

    files = release_files(release, progress=one_more)
    report = attack(
        read_tables(files.get),
        release.certificate.threshold,
        exhaustive=False,
        progress=lambda done, of: tell("attack", done, of),
        cancelled=stop,
    )
    if stop():
        raise Refused("report_stopped")
    if report.narrow or report.contradictory:
        raise Refused("release_not_safe", cells=len(report.narrow))
    if report.unproven or not report.complete:
        raise Refused("release_not_proven", cells=report.unproven)
    return files


def enter(office: Office, release: Release, *, to: str = "") -> None:
    """Enter what has left in the ledger, and for whom if it was sealed, before anyone is told that it is done."""
    tables = tuple(table.published(release.name) for table in release.tables)
    with office.unit() as unit:
        if to and ledger.holds(office, release.name):
            ledger.enter_again(office, unit, release.name, to)
        else:
            ledger.enter(unit, tables, release.certificate.policy.id, to)


def export(
    office: Office,
    year: str,
    policy: str,
    folder: Path,
    *,
    progress: Step | None = None,
    cancelled: Callable[[], bool] | None = None,
    counting: Counting | None = None,
) -> tuple[Release, WrittenRelease]:
    """The whole path in one call, for the command line; of another return if `counting` counts that.

    Raises:
        Refused: as the steps.
    """
    require_free(folder)
    release = protect((counting or count)(office, year), policy, progress=progress, cancelled=cancelled)
    written = write(release, folder, progress=progress, cancelled=cancelled)
    enter_written(office, release, written)
    return release, written


def enter_written(office: Office, release: Release, written: WrittenRelease) -> None:
    """Sign a release just written and enter it in the ledger, where it is not yet; or remove its folder again."""
    try:
        signing.sign_written(office, written)
        if not ledger.holds(office, release.name):
            enter(office, release)
    except BaseException:
        take_back(written)
        raise


def take_back(written: WrittenRelease) -> None:
    """Remove a folder just written that may not leave after all, because the ledger does not hold it."""
    shutil.rmtree(written.folder, ignore_errors=True)


def _charts(spec_: ReturnSpec, tables: tuple[SafeTable, ...]) -> tuple[ChartSpec, ...]:
    drawn = {each.id: each.chart for each in spec_.tables if each.chart is not None}
    return tuple(
        ChartSpec(table.id, drawn[table.id], _chart_title(table, drawn[table.id]))
        for table in tables
        if table.id in drawn
    )


def _rates(spec_: ReturnSpec, tables: tuple[SafeTable, ...]) -> tuple[Rate, ...]:
    """The shares whose figures are both in the release."""
    here = {each.id for each in tables}
    return tuple(each for each in spec_.rates if {each.part.table_id, each.base.table_id} <= here)


def _chart_title(table: SafeTable, dimension: str) -> str:
    """What the bars are: a table of two dimensions is drawn by one of them, for everybody."""
    if len(table.dimensions) == 1:
        return table.title
    label = next(each.label for each in table.dimensions if each.id == dimension)
    return _("{what}, all {measure}").format(what=label, measure=table.measure)


def _top_boxes(tables: tuple[SafeTable, ...]) -> tuple[TopBoxSpec, ...]:
    """Headline figures of survey tables: the share of positive answers."""
    boxes = []
    for asked in returns.survey_questions():
        table_id = returns.survey_table_id(asked)
        positive = tuple(each.code for each in asked.question.scale.answers if each.positive)
        table = next((each for each in tables if each.id == table_id), None)
        if table is not None and positive:
            boxes.append(TopBoxSpec(table_id, table.dimensions[0].id, positive, table.title))
    return tuple(boxes)
