"""The Surveys tab of a case, on a real vault."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from caseapp.services import cases, journal, surveys
from caseapp.services.office import Office
from caseapp.services.surveys import Handover
from ui.dialogs.ask_removal import AskRemoval
from ui.pages.case.surveys.tab import SurveysTab
from ui.widgets.text import Text
from ui.work.changed import Changed
from ui.work.wanted import PlaceWanted

Shown = Callable[[str], SurveysTab]


@pytest.fixture
def show(desk: Office, vault_thread: Any, qtbot: Any) -> Shown:
    def make(case_id: str) -> SurveysTab:
        tab = SurveysTab(desk, vault_thread.runner, case_id)
        qtbot.addWidget(tab)
        tab.resize(1208, 700)
        tab.show()
        tab.load()
        tab.first_focus()
        vault_thread.settle()
        return tab

    return make


def words(widget: QWidget) -> str:
    shown = [label.plain() if isinstance(label, Text) else label.text() for label in widget.findChildren(QLabel)]
    return "\n".join(shown)


def sentences(tab: SurveysTab) -> list[str]:
    return [tab.offers.model.sentence_of(row) for row in tab.offers.model.rows()]


def test_it_offers_the_short_survey_and_shows_what_will_be_asked(show: Shown, ines: str) -> None:
    tab = show(ines)
    assert tab.offer.chosen() == "SERVICE-8"
    assert "8. Taking it all together, how do you feel about this service?" in words(tab)
    tab.offer.which.chip("DA").click()
    assert "and 20 more" in words(tab)
    assert "Language: English" in words(tab)
    assert "Answers cannot be traced back" in words(tab)


def test_starting_asks_for_the_survey_with_a_handover_that_names_nobody(
    show: Shown, ines: str, desk: Office, vault_thread: Any, qtbot: Any
) -> None:
    tab = show(ines)
    qtbot.keyClick(tab.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert tab.offer.safe_row.error() == "Say whether it is safe to ask now"
    qtbot.keyClick(tab.focusWidget(), Qt.Key.Key_N)
    qtbot.keyClick(tab.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Do not start it now" in tab.offer.safe_row.error()
    assert vault_thread.do(lambda: surveys.offers(desk, ines)) == (), "nothing is noted and nothing starts"
    qtbot.keyClick(tab.focusWidget(), Qt.Key.Key_Y)
    with qtbot.waitSignal(tab.place_wanted) as asked:
        qtbot.keyClick(tab.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wanted: PlaceWanted = asked.args[0]
    assert wanted.place == "survey"
    assert isinstance(wanted.item, Handover)
    assert "Ines" not in repr(wanted.item)
    assert ines not in repr(wanted.item)
    (offer,) = vault_thread.do(lambda: surveys.offers(desk, ines))
    assert (offer.instrument, offer.state) == ("SERVICE-8", "started")


def test_block_a_is_asked_once_for_each_agency_the_worker_ticks(
    show: Shown, ines: str, vault_thread: Any, qtbot: Any
) -> None:
    tab = show(ines)
    assert not tab.offer.agencies.isVisible(), "the short survey asks about this service alone"
    tab.offer.which.chip("DA").click()
    assert tab.offer.agencies.isVisible()
    assert tab.offer.agencies.values() == ("police", "support"), "what the journey tells of"
    tab.offer.agencies.chip("sarc").click()
    vault_thread.settle()
    assert tab.offer.chosen() == "DA"
    tab.offer.safe.set_value("yes")
    with qtbot.waitSignal(tab.place_wanted) as asked:
        tab.start()
    about = [each.agency for each in asked.args[0].item.questions if each.question.id == "QC4"]
    assert about == ["police", "sarc", "support"]


@pytest.mark.parametrize(("button", "said"), [("declined", "Declined"), ("not_safe", "Not safe to offer")])
def test_why_it_was_not_offered_is_noted_and_can_be_undone(
    show: Shown, ines: str, desk: Office, vault_thread: Any, qtbot: Any, button: str, said: str
) -> None:
    tab = show(ines)
    with qtbot.waitSignal(tab.saved) as told:
        getattr(tab.offer, button).click()
    vault_thread.settle()
    assert sentences(tab) == [f"This service, short. 19 Nov 2026, {said}, offered by Robin E."]
    assert "Ines" not in told.args[0].text
    vault_thread.do(lambda: journal.undo(desk, told.args[0].saved.batch))
    tab.on_changed(Changed(frozenset({"surveys"}), ines))
    vault_thread.settle()
    assert sentences(tab) == []


def test_an_answered_survey_says_so_and_no_more(show: Shown, ines: str, desk: Office, vault_thread: Any) -> None:
    handover = vault_thread.do(lambda: surveys.start(desk, ines, "DA"))
    vault_thread.do(lambda: surveys.finish(desk, handover, {"QX1": "no"}))
    assert sentences(show(ines)) == ["Domestic abuse. 19 Nov 2026, Answers kept, offered by Robin E."]


def test_a_closed_case_offers_nothing(show: Shown, ines: str, desk: Office, vault_thread: Any) -> None:
    vault_thread.do(lambda: cases.close(desk, ines, "needs_met"))
    tab = show(ines)
    assert not tab.offer.isVisible()
    tab.start()
    vault_thread.settle()
    assert sentences(tab) == []


def test_nothing_stays_after_the_lock(show: Shown, ines: str, desk: Office, vault_thread: Any) -> None:
    vault_thread.do(lambda: surveys.not_offered(desk, ines, "DA", "declined"))
    tab = show(ines)
    tab.clear()
    assert "Ines" not in words(tab)
    assert tab.offers.model.rows() == ()
    assert date(2026, 11, 19) == desk.today()


@pytest.fixture
def cut_off(desk: Office, ines: str, vault_thread: Any) -> Handover:
    """A survey whose program was killed after two answers."""

    def begin() -> Handover:
        handover = surveys.start(desk, ines, surveys.SHORT)
        given = {asked.key: asked.question.scale.answers[1].code for asked in handover.questions[:2]}
        surveys.keep(desk, handover, given, handover.questions[2].key)
        return handover

    made: Handover = vault_thread.do(begin)
    return made


def test_a_survey_cut_off_goes_on_where_it_stopped_and_shows_no_answer(
    show: Shown, ines: str, cut_off: Handover, qtbot: Any
) -> None:
    tab = show(ines)
    assert "Not finished: This service, short, 19 Nov 2026" in words(tab)
    assert sentences(tab) == ["This service, short. 19 Nov 2026, Not finished, answers wait, offered by Robin E."]
    with qtbot.waitSignal(tab.place_wanted) as asked:
        tab.cut_off.resume.click()
    again = asked.args[0].item
    assert again.offer_id == cut_off.offer_id
    assert [each.key for each in again.questions] == [each.key for each in cut_off.questions[2:]]


@pytest.mark.parametrize(("button", "said"), [("keep", "Answers kept"), ("erase", "Declined")])
def test_a_survey_cut_off_is_kept_as_it_is_or_erased(
    show: Shown, ines: str, cut_off: Handover, vault_thread: Any, qtbot: Any, button: str, said: str
) -> None:
    tab = show(ines)
    getattr(tab.cut_off, button).click()
    if button == "erase":
        (ask,) = tab.findChildren(AskRemoval)
        ask.removal.click()
    vault_thread.settle()
    vault_thread.settle()
    assert sentences(tab) == [f"This service, short. 19 Nov 2026, {said}, offered by Robin E."]
    assert not tab.cut_off.isVisible()
