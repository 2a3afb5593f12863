"""What the command line does about its own process: nobody else reads it, and a fault in it prints no word."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from caseapp.cli import code
from caseapp.cli.main import run


def test_statement_40_a_fault_nobody_caught_is_told_by_kind_and_place_never_by_its_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stumble(*_arguments: object) -> int:
        raise ValueError("Amara rang from the refuge")

    monkeypatch.setattr(code, "tell_due", stumble)
    assert run(["due", "VC-033", "--from", "2026-12-23"]) == 5
    told = capsys.readouterr()
    assert "What was saved before is safe." in told.err
    assert "ValueError at caseapp.cli.main.run" in told.err
    assert "Amara" not in told.out + told.err
    assert "Traceback" not in told.err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux what it was told")
def test_statement_39_the_command_line_writes_no_core_and_lets_nobody_read_its_memory(project: Path) -> None:
    asking = (
        "import atexit, ctypes, os, resource, sys\n"
        "from caseapp.__main__ import main\n"
        "ask = lambda: print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(4), oct(os.umask(0)))\n"
        "atexit.register(ask)\n"
        "sys.argv = ['caseapp', '--version']\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", asking], cwd=project, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 (0, 0) 0o77"


def test_a_terminal_that_cannot_show_a_letter_gets_another_in_its_place(project: Path) -> None:
    command = [sys.executable, "-m", "caseapp", "due", "VC-004", "--from", "2026-11-21"]
    old = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, cwd=project, env=old, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "A supporter of the victim?s choice" in done.stdout
