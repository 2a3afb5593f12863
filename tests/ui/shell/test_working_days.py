"""A holiday the organisation added counts in every part of the window: badges, date fields, Today and the calendar."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from caseapp.domain import shipped
from caseapp.domain.case import NewCase
from caseapp.domain.holiday_changes import HolidayChange
from caseapp.domain.person import PersonDetails
from caseapp.services import cases, journey, rights, rule_book
from ui.models.due_rights import due_tag
from ui.pages.calendar.words import day_heading
from ui.pages.case.rights.words import standard_day, status_tag
from ui.pages.today.add_follow_up import AddFollowUp
from ui.shell.window import MainWindow
from ui.widgets.date_field import DateField
from ui.widgets.text import Text
from ui.words.working_days import office_calendar
from ui.work.changed import Changed
from ui.work.wanted import Toasted

T = TypeVar("T")
THURSDAY, FRIDAY, MONDAY = date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 23)


def in_vault(window: MainWindow, qtbot: QtBot, work: Callable[[], T]) -> T:
    got: list[T] = []
    window.runner.vault(window, work, got.append)
    qtbot.waitUntil(lambda: bool(got))
    return got[0]


def words(page: QWidget) -> str:
    return "\n".join(text.plain() for text in page.findChildren(Text) if text.isVisibleTo(page))


def test_a_holiday_of_the_organisation_reaches_every_part(opened: MainWindow, qtbot: QtBot) -> None:
    place = opened.workplace()
    assert place is not None
    office = place.office
    new = NewCase(None, PersonDetails(first_name="Amara"), crime_group="da")
    case_id = in_vault(opened, qtbot, lambda: str(cases.open_case(office, new).row_id))
    added = (HolidayChange(THURSDAY, "Invented day", True), HolidayChange(FRIDAY, "Day after", True))
    saved = in_vault(opened, qtbot, lambda: rule_book.change_holidays(office, added))
    place.take_saved(Toasted(saved, "Saved"))
    qtbot.waitUntil(lambda: FRIDAY in office_calendar().holidays)
    qtbot.waitUntil(lambda: "Not a working day, so deadlines start counting again on Monday" in words(place))

    form = AddFollowUp(office, opened.runner)
    qtbot.addWidget(form)
    field = form.findChild(DateField)
    assert field is not None
    field.field.setText("+1wd")
    assert field.day() == MONDAY

    draft = journey.EventDraft(case_id, "arrest", date(2026, 11, 18))
    in_vault(opened, qtbot, lambda: journey.record(office, draft))
    view = in_vault(opened, qtbot, lambda: rights.for_case(office, case_id))
    arrest = next(row for one in view.rights for row in one.instances if row.rule_id == "VC-030")
    assert (arrest.due_on, status_tag(arrest, THURSDAY).text) == (MONDAY, "In 1 working day")
    assert standard_day(arrest) == "Under the standard limit it would be Fri 27 Nov 2026."
    due = in_vault(opened, qtbot, lambda: rights.falling_due(office, date(2026, 11, 30)))
    row = next(one for one in due if one.id == arrest.id)
    assert due_tag(row, THURSDAY, office_calendar()).text == "In 1 working day"
    assert day_heading(FRIDAY, THURSDAY) == "Friday 20 November, Day after"

    in_vault(opened, qtbot, lambda: rule_book.change_holidays(office, ()))
    opened.runner.announce(Changed(saved.topics))
    qtbot.waitUntil(lambda: FRIDAY not in office_calendar().holidays)
    assert status_tag(arrest, THURSDAY).text == "In 2 working days"
    opened.lock()
    assert office_calendar() == shipped.calendar()
