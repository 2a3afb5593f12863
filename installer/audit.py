#!/usr/bin/env python3
"""Asks for known vulnerabilities of every part in the lock, and takes no silence for an answer.

`pip-audit` says "no known vulnerabilities" where the index has no answer for it, having skipped every package. So here
each part of the lock must have been asked about: a part that was skipped, or is missing from the answer, fails the run.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements.lock"
ACCEPTED: dict[str, str] = {}
"""Advisory → why it does not reach us, and until when; each also stands in README.md."""


def main() -> int:
    """0 when every part was asked about and nothing was found that is not accepted with its reason."""
    answer = asked(LOCK)
    if answer is None:
        print("The question could not be asked: no answer at all.", file=sys.stderr)
        return 2
    wrong = problems(answer, {name for one in rounds(LOCK.read_text(encoding="utf-8")) for name in one}, ACCEPTED)
    for one in wrong:
        print(one, file=sys.stderr)
    return 1 if wrong else 0


def asked(lock: Path) -> dict[str, Any] | None:
    """What `pip-audit` answers for every part, also those for other systems and Pythons; None without an answer."""
    found: dict[str, Any] = {"dependencies": []}
    with tempfile.TemporaryDirectory() as folder:
        for number, parts in enumerate(rounds(lock.read_text(encoding="utf-8"))):
            asks, answers = Path(folder) / f"{number}.txt", Path(folder) / f"{number}.json"
            asks.write_text("".join(f"{name}=={version}\n" for name, version in parts.items()), encoding="utf-8")
            command = [str(Path(sys.executable).with_name("pip-audit")), "--disable-pip", "--no-deps"]
            command += ["-r", str(asks), "-f", "json", "-o", str(answers), "--progress-spinner", "off"]
            subprocess.run(command, check=False)
            try:
                found["dependencies"] += json.loads(answers.read_text(encoding="utf-8"))["dependencies"]
            except (OSError, ValueError, KeyError):
                return None
    return found


def rounds(text: str) -> list[dict[str, str]]:
    """The parts of a lock, name to version, with or without a condition: no name twice in a round."""
    made: list[dict[str, str]] = []
    for name, version in re.findall(r"^([\w.-]+)==([^ ;\\]+)", text, re.MULTILINE):
        free = next((one for one in made if plain(name) not in one), None)
        if free is None:
            free = {}
            made.append(free)
        free[plain(name)] = version
    return made


def problems(answer: dict[str, Any], parts: set[str], accepted: dict[str, str]) -> list[str]:
    """A sentence for each part that was skipped or not asked about, and each advisory that is not accepted."""
    found, answered = [], set()
    for part in answer.get("dependencies", []):
        name = plain(str(part["name"]))
        answered.add(name)
        if "skip_reason" in part:
            found.append(f"{name} was skipped: {part['skip_reason']}")
        found += [f"{name}: {one['id']}" for one in part.get("vulns", []) if one["id"] not in accepted]
    found += [f"{name} was not asked about" for name in sorted(parts - answered)]
    return found


def plain(name: str) -> str:
    """A package's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
