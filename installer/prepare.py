"""From a bare machine to a Python that can run Case Tracker, in steps that cost nothing when already done.

1. Is this machine one we can run on?  2. System libraries (Debian).  3. A virtual environment with exactly the
locked libraries. A note in the environment says what it was made from; if that still holds, nothing is done.
"""

import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from installer import debian


class CannotSetUp(Exception):
    """Set-up cannot go on. The message is for the person at the keyboard: what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What `[tool.caseapp.system]` in pyproject.toml says about the machine."""

    newest_python: tuple[int, ...]
    oldest_macos: tuple[int, ...]
    oldest_glibc: Mapping[str, str]
    run_packages: tuple[str, ...]
    test_packages: tuple[str, ...]


def prepare(root: Path, *, testing: bool) -> str:
    """Set up whatever is missing and return the path of the Python to use. Raises CannotSetUp."""
    needs = read_needs(root)
    refuse_unsupported(needs)
    if debian.is_debian_like():
        _system_packages([*needs.run_packages, *(needs.test_packages if testing else ())])
    environment = root / ".venv"
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = environment / "made-from"
    wanted = made_from(root)
    if not (python.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted):
        _build(root, environment, python)
        stamp.write_text(wanted, encoding="utf-8")
    return str(python)


def read_needs(root: Path) -> Needs:
    """The machine's part of pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    system = table["tool"]["caseapp"]["system"]
    return Needs(
        newest_python=_numbers(system["newest-python"]),
        oldest_macos=_numbers(system["oldest-macos"]),
        oldest_glibc=system["oldest-glibc"],
        run_packages=tuple(system["debian-run"]),
        test_packages=tuple(system["debian-test"]),
    )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def refuse_unsupported(needs: Needs) -> None:
    """Say at once, in a sentence, what would otherwise fail deep inside an installer."""
    here = ".".join(map(str, sys.version_info[:2]))
    newest = ".".join(map(str, needs.newest_python))
    if sys.version_info[:2] > needs.newest_python:
        raise CannotSetUp(f"Case Tracker runs on Python 3.11 to {newest}; this is {here}. Use one of those.")
    if platform.python_implementation() != "CPython" or sys.maxsize < 2**32:
        raise CannotSetUp("Case Tracker needs the ordinary 64-bit Python (CPython), from python.org or your system.")
    if sys.platform == "darwin":
        if _numbers(platform.mac_ver()[0]) < needs.oldest_macos:
            raise CannotSetUp(f"Case Tracker needs macOS {needs.oldest_macos[0]} or newer.")
    elif sys.platform.startswith("linux"):
        kind, version = platform.libc_ver()
        oldest = needs.oldest_glibc.get(platform.machine())
        if oldest is None or kind != "glibc" or _numbers(version) < _numbers(oldest):
            known = ", ".join(f"{name} with glibc {least} or newer" for name, least in needs.oldest_glibc.items())
            raise CannotSetUp(f"This Linux cannot run the window library. It needs {known}.")
    elif sys.platform != "win32":
        raise CannotSetUp(f"Case Tracker runs on Windows, macOS and Linux, not on {sys.platform}.")


def made_from(root: Path) -> str:
    """What an environment depends on: lock, Python, machine and place (its scripts hold full paths)."""
    lock = hashlib.sha256((root / "requirements.lock").read_bytes()).hexdigest()
    return f"lock {lock}\npython {sys.version}\nmachine {platform.machine()}\nplace {root}\n"


def _system_packages(wanted: list[str]) -> None:
    if not _has_ensurepip() and not shutil.which("uv"):
        wanted = [*wanted, f"python3.{sys.version_info[1]}-venv"]
    absent = debian.missing(wanted)
    if not absent:
        return
    by_hand = "sudo apt-get update && sudo " + " ".join(debian.install_command(absent))
    prefix = debian.as_root()
    if prefix is None:
        raise CannotSetUp(
            f"{len(absent)} system libraries are missing, and installing them needs an administrator. Run this, "
            f"then start again:\n  {by_hand}"
        )
    with _Step(f"Installing {len(absent)} system libraries with apt"):
        trouble = debian.install(absent, prefix)
    if trouble:
        raise CannotSetUp(
            "The system libraries could not be installed. Check the network connection, then start again, or run "
            f"this yourself:\n  {by_hand}\nIt said:\n{trouble}"
        )


def _has_ensurepip() -> bool:
    return importlib.util.find_spec("ensurepip") is not None


def _build(root: Path, environment: Path, python: Path) -> None:
    """Make the environment anew: half an old one is never trusted. `uv` is quicker where there is one."""
    exactly = ["--only-binary", ":all:", "--require-hashes", "-r", str(root / "requirements.lock")]
    base = getattr(sys, "_base_executable", None) or sys.executable
    uv = shutil.which("uv")
    if uv:
        own = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "UV_PYTHON_PREFERENCE": "only-system"}
        create = [uv, "venv", "-q", "--clear", "--no-project", "--python", base, str(environment)]
        install = [uv, "pip", "install", "-q", "--python", str(python), *exactly]
        with _Step("Installing the libraries into .venv with uv"):
            trouble = _run(create, own) or _run(install, own)
        if not trouble:
            return _finish(root, python)
        print("uv could not do it; trying with pip.", flush=True)
    if not _has_ensurepip():
        raise CannotSetUp("This Python has no 'venv'. Install its venv package (or uv), then start again.")
    create = [base, "-m", "venv", "--clear", str(environment)]
    install = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input", *exactly]
    with _Step("Installing the libraries into .venv with pip"):
        trouble = _run(create) or _run(install)
    if trouble:
        raise CannotSetUp(_why(trouble))
    return _finish(root, python)


def _finish(root: Path, python: Path) -> None:
    """Make the project importable from anywhere, and see that the window library really loads here."""
    where = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = Path(subprocess.run(where, capture_output=True, text=True, check=True).stdout.strip())
    (packages / "case-tracker.pth").write_text(f"{root}\n", encoding="utf-8")
    trouble = _run([str(python), "-c", "import PySide6.QtWidgets"])
    if trouble:
        raise CannotSetUp(
            "The window library does not load on this machine; a system library is probably missing. Install it, "
            f"then start again. It said:\n  {trouble.splitlines()[-1]}"
        )


def _why(trouble: str) -> str:
    lines = trouble.splitlines()
    said = "\n".join("  " + line for line in [one for one in lines if one.startswith("ERROR")] or lines[-3:])
    if "DO NOT MATCH THE HASHES" in trouble:
        return f"A downloaded library is not the one that was checked, so it was not installed.\n{said}"
    if "No space left" in trouble:
        return f"The disk is full: about 1 GB is needed. Make room, then start again.\n{said}"
    return f"The libraries could not be downloaded. Check the network connection, then start again.\n{said}"


def _run(command: list[str], environment: Mapping[str, str] | None = None) -> str:
    """Run it; nothing if it worked, else everything it said."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return "" if done.returncode == 0 else done.stdout.strip() or f"{command[0]} failed"


class _Step:
    """Tells what is being done, once, and how long it took."""

    def __init__(self, what: str) -> None:
        print(f"{what} (only the first time) ...", end=" ", flush=True)

    def __enter__(self) -> None:
        self._start = time.monotonic()

    def __exit__(self, *_: object) -> None:
        print(f"{time.monotonic() - self._start:.0f} s", flush=True)
