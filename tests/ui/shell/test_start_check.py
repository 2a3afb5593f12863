"""What the check after unlocking finds stands above every page until somebody has dealt with it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from caseapp.services import health
from caseapp.vault import care
from ui.shell.start_check import StartCheck
from ui.shell.window import MainWindow
from ui.widgets.button import LinkButton
from ui.work.runner import Runner


def check_of(window: MainWindow) -> StartCheck:
    place = window.workplace()
    assert place is not None
    return place.band.check


def again(window: MainWindow, qtbot: QtBot, shown: int) -> StartCheck:
    check = check_of(window)
    check.start()
    in_vault(window, qtbot, lambda: None)  # work on the vault thread comes in order: the check is done
    qtbot.waitUntil(lambda: len(check.said()) == shown)
    return check


def in_vault(window: MainWindow, qtbot: QtBot, work: object) -> object:
    got: list[object] = []
    window.runner.vault(window, work, got.append)  # type: ignore[arg-type]  # any work
    qtbot.waitUntil(lambda: bool(got))
    return got[0]


@pytest.fixture
def anchor(opened: MainWindow, qtbot: QtBot) -> Path:
    place = opened.workplace()
    assert place is not None
    office = place.office
    in_vault(opened, qtbot, lambda: health.at_start(office))
    return office.folder / "vault.anchor"


def test_a_vault_that_is_well_shows_nothing(opened: MainWindow, anchor: Path, qtbot: QtBot) -> None:
    assert not again(opened, qtbot, 0).isVisible()


def test_an_anchor_that_is_gone_is_told_until_somebody_says_it_was_meant(
    opened: MainWindow, anchor: Path, qtbot: QtBot
) -> None:
    anchor.unlink()
    check = again(opened, qtbot, 1)
    assert check.isVisible()
    assert "make sure that nobody has put back an old copy" in check.said()[0]
    (link,) = check.findChildren(LinkButton)
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not check.isVisible())
    assert anchor.exists()
    assert not again(opened, qtbot, 0).isVisible()


def test_the_weekly_check_runs_once_nobody_has_worked_for_a_while(
    opened: MainWindow, anchor: Path, qtbot: QtBot
) -> None:
    check = check_of(opened)
    assert care.read(anchor.parent).checked_at == ""
    check._quiet.start(1)
    qtbot.waitUntil(lambda: care.read(anchor.parent).checked_at != "")
    assert check.said() == []


def test_a_minute_that_runs_out_while_the_program_closes_asks_for_nothing(opened: MainWindow) -> None:
    ended = Runner()
    ended.finish()
    StartCheck(check_of(opened)._office, ended)._look_if_due()
