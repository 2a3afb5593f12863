"""Statement 35 in the real window: a reader is added, a report is sealed for them, and only their key opens it."""

import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from caseapp.base import paths
from caseapp.base.clock import SetClock
from caseapp.base.errors import Refused
from caseapp.base.machine_settings import MachineSettings
from caseapp.crypto.kdf import TESTING
from caseapp.domain.case import NewCase
from caseapp.domain.person import PersonDetails
from caseapp.services import annual, cases, ledger, report_readers, sealed_reports, signing, vaults
from caseapp.services.office import Office
from ui.dialogs.passphrase_again import Proof
from ui.pages.reports.page import ReportsPage
from ui.pages.settings.page import SettingsPage
from ui.pages.settings.report_readers import ReportReaders
from ui.pages.unlock.entry import Entered, EntryPlaces
from ui.pages.unlock.page import UnlockPage
from ui.shell.window import MainWindow
from ui.shell.workplace import Workplace
from ui.work.runner import Runner

P = TypeVar("P", bound=QWidget)
T = TypeVar("T")
ROBIN, DANA = "seven quiet herons wade", "granite kettles upon slow barges"
NOW = datetime(2026, 4, 21, 13, 31, tzinfo=UTC)
RETURN = Qt.Key.Key_Return
LONG = 60_000
SURNAME = "Quillfeather"


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A service's year: forty people of one name."""
    folder, clock = tmp_path_factory.mktemp("made") / "vault", SetClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
    office = vaults.set_up(folder, name="Robin E.", passphrase=ROBIN, profile=TESTING, clock=clock).office
    person = PersonDetails(first_name="Invented", last_name=SURNAME, district="swale")
    with office.unit():
        for _each in range(40):
            cases.open_case(
                office, NewCase(None, person=person, crime_group="da", reported="yes", reported_on=date(2026, 2, 2))
            )
    office.close()
    return folder


@pytest.fixture
def workplace(made_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Iterator[Workplace]:
    monkeypatch.setattr(paths, "settings_file", lambda: tmp_path / "config" / "settings.json")
    folder, clock = Path(shutil.copytree(made_once, tmp_path / "vault")), SetClock(NOW)
    window = MainWindow(
        Runner(), MachineSettings(theme="light"), EntryPlaces(tmp_path / "new", tmp_path / "example"), clock
    )
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    window.runner.vault(
        window,
        lambda: vaults.unlock(folder, ROBIN, clock=clock),
        lambda office: window.enter(Entered(office, folder, None)),
    )
    qtbot.waitUntil(lambda: window.workplace() is not None, timeout=LONG)
    found = window.workplace()
    assert found is not None
    yield found
    window.close()
    app = QApplication.instance()
    assert app is not None
    app.removeEventFilter(window.gate)
    window.deleteLater()


@pytest.fixture
def dana(tmp_path: Path) -> Path:
    return lead_with_a_key(tmp_path / "dana", "Dana K.")


def lead_with_a_key(folder: Path, name: str) -> Path:
    folder.mkdir()
    report_readers.make_key(folder / "private", folder / "public", name=name, passphrase=DANA, profile=TESTING)
    return folder


def section_of(workplace: Workplace, qtbot: QtBot) -> ReportReaders:
    workplace.go("settings", "readers")
    page = only(workplace, SettingsPage)
    section = page.sections.readers
    assert isinstance(section, ReportReaders)
    qtbot.waitUntil(lambda: bool(section.own.fingerprint.plain()), timeout=LONG)
    return section


def reports_of(workplace: Workplace, qtbot: QtBot) -> ReportsPage:
    """The page with one table, checked: the check of them all takes long."""
    workplace.go("reports")
    page = only(workplace, ReportsPage)
    qtbot.waitUntil(lambda: bool(page.options.tables.ticked()), timeout=LONG)
    page.options.tables.leave_out([each for each in page.options.tables.ticked() if each != "cases"])
    page._check()  # at once, not when the ticks have settled
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.wishes == page.options.wishes(), timeout=LONG)
    return page


def only(workplace: Workplace, kind: type[P]) -> P:
    (found,) = workplace.findChildren(kind)
    return found


def prove(proof: Proof, qtbot: QtBot, passphrase: str = ROBIN) -> None:
    qtbot.waitUntil(lambda: proof.dialog is not None, timeout=LONG)
    assert proof.dialog is not None
    qtbot.keyClicks(proof.dialog.passphrase.field, passphrase)
    qtbot.keyClick(proof.dialog.passphrase.field, RETURN)


