"""The flat table and the bars that the page, the workbook and the window draw."""

from datetime import date

import pytest

from caseapp.base.errors import Broken
from caseapp.disclosure.policy import COMMISSIONER
from caseapp.disclosure.safe import SafeCell
from caseapp.disclosure.tables import Code, Dimension
from caseapp.reports.charts import chart_rows, draw
from caseapp.reports.preview import preview_face, preview_rows
from caseapp.reports.wording import period_words

STAGE = Dimension("stage", "Stage", (Code("inv", "Investigation"), Code("court", "Court"), Code("end", "Ended")))
REASON = Dimension(
    "reason",
    "Main reason",
    (Code("P1", "Trust", "police"), Code("P4", "Informed", "police"), Code("police", "Police"), Code("F1", "Afraid")),
)
ONE_WAY = {("inv",): 3, ("court",): 42, ("end",): 0}


def test_a_two_way_table_has_groups_before_their_parts_and_totals_last(make_table):
    page = preview_rows(make_table(dimensions=(REASON, STAGE), seed=2), place="Kent")
    assert [(row.label, row.level, row.group, row.bold) for row in page.rows] == [
        ("Police", 0, True, True),
        ("Trust", 1, False, False),
        ("Informed", 1, False, False),
        ("Afraid", 0, False, False),
        ("All people", 0, False, True),
    ]
    assert [column.label for column in page.columns] == ["Investigation", "Court", "Ended", "All people"]
    assert all(row.cells[-1].bold for row in page.rows)
    assert page.subtitle == "Kent, April 2025 to March 2026. Number of people, rounded to the nearest 5."


def test_every_figure_of_the_preview_is_the_table_s_own(make_table):
    table = make_table(dimensions=(REASON, STAGE), seed=2)
    page = preview_rows(table)
    for row in page.rows:
        for column, cell in zip(page.columns, row.cells, strict=True):
            own = table.cells[row.code, column.code]
            assert (cell.value, cell.status) == (own.value, own.status)
            assert cell.text == ("[c]" if own.status == "c" else str(own.value))


def test_a_one_way_table_shows_percentages_of_its_printed_total(make_table):
    page = preview_rows(make_table("stage", (STAGE,), counts=ONE_WAY))
    assert [tuple(cell.text for cell in row.cells) for row in page.rows] == [
        ("[c]", "[c]"),
        ("40", "89%"),
        ("0", "0%"),
        ("45", "100%"),
    ]
    assert page.notes == (
        "[c] means the number is hidden so that nobody can be identified.",
        "Every number is rounded after hiding, so totals may not add up.",
    )


def test_a_small_base_is_marked_and_a_smaller_one_has_no_percentages(make_table):
    marked = preview_rows(make_table("stage", (STAGE,), counts={("inv",): 0, ("court",): 12, ("end",): 10}))
    assert marked.rows[1].cells[1].text == "50% [u]"
    assert any(note.startswith("[u] means a percentage of fewer than 30") for note in marked.notes)
    without = preview_rows(make_table("stage", (STAGE,), counts={("inv",): 0, ("court",): 5}, policy=COMMISSIONER))
    assert len(without.columns) == 1


def test_figures_that_do_not_apply_or_are_not_there_say_which(make_table):
    instead = {("inv",): SafeCell(None, "z"), ("end",): SafeCell(None, "x")}
    page = preview_rows(make_table("stage", (STAGE,), counts=ONE_WAY, instead=instead))
    assert [row.cells[0].text for row in page.rows[:3]] == ["[z]", "40", "[x]"]
    assert {"[z] means not applicable.", "[x] means not available."} <= set(page.notes)


def test_a_period_that_is_not_whole_months_is_given_in_days():
    assert period_words(date(2025, 4, 1), date(2025, 4, 30)) == "April 2025"
    assert period_words(date(2025, 4, 1), date(2025, 11, 15)) == "1 April 2025 to 15 November 2025"


def test_numbers_have_thousands_marks(make_table):
    page = preview_rows(make_table("stage", (STAGE,), counts={("inv",): 1234, ("court",): 10, ("end",): 10}))
    assert page.rows[0].cells[0].text == "1,235"
    assert page.rows[1].cells[1].text == "1%"


def test_a_share_is_never_rounded_away(make_table):
    page = preview_rows(make_table("stage", (STAGE,), counts={("inv",): 4000, ("court",): 10, ("end",): 0}))
    assert page.rows[1].cells[1].text == "<1%"


def test_a_table_much_wider_than_tall_is_turned(make_table):
    days = Dimension("days", "Days", tuple(Code(f"d{n}", f"Day {n}") for n in range(12)))
    page = preview_rows(make_table("wide", (STAGE, days)))
    assert page.row_heading == "Days"
    assert [column.label for column in page.columns] == ["Investigation", "Court", "Ended", "All people"]


def test_more_than_two_dimensions_are_shown_from_one_side(make_table):
    age = Dimension("age", "Age", (Code("a", "A"), Code("b", "B")))
    table = make_table("three", (REASON, STAGE, age))
    with pytest.raises(Broken, match="preview_dimensions"):
        preview_rows(table)
    face = preview_face(table)
    assert face.rows[-1].cells[-1].value == table.cells["all", "all", "all"].value


def test_bars_are_in_order_of_size_with_hidden_ones_after_them(make_table):
    rows = chart_rows(make_table("stage", (STAGE,), counts={("inv",): 3, ("court",): 42, ("end",): 80}), "stage")
    assert [(row.label, row.text, row.fraction) for row in rows] == [
        ("Ended", "80", 1.0),
        ("Court", "40", 0.5),
        ("Investigation", "[c]", 0.0),
    ]


def test_bars_may_keep_the_order_of_the_list(make_table):
    rows = chart_rows(make_table("stage", (STAGE,), counts=ONE_WAY), "stage", order="list")
    assert [row.label for row in rows] == ["Investigation", "Court", "Ended"]


def test_equal_bars_keep_the_order_of_the_list(make_table):
    rows = chart_rows(make_table("stage", (STAGE,), counts={("inv",): 20, ("court",): 40, ("end",): 20}), "stage")
    assert [row.label for row in rows] == ["Court", "Investigation", "Ended"]


def test_many_parts_are_drawn_by_their_groups(make_table):
    many = Dimension(
        "reason",
        "Reason",
        (
            Code("g", "Group"),
            Code("h", "Other group"),
            *(Code(f"g{n}", f"Part {n}", "g" if n % 2 else "h") for n in range(14)),
        ),
    )
    assert {row.label for row in chart_rows(make_table("many", (many,)), "reason")} == {"Group", "Other group"}


def test_a_chart_of_nothing_but_noughts_has_no_bars(make_table):
    rows = chart_rows(make_table("stage", (STAGE,), counts=dict.fromkeys(ONE_WAY, 0)), "stage")
    assert {row.fraction for row in rows} == {0.0}


def test_long_labels_take_more_lines_and_nothing_overlaps(make_table):
    long = Dimension(
        "stage", "Stage", (Code("a", "A reason that needs a great many words to say " * 3), Code("b", "B"))
    )
    drawing = draw(chart_rows(make_table("stage", (long,), counts={("a",): 30, ("b",): 20}), "stage"))
    first, second = drawing.bars
    assert len(first.lines) == 3
    assert max(y for _line, y in first.lines) < min(y for _line, y in second.lines)
    assert drawing.height > second.top + drawing.thickness
