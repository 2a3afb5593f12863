"""The victim's own last days and the end of bail stand on Today and on Rights due, before anything else."""

from datetime import date

from caseapp.base.clock import at_london
from caseapp.services import challenges, journey, rights
from caseapp.services.journey import EventDraft
from ui.pages.calendar.page import CalendarPage
from ui.pages.rights_due.page import RightsDuePage
from ui.pages.today.page import TodayPage
from ui.widgets.text import Text
from ui.work.privacy import set_names_hidden

SAID = "own deadline: ask if the sentence is too low, by 17:00 on Fri 27 Nov 2026"


def words(page) -> str:
    return "\n".join(text.plain() for text in page.findChildren(Text) if text.isVisibleTo(page))


def sentenced(desk) -> None:
    """Sentence on Sunday 1 November: day 28 is a Sunday, so Friday 27 at five is the last moment."""
    draft = EventDraft(desk.ids["Amara"], "sentence", date(2026, 11, 1))
    desk.ask(lambda: journey.record(desk.office, draft))


def test_today_says_the_nearest_one_and_leads_to_it(desk, show) -> None:
    sentenced(desk)
    page = TodayPage(desk.office, desk.runner)
    heard = show(page)
    assert f"Amara’s {SAID}" in words(page)
    assert "6 days left. After that day it cannot be undone." in words(page)
    page.own.action.emit()
    assert (heard.cases[0].case_id, heard.cases[0].tab) == (desk.ids["Amara"], "rights")
    assert heard.cases[0].row_id


def test_rights_due_says_it_too(desk, show) -> None:
    sentenced(desk)
    page = RightsDuePage(desk.office, desk.runner)
    show(page)
    assert f"Amara’s {SAID}" in words(page)


def test_no_name_is_said_while_names_are_hidden(desk, show) -> None:
    sentenced(desk)
    set_names_hidden(True)
    for made in (TodayPage, RightsDuePage):
        page = made(desk.office, desk.runner)
        show(page)
        assert SAID in words(page)
        assert "Amara" not in words(page)


def test_it_is_not_there_while_none_is_near_and_once_it_is_over(desk, show) -> None:
    page = TodayPage(desk.office, desk.runner)
    show(page)
    assert "own deadline" not in words(page)
    sentenced(desk)
    desk.clock.instant = at_london(date(2026, 11, 30), 9)
    page.load()
    desk.ask(lambda: None)
    assert "own deadline" not in words(page)


def test_bail_that_ends_within_two_weeks_stands_on_today_and_opens_the_journey(desk, show) -> None:
    for label, ends in (("A", date(2026, 11, 25)), ("B", date(2027, 1, 9))):
        draft = EventDraft(desk.ids["Amara"], "bail", date(2026, 11, 10), suspect=label, ends_on=ends)
        desk.ask(lambda draft=draft: journey.record(desk.office, draft))
    page = TodayPage(desk.office, desk.runner)
    heard = show(page)
    (row,) = [page.endings.model.row_at(page.endings.model.index(0, 0))]
    assert page.endings.model.rowCount() == 1
    assert (row.title, row.detail, row.lead) == (
        "Example, Amara",
        "Released on police bail, suspect A",
        ("Wed", "25 Nov"),
    )
    page.endings.wanted.emit(row.wanted)
    assert (heard.cases[0].tab, heard.cases[0].case_id) == ("journey", desk.ids["Amara"])


def test_an_answer_that_is_due_opens_the_right_it_is_about(desk, show) -> None:
    view = desk.ask(lambda: rights.for_case(desk.office, desk.ids["Amara"]))
    late = next(one for right in view.rights for one in right.instances if one.standing == "missed")
    step = challenges.ChallengeDraft(late.id, "ask_officer", date(2026, 11, 19))
    desk.ask(lambda: challenges.start(desk.office, step))
    answer = desk.ask(lambda: next(row for row in rights.falling_due(desk.office, date(2026, 12, 31)) if row.step))
    for made in (TodayPage, RightsDuePage, CalendarPage):
        page = made(desk.office, desk.runner)
        if made is CalendarPage:
            page.start_from(answer.due_on.isoformat())
        heard = show(page)
        rows = page.rights if made is TodayPage else page
        desk.qtbot.waitUntil(lambda rows=rows: rows.model.index_of(answer.id).isValid())
        rows.list.opened.emit(answer.id)
        assert heard.cases[0].row_id == late.id