def do(workplace: Workplace, qtbot: QtBot, work: Callable[[Office], T]) -> T:
    """The result of a call on the vault's thread."""
    owner, results = QObject(), list[T]()
    runner, office = only(workplace, SettingsPage)._runner, workplace.office
    runner.vault(owner, lambda: work(office), results.append)
    qtbot.waitUntil(lambda: bool(results), timeout=LONG)
    return results[0]


def add(section: ReportReaders, lead: Path, qtbot: QtBot) -> None:
    before = len(section.rows)
    section.take_file(lead / "public")
    prove(section.proof, qtbot)
    qtbot.waitUntil(lambda: len(section.rows) > before, timeout=LONG)


def choose(page: ReportsPage, words: str) -> None:
    """As Down in the closed list does."""
    page.options.handing.choice.setCurrentIndex(page.options.handing.choice.findText(words))


def export(page: ReportsPage, folder: Path, qtbot: QtBot) -> str:
    """Export into the folder, under the name that is suggested; returns that name."""
    page.export()
    prove(page.proof, qtbot)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.window().findChildren(QFileDialog)), timeout=LONG)
    dialog = next(each for each in page.window().findChildren(QFileDialog) if each.isVisible())
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(name, QLineEdit)
    suggested = name.text()
    dialog.setDirectory(str(folder))
    qtbot.keyClick(name, RETURN)
    qtbot.waitUntil(lambda: page.head.result.isVisible() or page.head.trouble.isVisible(), timeout=LONG)
    return suggested


def test_a_report_sealed_in_the_window_opens_with_the_lead_s_key_and_no_other(
    workplace: Workplace, dana: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    section = section_of(workplace, qtbot)
    add(section, dana, qtbot)
    section.own.save(tmp_path / "service-key.json")
    qtbot.waitUntil(section.own.said.isVisible, timeout=LONG)
    held = signing.read_service_key(tmp_path / "service-key.json")
    assert held.fingerprint in section.own.fingerprint.plain()

    page = reports_of(workplace, qtbot)
    choose(page, "Sealed for Dana K.")
    out = tmp_path / "out"
    out.mkdir()
    file = out / export(page, out, qtbot)
    assert "Dana" not in file.name
    said = page.head.result.accessibleDescription()
    assert str(file) in said
    assert "only Dana K. can open it" in said
    assert SURNAME.encode() not in file.read_bytes()
    assert list(out.iterdir()) == [file]

    other = lead_with_a_key(tmp_path / "other", "Sam T.")
    with pytest.raises(Refused, match="sealed_report_not_for_you"):
        sealed_reports.open_sealed(file, other / "private", DANA, tmp_path / "theirs", held)
    said = open_in_the_window(file, dana / "private", None, tmp_path, qtbot)
    assert "whose key that is was not checked" in said
    assert held.fingerprint in said
    assert (file.with_suffix("") / "tables" / "cases.csv").is_file()
    said = open_in_the_window(file, dana / "private", tmp_path / "service-key.json", tmp_path, qtbot)
    assert said.startswith("Error: "), "nothing is overwritten"
    shutil.rmtree(file.with_suffix(""))
    said = open_in_the_window(file, dana / "private", tmp_path / "service-key.json", tmp_path, qtbot)
    assert "signed with the key you hold" in said
    shutil.rmtree(file.with_suffix(""))
    assert [each.id for each in do(workplace, qtbot, ledger.earlier)] == ["cases"]


def open_in_the_window(file: Path, key: Path, service_key: Path | None, home: Path, qtbot: QtBot) -> str:
    """On a lead's own computer, where there is no vault; returns what is said then."""
    page = UnlockPage(Runner(), EntryPlaces(home / "none", home / "no example"))
    qtbot.addWidget(page)
    page.show()
    page.show_choice()
    page.choice.sealed.click()
    step = page.sealed.open
    step.report.set_file(file)
    step.key.set_file(key)
    step.service_key.set_file(service_key)
    qtbot.keyClicks(step.passphrase.focus_target(), DANA)
    qtbot.keyClick(step.passphrase.focus_target(), RETURN)
    qtbot.waitUntil(lambda: bool(step.said() or step.row.error()), timeout=LONG)
    page.runner.finish()
    return step.said() or f"Error: {step.row.error()}"


def test_sealing_leaves_the_window_s_thread_free(
    workplace: Workplace, dana: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    threads: list[threading.Thread] = []
    for owner, name in ((annual, "make"), (sealed_reports, "hand_over"), (report_readers, "keep")):
        monkeypatch.setattr(owner, name, noting(threads, getattr(owner, name)))
    add(section_of(workplace, qtbot), dana, qtbot)
    page = reports_of(workplace, qtbot)
    choose(page, "Sealed for Dana K.")
    export(page, tmp_path, qtbot)
    assert page.head.result.isVisible()
    assert len(threads) == 3
    assert threading.main_thread() not in threads


def noting(threads: list[threading.Thread], work: Callable[..., T]) -> Callable[..., T]:
    """The same work, and on which thread it was done."""

    def noted(*given: object, **named: object) -> T:
        threads.append(threading.current_thread())
        return work(*given, **named)

    return noted


def test_the_folder_stays_the_first_choice_and_another_choice_needs_no_new_check(
    workplace: Workplace, dana: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    add(section_of(workplace, qtbot), dana, qtbot)
    page = reports_of(workplace, qtbot)
    shown = page.shown
    assert page.options.handing.reader() == ""
    choose(page, "Sealed for Dana K.")
    choose(page, "A signed folder")
    assert page.shown is shown
    assert not page.check_work.under_way
    folder = tmp_path / export(page, tmp_path, qtbot)
    assert sealed_reports.check(folder, do(workplace, qtbot, signing.service_key)).unlisted == ()


def test_without_a_reader_the_reports_page_leads_to_where_one_is_added(workplace: Workplace, qtbot: QtBot) -> None:
    page = reports_of(workplace, qtbot)
    assert "add them as a reader first" in page.options.handing.meaning.plain()
    link = page.options.handing.settings
    assert link.isVisibleTo(page)
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(workplace.findChildren(SettingsPage)))
    settings = only(workplace, SettingsPage)
    assert settings.list.current() == "readers"
    section = settings.sections.readers
    assert isinstance(section, ReportReaders)
    qtbot.waitUntil(section.none.isVisible, timeout=LONG)
    assert "public key file" in section.none.plain()


def test_somebody_else_at_the_desk_adds_nobody(workplace: Workplace, dana: Path, qtbot: QtBot) -> None:
    section = section_of(workplace, qtbot)
    section.take_file(dana / "public")
    prove(section.proof, qtbot, "not the words at all")
    dialog = section.proof.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.row.error()), timeout=LONG)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: section.proof.dialog is None)
    assert do(workplace, qtbot, report_readers.readers) == ()


