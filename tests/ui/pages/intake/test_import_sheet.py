"""The Import page, by keyboard, on a real vault and a real messy sheet."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from sqlalchemy import func, select

from caseapp.domain.import_plan import Action
from caseapp.services import cases, imports
from caseapp.store.tables import Journal
from ui.pages.import_sheet.choose_file import file_dialog
from ui.pages.import_sheet.page import ImportPage
from ui.work.wanted import PlaceWanted, Toasted

from .conftest import SHEET, VaultThread

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(empty_vault: VaultThread, shown: Callable[[Any], Any], qtbot: QtBot) -> ImportPage:
    made: ImportPage = shown(ImportPage(empty_vault.office, empty_vault.runner))
    made.load()
    made.first_focus()
    return made


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Three referrals about three people, and one more about the first of them."""
    path = tmp_path / "sheet.csv"
    path.write_bytes(SHEET + b"A4,Amara,Exampel,01/03/1985,07700 900123,19/11/2026,Police,Kent Police,Thanet,High,,\n")
    return path


def journal_length(vault: VaultThread) -> int:
    counted = select(func.count()).select_from(Journal.__table__)
    return int(vault.do(lambda: vault.office.store.read(counted)[0][0]))


def open_by_path(page: ImportPage, qtbot: QtBot, path: Path) -> None:
    page.choose.path.setFocus()
    qtbot.keyClicks(page.choose.path, str(path))
    qtbot.keyClick(page.choose.path, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page._plan is not None)


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    qtbot.keyClick(target, key, modifier)


def test_looking_at_a_sheet_changes_nothing(
    page: ImportPage, empty_vault: VaultThread, project: Path, qtbot: QtBot
) -> None:
    before = journal_length(empty_vault)
    open_by_path(page, qtbot, project / "tests/data/splink_fake_1000.csv")
    assert [page.check.tabs.tabText(place).split() for place in range(3)] == [
        ["Columns"],
        ["Rows", "992"],
        ["Problems", "73"],
    ]
    assert page.check.facts.plain().startswith("1000 rows (CSV, UTF-8).")
    assert "Columns not imported: cluster." in page.check.facts.plain()
    assert page.check.problems.rows()[0].problem.code == "row_date_in_future"
    assert journal_length(empty_vault) == before


def test_a_sheet_is_imported_and_taken_back_by_keyboard(
    page: ImportPage, empty_vault: VaultThread, project: Path, qtbot: QtBot
) -> None:
    office = empty_vault.office
    told: list[Toasted] = []
    page.saved.connect(told.append)
    open_by_path(page, qtbot, project / "tests/data/splink_fake_1000.csv")
    page.check.tabs.setFocus()
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(page.check.trouble.isVisible)
    assert empty_vault.do(lambda: cases.waiting(office)) == ()
    page.check.leave_out.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.done)
    assert told[0].text == "992 referrals imported"
    assert len(empty_vault.do(lambda: cases.waiting(office, limit=2_000))) == 992
    page.done.undo.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert empty_vault.do(lambda: cases.waiting(office)) == ()


def test_possible_duplicates_are_decided_with_one_key(
    page: ImportPage, empty_vault: VaultThread, small: Path, qtbot: QtBot
) -> None:
    open_by_path(page, qtbot, small)
    assert page._plan is not None
    page.check.tabs.setCurrentIndex(3)
    assert page.check.doubles.model.rowCount() == 1
    page.check.doubles.table.setFocus()
    assert "1 row about somebody known" in page.check.facts.plain()
    press(qtbot, Qt.Key.Key_N)
    assert page._plan.count(Action.NEW, page._choices) == 4
    assert "4 new people." in page.check.facts.plain()
    press(qtbot, Qt.Key.Key_L)
    assert page._plan.count(Action.LEAVE_OUT, page._choices) == 1
    press(qtbot, Qt.Key.Key_S)
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: page.steps.currentWidget() is page.done)
    people = empty_vault.do(lambda: imports.known_people(empty_vault.office)).people
    assert len(people) == 3


def test_another_column_is_read_at_once_and_nonsense_is_said(page: ImportPage, small: Path, qtbot: QtBot) -> None:
    open_by_path(page, qtbot, small)
    first = page.check.mapping._columns["first_name"]
    first.setFocus()
    first.set_value("Summary")
    qtbot.waitUntil(lambda: page.check.rows.rows()[0].row.person.first_name == "Rang at night for weeks.")
    for name in ("first_name", "last_name"):
        page.check.mapping._columns[name].set_value("")
    qtbot.waitUntil(page.check.trouble.isVisible)
    assert page.check.rows.rowCount() == 0
    first.set_value("First name")
    qtbot.waitUntil(lambda: page.check.rows.rowCount() == 4)


