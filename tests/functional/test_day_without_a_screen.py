"""`python3 run.py` on a machine without a screen: the whole of a day in the real window, and what it leaves behind."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from caseapp.services import vaults


def day(out: Path, project: Path) -> subprocess.CompletedProcess[str]:
    screenless = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    command = [sys.executable, "-m", "ui", "--headless-day", "--out", str(out), "--cases", "15"]
    return subprocess.run(
        command, env=screenless, cwd=project, capture_output=True, text=True, timeout=280, check=False
    )


@pytest.mark.long
def test_a_day_without_a_screen_goes_from_a_referral_to_the_annual_report(tmp_path: Path, project: Path) -> None:
    out = tmp_path / "example-output"
    done = day(out, project)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    assert "none can be worked out" in done.stdout
    assert len(list((out / "pictures").glob("*.png"))) == 16
    assert (out / "report" / "certificate.json").is_file()
    vaults.unlock(out / "vault", (out / "passphrase.txt").read_text().strip()).close()


def test_a_folder_that_is_somebody_s_own_is_left_alone(tmp_path: Path, project: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    done = day(tmp_path, project)
    assert done.returncode != 0
    assert "already a file or folder with that name. Nothing was written" in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["diary.txt"]
