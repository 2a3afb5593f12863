"""The Victims' Code to look up: each of its 99 rules is found, with how sure we are; the draft is only a preview."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from caseapp.domain import shipped
from caseapp.services import rule_book
from ui.pages.code.page import CodePage
from ui.theme.apply import apply_theme
from ui.widgets.text import Text

LAYER = """[layer]
title = "Kent Police"
checked = 2026-11-21

[[sources]]
key = "K1"
text = "Letter of the force"

[[rules]]
id = "KENT-001"
right = 6
layer = "agency-standard"
short = "Update every 28 days"
title = "An update every 28 days"
sentence = "{agency} to update {name}"
missed = "{agency} have not updated {name}"
provider = ["police"]
triggers = ["investigation_opened"]
timing = "limit"
standard = { n = 28, unit = "cal_day" }
enhanced = { n = 28, unit = "cal_day" }
source = "K1"
mark = "V"
"""


def opened(bench, width: int = 1208, height: int = 800) -> CodePage:
    page = bench.show(CodePage(bench.office, bench.runner), width, height)
    page.first_focus()
    return page


def found(page: CodePage) -> list[str]:
    """The ids of the rules shown, in order."""
    ids = [page.model.id_at(page.model.index(row, 0)) for row in range(page.model.rowCount())]
    return [one for one in ids if one]


def words(page: CodePage) -> str:
    return "\n".join(text.plain() for text in page.findChildren(Text) if text.isVisibleTo(page))


def test_all_ninety_nine_rules_are_there_under_their_rights(bench) -> None:
    page = opened(bench)
    assert found(page) == [f"VC-{number:03d}" for number in range(1, 100)]
    headings = page.model.rowCount() - 99
    assert headings == 12
    assert "99 rules" in words(page)


@pytest.mark.parametrize("rule", shipped.catalogue().rules, ids=lambda rule: rule.id)
def test_a_rule_looked_up_by_its_id_says_all_that_is_known_of_it(bench, rule) -> None:
    page = opened(bench)
    page.start_from(rule.id)
    bench.settle()
    said = words(page.rule)
    assert rule.title in said
    assert rule.paragraph.rstrip("?") in said
    assert rule.conditions in said
    assert all(shipped.catalogue().sources[key] in said for key in rule.source.split())
    assert ("Not yet checked against the Code" in said) == bool(rule.unverified)
    assert ("Set by law" in said) == (rule.layer.value == "statute")
    assert ("not a right under the Code" in said) == (rule.layer.value == "agency-standard")


def test_typing_narrows_and_down_goes_into_the_list(bench) -> None:
    page = opened(bench)
    bench.qtbot.keyClicks(page.search, "interpreter free")
    assert found(page) == ["VC-002"]
    assert "1 of 99 rules" in words(page)
    bench.press(page.search, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    assert "A free interpreter" in words(page.rule)


def test_receipt_rolling_and_the_victims_own_are_said_in_words(bench) -> None:
    page = opened(bench)
    for rule_id, said in (
        ("VC-059", "5 working days from the day the agency hears of it. With enhanced rights: 1 working day."),
        ("VC-074", "ends at 17:00 on the working day before."),
        ("VC-046", "To be acknowledged in: 10 working days. To be finished in: 30 working days."),
        ("VC-028", "2 years from the day of the crime."),
        ("VC-074", "The victim’s own, with Attorney General's Office"),
    ):
        page.start_from(rule_id)
        bench.settle()
        assert said in words(page.rule)


def test_the_draft_is_called_a_preview_and_shows_no_rule(bench) -> None:
    page = opened(bench)
    page.edition.set_value("2026-draft")
    page.load()
    bench.settle()
    assert found(page) == []
    assert "A preview, never in force here: it opens no clock and is never counted" in words(page)


def test_a_rule_of_the_organisation_is_among_them_and_called_no_right(bench) -> None:
    bench.do(lambda: rule_book.set_layer(bench.office, LAYER))
    page = opened(bench)
    assert found(page)[-1] != "KENT-001"
    page.start_from("KENT-001")
    bench.settle()
    assert "An agency’s own standard, not a right under the Code" in words(page.rule)
    assert date(2026, 11, 21) == shipped.catalogue().edition.checked


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_fits_a_small_window_and_large_text(bench, qapp, scale: float) -> None:
    apply_theme(qapp, "dark", scale)
    page = opened(bench, 964, 620)
    assert page.minimumSizeHint().width() <= 964
    for part in (page.search, page.list, page.rule, page.edition):
        assert part.isVisibleTo(page)