def test_the_fingerprint_is_shown_to_be_compared_and_a_wrong_file_is_refused(
    workplace: Workplace, dana: Path, qtbot: QtBot
) -> None:
    section = section_of(workplace, qtbot)
    add(section, dana, qtbot)
    (row,) = section.rows
    assert row.reader.fingerprint in section.said()
    assert row.reader.fingerprint in row.fingerprint.plain()
    assert row.reader.fingerprint in row.accessibleName()
    section.take_file(dana / "private")
    prove(section.proof, qtbot)
    qtbot.waitUntil(lambda: "That could not be done" in section.said(), timeout=LONG)
    assert len(section.rows) == 1


def test_a_reader_is_removed_and_their_file_brings_the_key_back(workplace: Workplace, dana: Path, qtbot: QtBot) -> None:
    section = section_of(workplace, qtbot)
    add(section, dana, qtbot)
    kept = section.rows[0].reader
    remove = section.rows[0].findChild(QPushButton)
    assert isinstance(remove, QPushButton)
    assert remove.accessibleName() == "Remove Dana K."
    remove.setFocus()
    qtbot.keyClick(remove, RETURN)
    prove(section.proof, qtbot)
    qtbot.waitUntil(section.none.isVisible, timeout=LONG)
    assert "no longer a reader" in section.said()
    assert "Dana K." not in reports_of(workplace, qtbot).options.handing.choice.currentText()
    assert workplace.findChildren(ReportsPage)[0].options.handing.choice.count() == 1
    add(section_of(workplace, qtbot), dana, qtbot)
    assert [row.reader for row in section.rows] == [kept]


def test_a_file_that_is_there_is_not_overwritten(
    workplace: Workplace, dana: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    section = section_of(workplace, qtbot)
    add(section, dana, qtbot)
    taken = tmp_path / "taken"
    taken.write_text("mine", encoding="utf-8")
    section.own.save(taken)
    qtbot.waitUntil(section.own.trouble.isVisible, timeout=LONG)
    page = reports_of(workplace, qtbot)
    assert page.shown is not None
    page.export_work.start(page.shown.release, taken, "Dana K.")
    qtbot.waitUntil(page.head.trouble.isVisible, timeout=LONG)
    assert "Nothing was exported" in page.head.trouble.accessibleName()
    assert taken.read_text(encoding="utf-8") == "mine"
    assert do(workplace, qtbot, ledger.earlier) == ()
