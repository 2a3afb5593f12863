"""The one way in."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(project / "run.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_an_older_python_can_read_it_to_say_what_is_missing(project: Path) -> None:
    text = (project / "run.py").read_text(encoding="utf-8")
    assert ast.parse(text, feature_version=(3, 7))
    imported = {alias.name for node in ast.parse(text).body if isinstance(node, ast.Import) for alias in node.names}
    assert imported <= {"os", "subprocess", "sys"}


def test_it_asks_for_the_python_that_the_project_asks_for(project: Path) -> None:
    wanted = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    assert wanted == ">=3.11"
    assert "OLDEST_PYTHON = (3, 11)" in (project / "run.py").read_text(encoding="utf-8")


def test_it_stays_short(project: Path) -> None:
    assert len((project / "run.py").read_text(encoding="utf-8").splitlines()) <= 150


def test_help_names_every_command(project: Path) -> None:
    done = run(project, "--help")
    assert done.returncode == 0
    for name in ("app", "caseapp", "test", "check", "lint", "bench"):
        assert f"run.py {name}" in done.stdout


def test_an_unknown_command_is_refused_with_a_sentence_before_anything_is_set_up(project: Path) -> None:
    done = run(project, "tset")
    assert done.returncode == 2
    assert done.stderr.startswith("There is no command 'tset'.")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_ci_runs_exactly_the_test_command(project: Path) -> None:
    script = project / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert 'run.py test "$@"' in script.read_text(encoding="utf-8")
