#!/usr/bin/env python3
"""The one way in: sets everything up, then opens Case Tracker, tests it, checks it or measures it.

Only the standard library, and no grammar newer than Python 3.7, so that an older Python can say what is
missing. What has to be known about machines stands in `installer/` and in `pyproject.toml`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)
ROOT = Path(__file__).resolve().parent
LINT = [
    ["ruff", "check"],
    ["ruff", "format", "--check"],
    ["mypy"],
    ["lint-imports"],
]

HELP = """\
python3 run.py                 sets up once, then opens the window (without a screen: a day's work with no
                               window, into ./example-output)
python3 run.py app ARGS        the same, with arguments for the window
python3 run.py caseapp ARGS    the command line: example vault, import, report, attack ... (--help lists them)
python3 run.py test [ARGS]     sets up, then runs the tests; --deep adds the long ones; ARGS go to pytest
python3 run.py check [ARGS]    lint, types, import contracts, then the tests
python3 run.py lint            lint, types, import contracts
python3 run.py bench [NAME]    measures, one script after the other (tests/bench)
"""


def become(command: list[str]) -> int:
    """Hand over to another program for good; on Windows, wait for it and pass on how it ended."""
    sys.stdout.flush()
    if os.name == "posix":
        os.execvp(command[0], command)
    return subprocess.call(command)


def app(python: str, arguments: list[str]) -> int:
    """Open the window, or do a day's work without one where there is no screen."""
    from installer.screen import why_no_screen

    reason = why_no_screen()
    if arguments or not reason:
        return become([python, "-m", "ui", *arguments])
    print(reason, "So the same work is done without one; the results go to ./example-output")
    return become([python, "-m", "ui", "--headless-day", "--out", "example-output"])


def caseapp(python: str, arguments: list[str]) -> int:
    """The command line."""
    return become([python, "-m", "caseapp", *arguments])


def test(python: str, arguments: list[str]) -> int:
    """All tests, by one process more than there are cores (many wait for a disk or a screen), four at most."""
    os.chdir(ROOT)
    processes = str(min(4, 1 + max(1, os.cpu_count() or 1)))
    return become([python, "-m", "pytest", "-n", processes, "--dist", "worksteal", *arguments])


def lint(python: str, _arguments: list[str]) -> int:
    """Everything that can be said without running the app. All of it runs, whatever fails first."""
    os.chdir(ROOT)
    failed = []
    for tool in LINT:
        print("==", *tool, flush=True)
        if subprocess.call([str(Path(python).with_name(tool[0])), *tool[1:]]) != 0:
            failed.append(" ".join(tool))
    print(
        "Failed: " + ", ".join(failed) if failed else "Lint, types and import contracts are in order.",
        flush=True,
    )
    return 1 if failed else 0


def check(python: str, arguments: list[str]) -> int:
    """Lint first: the tests are not started on code that breaks the rules."""
    return lint(python, []) or test(python, arguments)


def bench(python: str, arguments: list[str]) -> int:
    """Each measuring script, or those named."""
    os.chdir(ROOT)
    scripts = sorted(Path("tests", "bench").glob("[!_]*.py"))
    chosen = [script for script in scripts if not arguments or script.stem in arguments]
    if not chosen:
        print("There is no such measurement. There are: " + ", ".join(script.stem for script in scripts))
        return 2
    worst = 0
    for script in chosen:
        print("==", script.stem, flush=True)
        worst = max(worst, abs(subprocess.call([python, str(script)])))
    return worst


COMMANDS = {"app": app, "caseapp": caseapp, "test": test, "check": check, "lint": lint, "bench": bench}


def main(arguments: list[str]) -> int:
    """Set up what is missing, then do what was asked. 2 = no such command, 3 = could not be set up."""
    name, rest = (arguments[0], arguments[1:]) if arguments else ("app", [])
    if name in ("-h", "--help", "help"):
        print(HELP, end="")
        return 0
    if name not in COMMANDS:
        print("There is no command '" + name + "'.\n" + HELP, end="", file=sys.stderr)
        return 2
    if sys.version_info < OLDEST_PYTHON:
        print("Case Tracker needs Python 3.11 or newer; this is " + sys.version.split()[0], file=sys.stderr)
        return 3
    from installer.prepare import CannotSetUp, prepare

    try:
        python = prepare(ROOT, testing=name in ("test", "check"))
    except CannotSetUp as reason:
        print(reason, file=sys.stderr)
        return 3
    return COMMANDS[name](python, rest)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
