"""The Reports page on a real vault, driven by keyboard: the check, the preview, the export."""

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from caseapp.base.clock import SetClock
from caseapp.base.errors import Refused
from caseapp.crypto.kdf import TESTING
from caseapp.disclosure.policy import PROFILES
from caseapp.domain.case import NewCase
from caseapp.domain.person import PersonDetails
from caseapp.domain.withdrawal import WithdrawalDraft
from caseapp.services import annual, attacking, cases, ledger, release_view, vaults, withdrawals
from caseapp.services.office import Office
from caseapp.store.tables import Release
from ui.models.rows_model import SENTENCE
from ui.pages.reports.options import SURVEYS
from ui.pages.reports.page import ReportsPage
from ui.pages.reports.way_out import way_out_of
from ui.pages.reports.where import free_name
from ui.theme.apply import apply_theme
from ui.widgets.text import Text
from ui.work.changed import Changed
from ui.work.runner import Runner

T = TypeVar("T")
NOW = datetime(2026, 4, 21, 13, 31, tzinfo=UTC)
DAY = date(2026, 2, 10)
PHRASE = "seven quiet herons wade upstream"
FEW = ("cases", "reason_by_stage", "helped")
SIZES = (("P4", "S1", 16), ("P4", "S2", 21), ("P4", "S3", 2), ("F1", "S1", 14), ("F1", "S2", 3), ("T1", "S2", 18))


