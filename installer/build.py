#!/usr/bin/env python3
"""Builds what is installed: one folder with two programs, tried out here and now, its list of parts, its checksums.

`.venv/bin/python installer/build.py [FOLDER]` (dist). Builds for the system it runs on. Signing comes after, with keys
that are no part of this repository: see README.md.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME = "case-tracker"


def main(arguments: list[str]) -> int:
    """0 when the copy that was built has passed its own self-test."""
    place = Path(arguments[0]).resolve() if arguments else ROOT / "dist"
    built = build(place)
    if not works(built):
        print("The copy that was built does not work, so it is not offered.", file=sys.stderr)
        return 1
    list_parts(place / "sbom.cdx.json")
    write_checksums(built, place / "SHA256SUMS")
    print("Built, tried and listed: " + str(built))
    return 0


def build(place: Path) -> Path:
    """One folder, never one file: that would unpack itself into a temporary folder at each start."""
    shutil.rmtree(place / NAME, ignore_errors=True)
    with tempfile.TemporaryDirectory() as work:
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
        command += ["--distpath", str(place), "--workpath", work, str(ROOT / "installer" / "case_tracker.spec")]
        subprocess.run(command, check=True, cwd=ROOT)
    return place / NAME


def works(built: Path) -> bool:
    """Both programs start with an empty home, no environment to lean on, and do their work."""
    ending = ".exe" if os.name == "nt" else ""
    with tempfile.TemporaryDirectory() as home:
        bare = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "PATH") if name in os.environ}
        bare |= {
            "HOME": home,
            "USERPROFILE": home,
            "APPDATA": home,
            "LOCALAPPDATA": home,
            "QT_QPA_PLATFORM": "offscreen",
        }
        tries = ([NAME, "--selftest"], ["caseapp", "--version"])
        return all(
            subprocess.run([str(built / (program + ending)), *rest], env=bare, cwd=home, check=False).returncode == 0
            for program, *rest in tries
        )


def list_parts(file: Path) -> None:
    """The list of parts (CycloneDX) of the environment that was built from, with licences."""
    command = [str(Path(sys.executable).with_name("cyclonedx-py")), "environment", sys.executable]
    command += ["--pyproject", str(ROOT / "pyproject.toml"), "--mc-type", "application", "--output-reproducible"]
    subprocess.run([*command, "-o", str(file)], check=True, cwd=ROOT)


def write_checksums(built: Path, file: Path) -> None:
    """SHA-256 of every file, in the form that `sha256sum --check` reads."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(built.parent).as_posix()}\n"
        for path in sorted(built.rglob("*"))
        if path.is_file() and not path.is_symlink()
    ]
    file.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
