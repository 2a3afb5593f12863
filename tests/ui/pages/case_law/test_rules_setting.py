"""Bank holidays and rules of the organisation's own, changed in the settings: open dates move, closed ones never."""

from datetime import date
from pathlib import Path

import pytest

from caseapp.domain.holiday_changes import HolidayChange, holiday_text, parse_holiday_changes
from caseapp.domain.rights_view import Told
from caseapp.services import rights, rule_book
from ui.pages.settings.rules import Rules
from ui.widgets.text import Text

WEDNESDAY, THURSDAY = date(2026, 12, 23), date(2026, 12, 24)


def opened(bench) -> Rules:
    section = Rules(bench.office, bench.runner)
    bench.qtbot.addWidget(section)
    section.resize(900, 900)
    section.show()
    section.load()
    bench.settle()
    return section


def words(section: Rules) -> str:
    return "\n".join(text.plain() for text in section.findChildren(Text) if text.isVisibleTo(section))


def due(bench, case_id: str, rule: str):
    view = bench.do(lambda: rights.for_case(bench.office, case_id))
    return next(row for right in view.rights for row in right.instances if row.rule_id == rule)


def add(section: Rules, day: str, name: str) -> None:
    section.day.field.setText(day)
    section.name.setText(name)
    section.add_day.click()


def test_an_added_holiday_moves_an_open_date_and_leaves_a_closed_one(bench) -> None:
    bench.today(WEDNESDAY)
    case_id = bench.case("da")
    bench.happened(case_id, "arrest", WEDNESDAY)
    bench.happened(case_id, "bail", WEDNESDAY)
    arrest = due(bench, case_id, "VC-030")
    bench.do(lambda: rights.told(bench.office, arrest.id, Told(WEDNESDAY, "phone")))
    section = opened(bench)
    add(section, "24/12/2026", "Invented day")
    bench.qtbot.waitUntil(lambda: "1 open date moved." in words(section))
    bench.settle()
    assert "Thu 24 Dec 2026: Invented day" in words(section)
    assert due(bench, case_id, "VC-033").due_on == date(2026, 12, 29)
    assert due(bench, case_id, "VC-030").due_on == THURSDAY
    section._take_out(THURSDAY)
    bench.qtbot.waitUntil(lambda: "Invented day" not in words(section))
    assert due(bench, case_id, "VC-033").due_on == THURSDAY


@pytest.mark.parametrize(
    ("day", "name", "said"),
    [
        ("", "Invented", "Enter the day, like 8/5/2023"),
        ("26/12/2026", "Invented", "That is a weekend: enter the weekday that is kept instead"),
        ("24/12/2026", "", "Say what the day is called"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(bench, day: str, name: str, said: str) -> None:
    section = opened(bench)
    add(section, day, name)
    assert said in words(section)
    assert bench.do(lambda: rule_book.holiday_changes(bench.office)) == ()


def test_a_broken_file_of_rules_names_its_line_and_changes_nothing(bench, tmp_path: Path) -> None:
    section = opened(bench)
    (tmp_path / "rules.toml").write_text('[layer]\ntitle = "Ours"\nchecked = 2026-11-21\nedition = "1990"\n')
    section.take_file(tmp_path / "rules.toml")
    bench.qtbot.waitUntil(lambda: "cannot be used: line 1" in words(section))
    section.take_file(tmp_path / "not there.toml")
    bench.qtbot.waitUntil(lambda: "it is not there, or it may not be read" in words(section))
    assert bench.do(lambda: rule_book.layer(bench.office)) is None


def test_changes_written_as_a_file_are_read_back_as_they_were() -> None:
    changes = (
        HolidayChange(date(2026, 12, 24), 'A "quoted" day \\ with é', True),
        HolidayChange(date(2027, 1, 4), "x", False),
    )
    assert parse_holiday_changes(holiday_text(changes), "holidays.toml") == changes