@dataclass
class Desk:
    """A real vault behind a real runner."""

    runner: Runner
    qtbot: QtBot
    office: Office

    def do(self, work: Callable[[], T]) -> T:
        """The result of a call on the vault's thread."""
        owner, results = QObject(), list[T]()
        self.runner.vault(owner, work, results.append)
        self.qtbot.waitUntil(lambda: bool(results), timeout=30_000)
        return results[0]

    def page(self, office: Office | None = None, width: int = 1208) -> ReportsPage:
        """The page as the shell shows it."""
        made = ReportsPage(office or self.office, self.runner)
        self.qtbot.addWidget(made)
        made.resize(width, 900)
        made.show()
        self.qtbot.waitExposed(made)
        return made

    def ready(self, page: ReportsPage, *, tables: tuple[str, ...] = FEW) -> ReportsPage:
        """The page with these tables ticked and checked."""
        page.load()
        self.qtbot.waitUntil(lambda: bool(page.options.tables.ticked()), timeout=30_000)
        page.options.tables.leave_out([each for each in page.options.tables.ticked() if each not in tables])
        page._check()  # at once, not when the ticks have settled
        self.checked(page)
        return page

    def checked(self, page: ReportsPage) -> None:
        """Wait for the check of what is wished for now."""
        wished = page.options.wishes()
        self.qtbot.waitUntil(
            lambda: page.panel.which is not None and page.shown is not None and page.shown.wishes == wished,
            timeout=60_000,
        )


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small year: groups large enough to show, and some that are too small."""
    folder, clock = tmp_path_factory.mktemp("made") / "vault", SetClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
    office = vaults.set_up(folder, name="Robin E.", passphrase=PHRASE, profile=TESTING, clock=clock).office
    person = PersonDetails(first_name="Invented", last_name="Person", district="swale")
    with office.unit():
        for reason, stage, size in SIZES:
            for _ in range(size):
                new = NewCase(None, person=person, crime_group="da", reported="yes", reported_on=date(2026, 2, 2))
                case = cases.open_case(office, new).row_id
                withdrawals.record(office, WithdrawalDraft(case, "withdrew", stage, DAY, reason))
        for _ in range(25):
            cases.open_case(office, NewCase(None, person=person, crime_group="da", reported="yes"))
    office.close()
    return folder


@pytest.fixture(scope="module", autouse=True)
def protected_once() -> Iterator[None]:
    """The same figures of the same vault are protected once, for all tests that look at what comes of it."""
    made: dict[tuple[object, ...], annual.Release] = {}
    protect = annual.protect

    def once(figures: annual.Figures, policy: str, **calls: Any) -> annual.Release:
        counts = tuple((each.id, tuple(each.counts.items())) for each in figures.counted.tables)
        key = (figures.counted.year, counts, policy, figures.earlier and object())
        if key not in made:
            made[key] = protect(figures, policy, **calls)
        return made[key]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(annual, "protect", once)
        yield


@pytest.fixture
def desk(made_once: Path, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    folder = shutil.copytree(made_once, tmp_path / "vault")
    yield from at_a_desk(qtbot, lambda: vaults.unlock(folder, PHRASE, clock=SetClock(NOW)))


@pytest.fixture
def empty_desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    def make() -> Office:
        return vaults.set_up(
            tmp_path / "vault", name="Robin E.", passphrase=PHRASE, profile=TESTING, clock=SetClock(NOW)
        ).office

    yield from at_a_desk(qtbot, make)


def at_a_desk(qtbot: QtBot, opens: Callable[[], Office]) -> Iterator[Desk]:
    runner, owner, offices = Runner(), QObject(), list[Office]()
    runner.vault(owner, opens, offices.append)
    qtbot.waitUntil(lambda: bool(offices), timeout=30_000)
    made = Desk(runner, qtbot, offices[0])
    yield made
    made.do(made.office.close)
    runner.finish()


def said(part: QWidget) -> str:
    """Every word on a part of the page."""
    labels = [each for each in part.findChildren(QLabel) if not each.isHidden()]
    return " ".join(each.plain() if isinstance(each, Text) else each.text() for each in labels)


def test_the_last_whole_year_is_counted_and_checked_at_once(desk: Desk) -> None:
    page = desk.ready(desk.page())
    assert page.options.year.currentText() == "Apr 2025 to Mar 2026"
    assert "Ready to export" in said(page.panel)
    assert "No hidden number can be worked out from these tables." in said(page.panel)
    assert "Checked 14:31" in said(page.panel)
    assert "It cannot know what readers have learned elsewhere." in said(page.panel)


def test_the_preview_is_what_would_be_exported(desk: Desk) -> None:
    page = desk.ready(desk.page())
    page.options.tables.keep.go_to("reason_by_stage")
    shown = page.shown
    assert shown is not None
    assert page.preview.title.plain() == "Table 2. People asked why: main reason, by stage"
    assert "Kent, April 2025 to March 2026. Number of people, rounded to the nearest 5." in said(page.preview)
    assert "[c] means the number is hidden" in said(page.preview)
    assert page.preview.figures.rows() == release_view.preview(shown.release, "reason_by_stage").rows
    chart = page.preview.chart
    drawn = release_view.chart(shown.release, "reason_by_stage")
    assert chart is not None
    assert drawn is not None
    assert chart.rows() == tuple((row.label, row.text) for row in drawn.rows)


def test_each_row_says_itself_and_hidden_is_a_word(desk: Desk) -> None:
    page = desk.ready(desk.page())
    page.options.tables.keep.go_to("reason_by_stage")
    model = page.preview.figures.model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    sentences = [model.index(row, 0).data(SENTENCE) for row in range(model.rowCount())]
    line = next(each for each in sentences if each.startswith("Police and justice system: "))
    assert "After charge hidden" in line
    assert "[c]" not in " ".join(sentences)
    cells = [model.index(row, column).data(SENTENCE) for row in range(model.rowCount()) for column in (1, 2, 3)]
    assert any(each.endswith(": hidden") for each in cells)


def test_arrows_preview_and_space_leaves_a_table_out(desk: Desk) -> None:
    page = desk.ready(desk.page())
    page.first_focus()
    page.options.tables.keep.go_to("cases")
    assert page.preview.title.plain().startswith("Table 1. People supported")
    desk.qtbot.keyClick(page.options.tables, Qt.Key.Key_Space)
    assert "cases" not in page.options.tables.ticked()
    desk.checked(page)
    assert page.shown is not None
    assert [each.preview.id for each in page.shown.tables] == ["reason_by_stage", "helped"]
    desk.qtbot.keyClick(page.options.tables, Qt.Key.Key_Down)
    assert "Not included" in said(page.preview)
    desk.qtbot.keyClick(page.options.tables, Qt.Key.Key_Down)
    assert page.preview.title.plain().startswith("Table 1. People asked why: main reason")


def test_the_box_ticks_and_the_words_only_choose(desk: Desk) -> None:
    page = desk.ready(desk.page())
    tables = page.options.tables
    area = tables.visualRect(tables.rows_model.index_of("helped"))
    spot = area.topLeft()
    spot.setY(area.center().y())
    desk.qtbot.mouseClick(tables.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    assert tables.ticked() == FEW
    spot.setX(area.left() + 12)
    desk.qtbot.mouseClick(tables.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert tables.ticked() == ("cases", "reason_by_stage")


def test_the_reader_decides_what_is_hidden_and_rounded(desk: Desk) -> None:
    page = desk.ready(desk.page())
    assert "1 to 9" in said(page.options)
    assert "Nearest 5" in said(page.options)
    press_right(desk, page, page.options.policy.focus_target())
    desk.checked(page)
    assert "1 to 4" in said(page.options)
    assert "Not rounded" in said(page.options)
    assert "It must not be published." in said(page.options)
    assert page.shown is not None
    assert page.shown.release.certificate.policy == PROFILES["commissioner"]


def test_this_table_or_all_of_them(desk: Desk) -> None:
    page = desk.ready(desk.page())
    page.options.tables.keep.go_to("reason_by_stage")
    shown = page.shown
    assert shown is not None
    assert page.panel.which is not None
    here = next(each for each in shown.release.certificate.tables if each.table == "reason_by_stage")
    assert f"{here.primary} small numbers hidden" in said(page.panel)
    assert f"{here.complementary} more hidden to protect them" in said(page.panel)
    press_right(desk, page, page.panel.which.focus_target())
    certificate = shown.release.certificate
    assert f"{certificate.primary} small numbers hidden" in said(page.panel)
    assert "none could be worked out" in said(page.panel)
    assert "Nothing personal included" in said(page.panel)


def test_ctrl_e_and_enter_export_and_the_ledger_knows(desk: Desk, tmp_path: Path) -> None:
    page = desk.ready(desk.page())
    page.export()
    dialog = open_dialog(desk, page)
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(name, QLineEdit)
    assert name.text() == "annual-2025-26"
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setDirectory(str(tmp_path))
    desk.qtbot.keyClick(name, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(page.head.result.isVisible, timeout=60_000)
    folder = tmp_path / "annual-2025-26"
    files = [each for each in folder.rglob("*") if each.is_file()]
    assert f"{len(files)} files in {folder}" in said(page.head.result)
    assert "Invented" not in said(page)
    assert page.shown is not None
    assert {each.release for each in desk.do(lambda: ledger.earlier(desk.office))} == {page.shown.release.name}
    assert not attacking.attack_folders([folder]).narrow


def test_a_second_copy_of_the_same_report_is_in_the_ledger_once(desk: Desk, tmp_path: Path) -> None:
    page = desk.ready(desk.page())
    assert page.shown is not None
    for name in ("one", "two"):
        page.export_work.start(page.shown.release, tmp_path / name)
        desk.qtbot.waitUntil(lambda: not page.export_work.under_way, timeout=60_000)
    assert (tmp_path / "two" / "certificate.json").exists()
    assert len(desk.do(lambda: ledger.earlier(desk.office))) == len(FEW)


def test_the_folder_can_be_opened(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    page = desk.ready(desk.page(), tables=("cases",))
    export_to(desk, page, tmp_path / "out")
    page.head.result.action.emit()
    assert opened == [str(tmp_path / "out")]


def test_what_is_there_is_not_overwritten(desk: Desk, tmp_path: Path) -> None:
    page = desk.ready(desk.page(), tables=("cases",))
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    export_to(desk, page, tmp_path / "taken")
    assert "There is already a file or folder with that name." in said(page.head.trouble)
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "mine"
    assert not page.head.result.isVisible()


def test_a_folder_the_ledger_cannot_take_does_not_stay(desk: Desk, tmp_path: Path) -> None:
    page = desk.ready(desk.page(), tables=("cases",))
    desk.do(lambda: let_the_ledger_refuse(desk.office))
    export_to(desk, page, tmp_path / "out")
    assert page.head.trouble.isVisible()
    assert not (tmp_path / "out").exists()


def test_an_export_says_how_far_it_is_and_can_be_stopped_leaving_nothing(desk: Desk, tmp_path: Path) -> None:
    page = desk.ready(desk.page(), tables=("cases",))
    assert page.shown is not None
    page._write(str(tmp_path / "out"))
    bar = page.head.bar
    assert bar.isVisible()
    desk.qtbot.keyClick(bar.stop, Qt.Key.Key_Space)
    assert not bar.isVisible()
    assert "Nothing was exported" in said(page.head.trouble)
    assert "The report was stopped. Nothing was written." in said(page.head.trouble)
    both_threads_done(desk, page)
    assert not page.export_work.under_way
    assert sorted(each.name for each in tmp_path.iterdir()) == ["vault"]
    assert not desk.do(lambda: ledger.earlier(desk.office))
    export_to(desk, page, tmp_path / "out")
    assert page.head.result.isVisible()
    assert not bar.isVisible()


def test_locking_while_writing_leaves_nothing_outside_the_ledger(desk: Desk, tmp_path: Path) -> None:
    page = desk.ready(desk.page(), tables=("cases",))
    assert page.shown is not None
    page.export_work.start(page.shown.release, tmp_path / "out")
    desk.runner.forget_all()
    page.clear()
    both_threads_done(desk, page)
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".release-*"))
    assert not desk.do(lambda: ledger.earlier(desk.office))


def test_export_explains_while_the_check_is_running(desk: Desk) -> None:
    page = desk.ready(desk.page())
    page.options.tables.turn("any_reason")
    page.export()
    assert "The check is still running" in said(page.head.trouble)
    assert not page.findChildren(QFileDialog)
    desk.checked(page)
    assert not page.head.trouble.isVisible()


def test_the_wait_is_no_longer_asked_for_once_the_check_is_done(desk: Desk) -> None:
    page = desk.page()
    page.load()
    desk.qtbot.waitUntil(lambda: page.check_work.under_way)
    page.export()
    assert "The check is still running" in said(page.head.trouble)
    desk.checked(page)
    assert not page.head.trouble.isVisible()


def test_cancel_stops_the_check_and_it_can_be_run_again(desk: Desk) -> None:
    page = desk.page()
    page.load()
    desk.qtbot.waitUntil(lambda: page.panel.work is not None, timeout=30_000)
    assert page.panel.work is not None
    assert page.panel.work.accessibleName() == "Checking 14 tables for disclosure"
    page.panel.work.cancel.click()
    assert "The check was stopped" in said(page.panel)
    page.export()
    assert "Not ready to export" in said(page.head.trouble)
    page.options.tables.leave_out([each for each in page.options.tables.ticked() if each != "cases"])
    desk.checked(page)
    assert "Ready to export" in said(page.panel)


def test_the_latest_wishes_win(desk: Desk) -> None:
    page = desk.ready(desk.page())
    for table in ("withdrawals_ethnicity", "withdrawals_age_sex", "withdrawals_ethnicity"):
        page.options.tables.turn(table)
    desk.checked(page)
    assert page.shown is not None
    assert page.shown.wishes.tables == ("cases", "reason_by_stage", "helped", "withdrawals_age_sex")


def test_no_table_ticked_is_said(desk: Desk) -> None:
    page = desk.ready(desk.page())
    page.options.tables.leave_out(FEW)
    desk.qtbot.waitUntil(lambda: "Tick at least one table." in said(page.panel))
    page.export()
    assert "Not ready to export" in said(page.head.trouble)


def test_tables_that_are_not_safe_together_turn_the_panel_and_offer_a_way_out(desk: Desk) -> None:
    page = desk.ready(desk.page())
    page.check_work.refused.emit(Refused("cannot_be_made_safe", table="reason_by_stage", dimension="stage", cells=1))
    assert "1 hidden number could be worked out" in said(page.panel)
    assert "“People asked why: main reason, by stage”" in said(page.panel)
    page.export()
    assert "Not ready to export" in said(page.head.trouble)
    assert page.panel.button.text() == "Leave this table out"
    page.panel.button.click()
    desk.checked(page)
    assert "reason_by_stage" not in page.options.tables.ticked()


@pytest.mark.parametrize("facts", [{}, {"dimension": ""}, {"table": "gone", "cells": 0}])
def test_a_refusal_that_names_no_table_still_has_words(desk: Desk, facts: dict[str, Any]) -> None:
    page = desk.ready(desk.page(), tables=("cases",))
    way_out = way_out_of(Refused("cannot_be_made_safe", **facts), page.options)
    assert way_out.title == "1 hidden number could be worked out"
    assert way_out.leave_out == ()
    assert "Choose fewer tables" in way_out.words


def test_surveys_stand_under_one_line_and_tables_are_turned(desk: Desk) -> None:
    page = desk.ready(desk.page())
    assert page.options.tables.rows_model.rows()[-1].id == SURVEYS
    page.options.tables.keep.go_to("cases")
    page.preview.after.click()
    assert page.options.tables.keep.current_id() == "reason_by_stage"
    page.preview.before.click()
    assert page.options.tables.keep.current_id() == "cases"
    assert not page.preview.before.isEnabled()


def test_a_year_with_nobody_says_so(desk: Desk) -> None:
    page = desk.ready(desk.page())
    page.check_work.refused.emit(Refused("year_empty", year="2025-26"))
    assert "Not ready to export" in said(page.panel)
    assert page.panel.button.text() == "Check again"
    assert page.preview.figures.rows() == ()


def test_nothing_recorded_yet(empty_desk: Desk) -> None:
    page = empty_desk.page()
    page.load()
    empty_desk.qtbot.waitUntil(lambda: page.states.currentIndex() == 1)
    assert "Nothing to report yet" in said(page.states.currentWidget())


def test_a_caseworker_sees_that_leads_make_reports(desk: Desk) -> None:
    caseworker = replace(desk.office, desk=replace(desk.office.desk, role="caseworker"))
    page = desk.page(caseworker)
    page.load()
    page.export()
    assert "Only a team lead can make reports" in said(page.states.currentWidget())
    assert not page.head.export_button.isVisible()
    assert not page.findChildren(QFileDialog)


def test_help_opens_beside_and_escape_closes_it(desk: Desk) -> None:
    page = desk.ready(desk.page(), tables=("cases",))
    page.panel.help.click()
    assert page.help_card.isVisible()
    assert not page.panel.isVisible()
    assert "An attacker tries to undo it" in said(page.help_card)
    desk.qtbot.keyClick(page.help_card.close_button, Qt.Key.Key_Escape)
    assert page.panel.isVisible()


def test_a_change_is_checked_again_and_others_are_not(desk: Desk) -> None:
    page = desk.ready(desk.page(), tables=("cases",))
    before = page.shown
    page.on_changed(Changed(frozenset({"pins"})))
    page.export()
    assert open_dialog(desk, page).isVisible()
    page.on_changed(Changed(frozenset({"withdrawals"})))
    desk.qtbot.waitUntil(lambda: page.shown is not None and page.shown is not before, timeout=60_000)


def test_clearing_leaves_no_figure_behind(desk: Desk) -> None:
    page = desk.ready(desk.page())
    page.options.tables.keep.go_to("reason_by_stage")
    page.clear()
    assert page.shown is None
    assert page.preview.figures.rows() == ()
    assert page.preview.chart is None
    assert page.panel.lines() == ()
    assert "Table" not in said(page.preview)
    page.load()
    desk.checked(page)


@pytest.mark.parametrize(("width", "scale", "columns"), [(1208, 1.0, 3), (900, 1.0, 2), (1208, 2.0, 1)])
def test_columns_move_under_one_another(desk: Desk, qapp: Any, width: int, scale: float, columns: int) -> None:
    apply_theme(qapp, "light", scale)
    page = desk.ready(desk.page(width=width), tables=("cases",))
    options, preview, panel = (
        part.mapTo(page, part.rect().topLeft()) for part in (page.options, page.preview, page.panel)
    )
    assert (preview.x() > options.x()) == (columns > 1)
    assert (panel.x() > preview.x()) == (columns > 2)
    assert page.options.width() <= width


def test_the_suggested_name_is_free(tmp_path: Path) -> None:
    assert free_name(tmp_path, "annual-2025-26") == "annual-2025-26"
    (tmp_path / "annual-2025-26").mkdir()
    (tmp_path / "annual-2025-26-2").mkdir()
    assert free_name(tmp_path, "annual-2025-26") == "annual-2025-26-3"


def press_right(desk: Desk, page: ReportsPage, part: QWidget) -> None:
    page.activateWindow()
    part.setFocus()
    desk.qtbot.waitUntil(part.hasFocus)
    desk.qtbot.keyClick(part, Qt.Key.Key_Right)


def open_dialog(desk: Desk, page: ReportsPage) -> QFileDialog:
    """Prove who asks, and wait for the question where to."""
    desk.qtbot.waitUntil(lambda: page.proof.dialog is not None)
    proof = page.proof.dialog
    assert proof is not None
    assert not page.findChildren(QFileDialog), "nothing is offered before the passphrase"
    desk.qtbot.keyClicks(proof.passphrase.field, PHRASE)
    desk.qtbot.keyClick(proof.passphrase.field, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(QFileDialog)))
    return next(each for each in page.findChildren(QFileDialog) if each.isVisible())


def export_to(desk: Desk, page: ReportsPage, folder: Path) -> None:
    """Export into a folder, as the dialog asks for it, and wait until it is done or refused."""
    page.export()
    dialog = open_dialog(desk, page)
    dialog.fileSelected.emit(str(folder))
    dialog.reject()
    desk.qtbot.waitUntil(lambda: not page.export_work.under_way, timeout=60_000)


def both_threads_done(desk: Desk, page: ReportsPage) -> None:
    """Wait until nothing is under way on the pool: two meet only when both its threads are free."""
    finished: list[int] = []
    both = threading.Barrier(2)
    for _ in range(2):
        desk.runner.pure(page, both.wait, finished.append)
    desk.qtbot.waitUntil(lambda: len(finished) == 2, timeout=60_000)


def let_the_ledger_refuse(office: Office) -> None:
    connection = office.store.connection()
    with connection.begin():
        connection.exec_driver_sql(
            f"CREATE TEMP TRIGGER full BEFORE INSERT ON {Release.__tablename__} BEGIN SELECT RAISE(ABORT, 'full'); END"
        )


def test_the_rights_told_in_time_are_checked_shown_and_written_as_the_annual_report_is(
    desk: Desk, tmp_path: Path
) -> None:
    page = desk.ready(desk.page(), tables=("cases",))
    page.options.kind.set_value("rights")
    page.options.kind.changed.emit("rights")
    assert not page.options.tables.isVisibleTo(page)
    desk.checked(page)
    assert page.shown is not None
    assert all(each.preview.id.startswith("r") for each in page.shown.tables)
    assert any("Right 4, Police" in each.preview.title for each in page.shown.tables)
    page._write(str(tmp_path / "out"))
    desk.qtbot.waitUntil(lambda: (tmp_path / "out").is_dir() and not page.export_work.under_way, timeout=60_000)
    assert any((tmp_path / "out").rglob("*.csv"))
    page.options.kind.set_value("annual")
    page.options.kind.changed.emit("annual")
    desk.checked(page)
    assert [each.preview.id for each in page.shown.tables] == ["cases"]
