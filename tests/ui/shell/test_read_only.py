"""The window on a vault that lies where nothing can be written: everything can be read, nothing offers to record."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseapp.services import cases
from ui.shell.window import MainWindow
from ui.work.wanted import CaseWanted

from .conftest import unlock


@pytest.fixture
def protected(vault: Path, tmp_path: Path) -> Iterator[Path]:
    """The vault on a stick with its write protection on."""
    stick = tmp_path / "stick"
    stick.mkdir()
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        pytest.skip("mounting needs Linux and its administrator")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(stick)], check=False).returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        shutil.copytree(vault, stick / "vault")
        subprocess.run(["mount", "-o", "remount,ro", str(stick)], check=True)
        yield stick / "vault"
    finally:
        subprocess.run(["umount", "-l", str(stick)], check=True)


def test_everything_can_be_read_and_nothing_offers_to_record(
    protected: Path, make_window: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    window = make_window(protected)
    unlock(window, qtbot)
    qtbot.waitUntil(lambda: window.workplace() is not None)
    workplace = window.workplace()
    assert workplace is not None
    qtbot.waitUntil(lambda: bool(workplace.band.check.said()))
    assert "You can read everything; nothing can be recorded" in workplace.band.check.said()[0]
    found: list[str] = []
    window.runner.vault(window, lambda: cases.find(workplace.office, "Amara")[0].id, found.append)
    qtbot.waitUntil(lambda: bool(found))
    for tab in ("overview", "rights", "journey", "surveys", "withdrawal", "history", "contacts"):
        workplace.show_case(CaseWanted(found[0], tab))
        page = workplace._stack.currentWidget()
        qtbot.waitUntil(lambda page=page: page._top is not None)
        if tab == "contacts":
            qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        asked = getattr(page._stack.tab(), "_tell", None) or getattr(page._stack.tab(), "_add_hearing", None)
        if asked is not None:
            workplace.toast.hide()
            asked()
            qtbot.waitUntil(lambda: "nothing can be written" in workplace.toast.accessibleName())
            assert workplace.toast.isVisible()
        done: list[int] = []
        window.runner.vault(window, lambda: 1, done.append)
        qtbot.waitUntil(lambda done=done: bool(done))
        assert not page.head.log_button.isVisible()
        assert page._panels.panel is None
        place = getattr(page._stack.tab(), "_place", None)
        assert place is None or place.panel is None
        composer = getattr(page._stack.tab(), "composer", None)
        assert composer is None or not composer.isVisible()
        save = os.environ.get("CT_PICTURES")
        if save:
            window.grab().save(f"{save}/read-only-{tab}.png")
    for place_id in ("today", "caseload", "referrals", "rights_due", "calendar", "settings", "new_case"):
        workplace.go(place_id)
    assert workplace._place == "settings", "a new case cannot be begun"
    assert "This vault lies where nothing can be written" in workplace.toast.accessibleName()
    window.lock()
    qtbot.waitUntil(lambda: window.unlock_page.isVisible())
    assert QApplication.focusWidget() is not None
