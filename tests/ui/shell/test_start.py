import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning
from pytestqt.qtbot import QtBot

from caseapp.base import machine_settings, paths
from caseapp.base.machine_settings import MachineSettings
from ui.shell.crash import Faults
from ui.shell.crash_page import CrashPage
from ui.shell.window import MainWindow

from .conftest import unlock


@pytest.fixture
def faults(qtbot: QtBot) -> Iterator[Faults]:
    watching = Faults()
    before = sys.excepthook
    watching.watch()
    yield watching
    watching.stop()
    sys.excepthook = before


def test_the_self_test_passes(project: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-m", "ui", "--selftest", "--theme", "dark", "--scale", "1.5"],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Self-test passed" in done.stdout


def test_a_fault_is_told_as_a_code_without_its_words(faults: Faults, qtbot: QtBot) -> None:
    error = KeyError("Amara Example")
    with qtbot.waitSignal(faults.fault) as told:
        sys.excepthook(KeyError, error, None)
    assert len(told.args[0]) == 9
    assert "Amara" not in told.args[0]


def test_words_of_qt_reach_the_log_as_a_digest(faults: Faults, caplog: pytest.LogCaptureFixture) -> None:
    qWarning("could not open /home/robin/Amara.pdf")
    assert [record.message[:3] for record in caplog.records] == ["qt_"]


def test_the_crash_page_says_what_is_safe_and_the_code(qtbot: QtBot) -> None:
    page = CrashPage()
    qtbot.addWidget(page)
    page.show_code("8K2F-0QZ1")
    said = " ".join(child.text() for child in page.findChildren(type(page.code)))
    assert "saved is safe" in said
    assert "8K2F-0QZ1" in page.code.plain()


def test_the_choice_is_shown_on_the_first_start(make_window: Callable[..., MainWindow]) -> None:
    window = make_window()
    assert window.unlock_page.steps.currentWidget() is window.unlock_page.choice


def test_the_vault_open_last_is_offered_again(
    make_window: Callable[..., MainWindow], vault: Path, qtbot: QtBot
) -> None:
    window = make_window(None, MachineSettings(last_vault=str(vault)))
    qtbot.waitUntil(lambda: window.unlock_page.steps.currentWidget() is window.unlock_page.unlock)


def test_a_folder_named_that_holds_no_vault_begins_set_up_there(
    make_window: Callable[..., MainWindow], tmp_path: Path
) -> None:
    window = make_window(tmp_path / "fresh")
    assert window.unlock_page.steps.currentWidget() is window.unlock_page.set_up.protects


def test_a_last_vault_that_is_gone_is_no_trouble(make_window: Callable[..., MainWindow], tmp_path: Path) -> None:
    window = make_window(None, MachineSettings(last_vault=str(tmp_path / "gone")))
    assert window.unlock_page.steps.currentWidget() is window.unlock_page.choice


def test_unlocking_and_closing_remember_vault_and_size_but_no_name(
    locked: MainWindow, vault: Path, qtbot: QtBot
) -> None:
    unlock(locked, qtbot)
    qtbot.waitUntil(lambda: locked.workplace() is not None)
    locked.resize(1300, 800)
    locked.close()
    settings = machine_settings.load(paths.settings_file())
    assert (settings.last_vault, settings.window_width, settings.window_height) == (str(vault), 1300, 800)
    assert len(settings.last_here) == 1
    assert "Robin" not in paths.settings_file().read_text()
