"""The annual report, exported by keyboard, withstands the attacker of the command line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.steps import OPEN, PASSPHRASE
from tests.e2e.window import Window

pytestmark = pytest.mark.e2e


def test_a_report_exported_by_keyboard_withstands_the_attack(unlocked: Window, tmp_path: Path, project: Path) -> None:
    out = tmp_path / "annual"
    unlocked.press("ctrl+k")
    unlocked.wait_focus(OPEN)
    unlocked.type("reports")
    unlocked.wait("Reports", "list item")
    unlocked.press("Return")
    unlocked.wait("Ready to export")
    unlocked.picture("5-report")
    unlocked.press("ctrl+e")
    unlocked.wait_focus("Your passphrase")
    unlocked.type(PASSPHRASE)
    unlocked.press("Return")
    unlocked.wait_focus("New folder")
    unlocked.type(str(out))
    unlocked.picture("5-where")
    unlocked.press("Return")
    unlocked.wait("Report exported")
    unlocked.picture("5-exported")
    assert "Traceback" not in unlocked.close()

    assert (out / "certificate.json").is_file()
    attack = subprocess.run(
        [sys.executable, "-m", "caseapp", "attack", str(out)],
        cwd=project,
        env=os.environ,
        check=False,
        capture_output=True,
        text=True,
    )
    assert attack.returncode == 0, attack.stdout + attack.stderr
