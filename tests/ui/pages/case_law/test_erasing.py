"""Erasing a person from the window: asked twice, refused plainly, gone at once, the caseload shown instead."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import text

from caseapp.services import cases
from ui.dialogs.erase_person import ErasePerson
from ui.pages.case.page import CasePage
from ui.work.wanted import CaseWanted, PlaceWanted, Toasted

from .conftest import PASSPHRASE, Bench


@pytest.fixture
def asked(bench: Bench) -> tuple[CasePage, ErasePerson, str, list[object]]:
    """The case page of Amara's case with the question open; the reference; what the page told."""
    case_id = bench.case()
    reference = bench.do(lambda: cases.header(bench.office, case_id).reference)
    page = CasePage(bench.office, bench.runner)
    bench.qtbot.addWidget(page)
    page.resize(1300, 800)
    page.show()
    told: list[object] = []
    page.saved.connect(told.append)
    page.place_wanted.connect(told.append)
    page.show_case(CaseWanted(case_id))
    bench.qtbot.waitUntil(lambda: page._top is not None)
    page._menu._erase()
    erasing = page._menu.erasing
    bench.qtbot.waitUntil(lambda: erasing.dialog is not None)
    assert erasing.dialog is not None
    return page, erasing.dialog, reference, told


def people(bench: Bench) -> int:
    return bench.do(lambda: len(bench.office.store.read(text("SELECT 1 FROM person"))))


def fill(bench: Bench, dialog: ErasePerson, reference: str, passphrase: str) -> None:
    dialog.reason.set_value("they_asked")
    dialog.reference.setText(reference)
    dialog.passphrase.field.setText(passphrase)
    bench.qtbot.mouseClick(dialog.erase, Qt.MouseButton.LeftButton)


def until_not_asked(bench: Bench, page: CasePage) -> Callable[[], bool]:
    return lambda: page._menu.erasing.dialog is None


def test_the_focus_is_on_keeping_and_esc_keeps(
    bench: Bench, asked: tuple[CasePage, ErasePerson, str, list[object]]
) -> None:
    page, dialog, _reference, told = asked
    assert dialog.focusWidget() is dialog.safe
    bench.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    bench.qtbot.waitUntil(until_not_asked(bench, page))
    assert people(bench) == 1
    assert told == []


def test_erased_when_reference_and_passphrase_are_right(
    bench: Bench, asked: tuple[CasePage, ErasePerson, str, list[object]]
) -> None:
    page, dialog, reference, told = asked
    fill(bench, dialog, reference.lower(), PASSPHRASE)
    bench.qtbot.waitUntil(until_not_asked(bench, page))
    assert people(bench) == 0
    assert isinstance(told[0], Toasted)
    assert told[0].saved.batch == "", "there is nothing to undo"
    assert told[-1] == PlaceWanted("caseload")


@pytest.mark.parametrize("wrong", ["reference", "passphrase"])
def test_a_wrong_answer_is_said_beside_it_and_nothing_goes(
    bench: Bench, asked: tuple[CasePage, ErasePerson, str, list[object]], wrong: str
) -> None:
    _page, dialog, reference, _told = asked
    given = {"reference": reference, "passphrase": PASSPHRASE} | {wrong: "something else entirely"}
    fill(bench, dialog, given["reference"], given["passphrase"])
    row = dialog.reference_row if wrong == "reference" else dialog.passphrase_row
    bench.qtbot.waitUntil(lambda: bool(row.error()))
    assert people(bench) == 1


def test_what_is_missing_is_said_first(bench: Bench, asked: tuple[CasePage, ErasePerson, str, list[object]]) -> None:
    _page, dialog, _reference, _told = asked
    bench.qtbot.mouseClick(dialog.erase, Qt.MouseButton.LeftButton)
    assert all(row.error() for row in (dialog.reason_row, dialog.reference_row, dialog.passphrase_row))
