"""Where there is no screen, or the vault is open elsewhere: one plain sentence, and nothing happens."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.conftest import OpenWindow
from tests.e2e.steps import OPEN, PASSPHRASE, unlock

pytestmark = pytest.mark.e2e


def test_without_a_screen_it_says_so_and_ends_with_3(project: Path) -> None:
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    blind = {name: value for name, value in os.environ.items() if name not in screens}
    command = [sys.executable, "-m", "ui"]
    done = subprocess.run(command, cwd=project, env=blind, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        "Case Tracker needs a screen, and this machine has none (neither DISPLAY nor WAYLAND_DISPLAY is set).\n"
    )


def test_a_second_window_says_that_the_vault_is_in_use(open_window: OpenWindow, vault: Path) -> None:
    first = open_window("--vault", vault)
    unlock(first)
    second = open_window("--vault", vault)
    second.wait_focus("Passphrase")
    second.type(PASSPHRASE)
    second.press("Return")
    said = second.wait("This vault is open in another window", "label").name
    assert said.endswith("Close it there first; nothing was changed.")
    assert second.find(OPEN) is None
    second.picture("6-in-use")
    assert "Traceback" not in first.close()
    second.press("Return")
    second.wait(OPEN)
