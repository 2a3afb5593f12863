"""The calendar: what stands on which day, the month beside it, and what keys do."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from caseapp.services import calendar, contacts, journey
from ui.models.rows_model import DISPLAY, ID_ROLE, SENTENCE
from ui.models.sections import HEADING_ROLE
from ui.pages.calendar.month_grid import next_month
from ui.pages.calendar.page import CalendarPage
from ui.work.privacy import set_names_hidden
from ui.work.wanted import CaseWanted

from .conftest import Desk, Heard

Show = Callable[[QWidget], Heard]
MONDAY = date(2026, 11, 23)


@pytest.fixture
def page(desk: Desk, show: Show, qtbot: QtBot) -> CalendarPage:
    made = CalendarPage(desk.office, desk.runner)
    made.heard = show(made)  # type: ignore[attr-defined]  # for the tests below
    qtbot.waitUntil(lambda: made.model.rowCount() > 0)
    return made


def lines(page: CalendarPage, role: int = DISPLAY) -> list[str]:
    found = [page.model.index(row, 0) for row in range(page.model.rowCount())]
    return [str(index.data(role)) for index in found]


def row_saying(page: CalendarPage, words: str) -> str:
    found = [page.model.index(row, 0) for row in range(page.model.rowCount())]
    return next(str(index.data(ID_ROLE)) for index in found if words in str(index.data(SENTENCE)))


def test_everything_stands_on_its_day(page: CalendarPage) -> None:
    said = lines(page, SENTENCE)
    start = said.index("Monday 23 November")
    assert said[start + 1].startswith("10:00, Invented, Grace, KT-0021, Court, Maidstone Crown Court")
    assert said[start + 2].startswith("17:00, MARAC research forms for two cases, KT-0125, Specimen, Ewa")
    assert any("Right 6: police to tell Dina the suspect was arrested, In 1 working day" in line for line in said)
    assert any("MARAC, Swale, online" in line for line in said)
    assert said[0] == "Today, Saturday 21 November"
    assert page._count.plain() == "Saturday 21 November to Friday 4 December: 8 things."


def test_a_hearing_opens_the_journey_and_a_right_opens_itself(page: CalendarPage, desk: Desk, qtbot: QtBot) -> None:
    heard: Heard = page.heard  # type: ignore[attr-defined]
    for words, case in (("Maidstone", CaseWanted(desk.ids["Grace"], "journey")), ("arrested", None)):
        row_id = row_saying(page, words)
        page.list.go_to(row_id)
        qtbot.keyClick(page.list, Qt.Key.Key_Return)
        wanted = case or CaseWanted(desk.ids["Dina"], "rights", row_id=row_id)
        assert heard.cases[-1] == wanted


def test_space_ticks_a_follow_up_off_and_nothing_else(page: CalendarPage, qtbot: QtBot) -> None:
    heard: Heard = page.heard  # type: ignore[attr-defined]
    page.list.go_to(row_saying(page, "Maidstone"))
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    page.list.go_to(row_saying(page, "court map"))
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not any("court map" in line for line in lines(page)))
    assert [toasted.text for toasted in heard.saved] == ["Follow-up ticked off"]
    assert any("Invented, Grace" in line for line in lines(page))


def test_arrows_move_over_the_month_and_the_list_follows(page: CalendarPage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.side.grid, Qt.Key.Key_Right)
    qtbot.keyClick(page.side.grid, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: lines(page)[0] == "Monday 23 November")
    assert page.side.grid.accessibleDescription() == "Monday 23 November, 1 court date, 2 follow-ups, 1 right due"
    qtbot.keyClick(page.side.grid, Qt.Key.Key_Down)
    assert page.side.grid.day() == date(2026, 11, 30)
    qtbot.keyClick(page.side.grid, Qt.Key.Key_PageUp)
    assert page.side.grid.day() == date(2026, 10, 30)
    qtbot.keyClick(page.side.grid, Qt.Key.Key_Home)
    assert page.side.grid.day() == date(2026, 11, 21)


def test_one_kind_alone_can_be_shown(page: CalendarPage) -> None:
    page.side.kinds.set_value("court")
    shown = [line for row, line in enumerate(lines(page)) if not page.model.index(row, 0).data(HEADING_ROLE)]
    assert shown == ["Invented, Grace", "Fictional, Farah", "Placeholder, Cerys"]


def test_a_bank_holiday_is_named_and_an_empty_fortnight_says_so(page: CalendarPage, qtbot: QtBot) -> None:
    page.start_from("2026-12-20")
    page.load()
    qtbot.waitUntil(lambda: page._nothing.isVisible())
    assert page._count.plain() == "Sunday 20 December to Saturday 2 January: nothing planned."
    page.side.grid.show_day(date(2026, 12, 25), date(2026, 11, 21))
    assert page.side.grid.accessibleDescription() == "Friday 25 December, Christmas Day, nothing planned"


def test_names_are_hidden_here_too(page: CalendarPage) -> None:
    set_names_hidden(True)
    said = " ".join(lines(page, SENTENCE))
    assert not any(name in said for name in ("Grace", "Amara", "Farah", "Dina", "Cerys"))
    set_names_hidden(False)


def test_nothing_is_kept_at_the_lock(page: CalendarPage) -> None:
    page.clear()
    assert (page.model.rowCount(), page._count.plain(), page._agenda) == (0, "", None)


def test_what_others_have_planned_is_the_teams(desk: Desk) -> None:
    other = desk.ask(lambda: calendar.days(desk.office, MONDAY, MONDAY, mine=False))
    assert [(day.on, day.court, day.follow_ups, day.rights) for day in other] == [(MONDAY, 1, 2, 1)]


def test_what_was_cancelled_or_done_is_gone(desk: Desk) -> None:
    agenda = desk.ask(lambda: calendar.agenda(desk.office, MONDAY, MONDAY))
    for row in agenda.hearings:
        desk.ask(lambda row=row: journey.cancel_hearing(desk.office, row.case_id, row.id))
    for promised in agenda.follow_ups:
        desk.ask(lambda promised=promised: contacts.tick(desk.office, promised.id))
    left = desk.ask(lambda: calendar.days(desk.office, MONDAY, MONDAY))
    assert [(day.court, day.follow_ups, day.rights) for day in left] == [(0, 0, 1)]


def test_a_long_list_is_cut_and_says_so(desk: Desk) -> None:
    agenda = desk.ask(lambda: calendar.agenda(desk.office, MONDAY, MONDAY, limit=1))
    assert (len(agenda.follow_ups), agenda.cut) == (1, True)


@pytest.mark.parametrize(
    ("day", "step", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_a_month_on_stays_in_that_month(day: date, step: int, then: date) -> None:
    assert next_month(day, step) == then