def test_columns_that_were_found_stand_first_and_tab_goes_the_same_way(
    page: ImportPage, small: Path, qtbot: QtBot
) -> None:
    open_by_path(page, qtbot, small)
    form = page.check.mapping
    qtbot.waitUntil(form.isVisible)
    found = [control for control in form._columns.values() if control.value()]
    missing = [control for control in form._columns.values() if not control.value()]
    assert found
    assert missing
    heading = form._others.mapTo(form, QPoint(0, 0)).y()
    assert max(each.mapTo(form, QPoint(0, 0)).y() for each in found) < heading
    assert min(each.mapTo(form, QPoint(0, 0)).y() for each in missing) > heading
    form.keep.setFocus()
    walked = []
    for _step in range(len(found) + len(missing)):
        press(qtbot, Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget())
    assert walked == [*found, *missing]


def test_a_mapping_is_kept_and_offered(page: ImportPage, empty_vault: VaultThread, small: Path, qtbot: QtBot) -> None:
    open_by_path(page, qtbot, small)
    page.check.mapping.name.setFocus()
    qtbot.keyClicks(page.check.mapping.name, "Kent Police")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.check.mapping.maps.value() == "Kent Police")
    assert list(empty_vault.do(lambda: imports.saved_maps(empty_vault.office))) == ["Kent Police"]
    page.start_again()
    qtbot.waitUntil(lambda: page.check.mapping.maps.count() == 2)


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "There is nothing in this file"), (b"%PDF-1.7 not a sheet", "another kind of file")],
)
def test_what_is_no_sheet_is_refused_in_a_sentence(
    page: ImportPage, tmp_path: Path, content: bytes, said: str, qtbot: QtBot
) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(content)
    page.open_file(path)
    qtbot.waitUntil(page.choose.trouble.isVisible)
    assert said in page.choose.trouble.accessibleDescription()
    assert page.steps.currentWidget() is page.choose


def test_a_path_where_nothing_is_keeps_what_was_typed(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.choose.path.setText(str(tmp_path / "none.csv"))
    page.choose.path.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert page.choose.path_row.error()
    assert page.choose.path.text().endswith("none.csv")


def test_an_import_under_way_can_be_cancelled(
    page: ImportPage, empty_vault: VaultThread, project: Path, qtbot: QtBot
) -> None:
    open_by_path(page, qtbot, project / "tests/data/splink_fake_1000.csv")
    before = journal_length(empty_vault)
    page._import(leave_out_refused=True)
    page.check.work.cancel_wanted.emit()
    qtbot.waitUntil(page.check.trouble.isVisible)
    assert "cancelled" in page.check.trouble.accessibleDescription()
    assert journal_length(empty_vault) == before


def test_locking_leaves_nothing_of_the_sheet(page: ImportPage, small: Path, qtbot: QtBot) -> None:
    open_by_path(page, qtbot, small)
    page.clear()
    assert page.steps.currentWidget() is page.choose
    assert page.check.rows.rowCount() == page.check.problems.rowCount() == page.check.doubles.model.rowCount() == 0
    assert page.choose.path.text() == ""


def test_the_way_back_leads_to_the_referrals(page: ImportPage) -> None:
    wanted: list[PlaceWanted] = []
    page.place_wanted.connect(wanted.append)
    page.choose.back.click()
    assert wanted == [PlaceWanted("referrals")]


def test_the_file_dialog_leaves_no_folder_behind(page: ImportPage, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "amara-example"
    folder.mkdir()
    (folder / "sheet.csv").write_bytes(SHEET)
    dialog = file_dialog(page)
    dialog.setDirectory(str(folder))
    dialog.selectFile(str(folder / "sheet.csv"))
    dialog.show()
    dialog.accept()
    delete(dialog)
    settings = Path(QSettings(QSettings.Scope.UserScope, "QtProject").fileName())
    assert not settings.exists() or "amara-example" not in settings.read_text(encoding="utf-8")
    config = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.ConfigLocation))
    assert not [path for path in config.rglob("*") if path.is_file() and b"amara-example" in path.read_bytes()]
