"""A real window on a real vault with two cases, unlocked by keyboard."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseapp.base.clock import SetClock
from caseapp.base.machine_settings import MachineSettings
from caseapp.crypto.kdf import TESTING
from caseapp.domain.case import NewCase
from caseapp.domain.person import PersonDetails
from caseapp.services import cases, vaults
from ui.pages.unlock.entry import EntryPlaces
from ui.shell.window import MainWindow
from ui.work.runner import Runner

PASSPHRASE = "seven quiet herons wade"


MORNING = datetime(2026, 11, 19, 9, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(MORNING)


@pytest.fixture(scope="session")
def made_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, clock = tmp_path_factory.mktemp("made") / "vault", SetClock(MORNING)
    office = vaults.set_up(folder, name="Robin E.", passphrase=PASSPHRASE, profile=TESTING, clock=clock).office
    for first, last in (("Amara", "Example"), ("Beatriz", "Sample")):
        opened = cases.open_case(office, NewCase(None, PersonDetails(first_name=first, last_name=last)))
        cases.pin(office, str(opened.case_id), keep=True)
    office.close()
    return folder


@pytest.fixture
def vault(made_vault: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made_vault, tmp_path / "vault"))


@pytest.fixture
def make_window(qtbot: QtBot, tmp_path: Path, clock: SetClock) -> Iterator[Callable[..., MainWindow]]:
    made: list[MainWindow] = []

    def make(vault: Path | None = None, settings: MachineSettings | None = None) -> MainWindow:
        places = EntryPlaces(tmp_path / "new", tmp_path / "example")
        window = MainWindow(Runner(), settings or MachineSettings(), places, clock)
        made.append(window)
        window.resize(1440, 864)
        window.show()
        window.activateWindow()
        window.start(vault)
        return window

    yield make
    for window in made:
        window.close()
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(window.gate)
        window.deleteLater()


@pytest.fixture
def locked(make_window: Callable[..., MainWindow], vault: Path, qtbot: QtBot) -> MainWindow:
    window = make_window(vault)
    qtbot.waitUntil(lambda: window.unlock_page.steps.currentWidget() is window.unlock_page.unlock)
    qtbot.waitUntil(lambda: window.unlock_page.unlock.passphrase.field.hasFocus())
    return window


def unlock(window: MainWindow, qtbot: QtBot, passphrase: str = PASSPHRASE) -> None:
    field = window.unlock_page.unlock.passphrase.field
    qtbot.waitUntil(lambda: field.isVisible())
    qtbot.keyClicks(field, passphrase)
    qtbot.keyClick(field, Qt.Key.Key_Return)


@pytest.fixture
def opened(locked: MainWindow, qtbot: QtBot) -> MainWindow:
    unlock(locked, qtbot)
    qtbot.waitUntil(lambda: locked.workplace() is not None)
    return locked
