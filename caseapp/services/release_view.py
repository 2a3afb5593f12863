"""A release as the window shows it before it leaves: its tables exactly as exported, its charts, and what was done.

The split between small numbers and those hidden to protect them is said here and nowhere outside the app (decision 8).
"""

from dataclasses import dataclass

from caseapp.base.words import _, ngettext
from caseapp.reports.charts import ChartRow, chart_rows
from caseapp.reports.preview import PreviewRow, PreviewTable, preview_face
from caseapp.reports.release import Release
from caseapp.reports.summary import Check, rate_words, top_box
from caseapp.reports.summary import checks as release_checks

# Values this module hands on: the window may not reach into the reports themselves.
__all__ = ["Check", "PreviewRow", "PreviewTable"]


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart of one table's published figures, as the report draws it."""

    title: str
    rows: tuple[ChartRow, ...]


def preview(release: Release, table_id: str) -> PreviewTable:
    """A table of a release, exactly as it will be exported."""
    table = release.table(table_id)
    return preview_face(table, place=release.place, survey=release.is_survey(table))


def chart(release: Release, table_id: str) -> Chart | None:
    """The chart drawn of a table, if the report draws one: published figures only."""
    for number, drawn in enumerate(release.charts, start=1):
        if drawn.table_id == table_id:
            title = _("Figure {number}. {what}").format(number=number, what=drawn.title)
            return Chart(title, chart_rows(release.table(table_id), drawn.dimension, order=drawn.order))
    return None


def headline(release: Release, table_id: str) -> str:
    """What a table says in a share: positive answers of a survey table, the rates of a return; often nothing."""
    boxes = [top_box(release.table(table_id), each).text for each in release.top_boxes if each.table_id == table_id]
    rates = [f"{each.title}: {rate_words(release, each)}" for each in release.rates if each.part.table_id == table_id]
    return " ".join((*boxes, *rates))


def checks(release: Release, table_id: str | None = None) -> tuple[Check, ...]:
    """What was done to protect people, line by line: in all tables, or with the hidden numbers of one.

    The attack is always over all tables together.
    """
    lines = [*_hidden(release, table_id), *release_checks(release)[1:]]
    earlier = len(release.certificate.earlier_releases)
    if earlier:
        lines.insert(
            -1,
            Check(
                ngettext("Joined with {count} earlier report", "Joined with {count} earlier reports", earlier).format(
                    count=earlier
                ),
                _("Nobody can find a hidden number by comparing this report with what has left before."),
            ),
        )
    return tuple(lines)


def _hidden(release: Release, table_id: str | None) -> tuple[Check, Check]:
    """How many numbers are hidden for themselves and how many to protect those; said inside the app only."""
    notes = [each for each in release.certificate.tables if table_id in (None, each.table)]
    own, others = sum(each.primary for each in notes), sum(each.complementary for each in notes)
    highest = release.certificate.threshold - 1
    return (
        Check(
            ngettext("{count} small number hidden", "{count} small numbers hidden", own).format(count=f"{own:,}"),
            _("Any count from 1 to {highest} shows as [c]. So does one that would show a whole group alike.").format(
                highest=highest
            ),
        ),
        Check(
            ngettext("{count} more hidden to protect them", "{count} more hidden to protect them", others).format(
                count=f"{others:,}"
            ),
            _(
                "Without this, a hidden number could be found by taking the others from a total."
                " The report does not say which is which."
            ),
        ),
    )
