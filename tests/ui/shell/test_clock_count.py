"""Open dates follow the working days behind the window: after an undone holiday, and after a count that was cut off."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from pytestqt.qtbot import QtBot

from caseapp.domain.case import NewCase
from caseapp.domain.holiday_changes import HolidayChange
from caseapp.domain.person import PersonDetails
from caseapp.services import cases, journal, journey, recount, rights, rule_book
from ui.shell.window import MainWindow
from ui.work.changed import Changed

T = TypeVar("T")
THURSDAY, FRIDAY, MONDAY = date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 23)


def test_a_holiday_added_elsewhere_and_then_undone_moves_the_open_dates_there_and_back(
    opened: MainWindow, qtbot: QtBot
) -> None:
    place = opened.workplace()
    assert place is not None
    office, count = place.office, place.band.clocks

    def in_vault(work: Callable[[], T]) -> T:
        got: list[T] = []
        opened.runner.vault(opened, work, got.append)
        qtbot.waitUntil(lambda: bool(got))
        return got[0]

    def bailed() -> str:
        new = NewCase(None, person=PersonDetails(first_name="Amara"), crime_group="da", reported="yes")
        case_id = cases.open_case(office, new).row_id
        journey.record(office, journey.EventDraft(case_id, "bail", THURSDAY))
        return case_id

    def due() -> date | None:
        found = (one for each in rights.for_case(office, case_id).rights for one in each.instances)
        return next(one.due_on for one in found if one.rule_id == "VC-033")

    case_id = in_vault(bailed)
    assert not in_vault(lambda: recount.is_behind(office))
    changes = (HolidayChange(FRIDAY, "Invented", True),)
    done = in_vault(lambda: rule_book.change_holidays(office, changes))
    assert in_vault(due) == FRIDAY
    with qtbot.waitSignal(opened.runner.changed, check_params_cb=lambda changed: "rights" in changed.topics):
        count.look()
    assert in_vault(due) == MONDAY
    in_vault(lambda: journal.undo(office, done.batch))
    opened.runner.announce(Changed(frozenset({"rights"})))
    qtbot.waitUntil(lambda: in_vault(due) == FRIDAY)
    assert not in_vault(lambda: recount.is_behind(office))
