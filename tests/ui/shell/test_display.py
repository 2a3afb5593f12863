import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui.shell.display import NO_DISPLAY, why_no_qt, why_no_window

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux is without a screen")


@linux
def test_no_screen_is_said_in_one_sentence_with_its_own_status(project: Path) -> None:
    lacking = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in lacking}
    done = subprocess.run(
        [sys.executable, "-m", "ui"], cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == NO_DISPLAY
    assert len(done.stderr.splitlines()) == 1
    assert "needs a screen" in done.stderr


@linux
def test_a_screen_that_does_not_answer_is_named() -> None:
    reason = why_no_window({"DISPLAY": ":4711"})
    assert ":4711" in reason or "apt install" in reason


def test_a_chosen_platform_and_other_systems_are_not_asked() -> None:
    assert why_no_window({"QT_QPA_PLATFORM": "offscreen"}, "linux") == ""
    assert why_no_window({}, "win32") == ""
    assert why_no_window({}, "darwin") == ""


def test_a_library_that_is_missing_is_named() -> None:
    error = ImportError("libGL.so.1: cannot open shared object file: No such file or directory")
    assert "libGL.so.1" in why_no_qt(error)
