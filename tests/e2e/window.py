"""The real program, on a real (virtual) screen: keys go in, what a screen reader would say comes out."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.e2e.title_bar import ask_to_close

PATIENCE_SECONDS = 60.0
STEP_SECONDS = 0.05
KEY_MS = 8
ROWS = ("list item", "cell", "page tab", "table cell", "tree item")
"""Roles that Qt calls focused when they are only current in a list that does not have the keys."""
ROOT = Path(__file__).resolve().parents[2]
READER = Path(__file__).with_name("reader.py")
SYSTEM_PYTHON = "/usr/bin/python3"


@dataclass(frozen=True, slots=True)
class Part:
    """What a screen reader knows of one part of the window."""

    role: str
    name: str
    description: str = ""
    text: str = ""
    states: tuple[str, ...] = ()
    depth: int = 0

    def says(self, words: str) -> bool:
        """Whether the words are anywhere in what would be read out."""
        return words in self.name or words in self.text or words in self.description


class NeverCame(AssertionError):
    """What was waited for did not show; says what is there instead."""


class Window:
    """One running program. Keys are counted; nothing is clicked."""

    def __init__(self, arguments: Sequence[str], home: Path, pictures: Path | None = None) -> None:
        self._pictures, self.keys = pictures, 0
        self._stuck = home.parent
        self.said: list[str] = []
        command = [sys.executable, "-m", "ui", *arguments]
        self.program = subprocess.Popen(
            command, cwd=ROOT, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self._reader = subprocess.Popen(
            [SYSTEM_PYTHON, str(READER), str(self.program.pid)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        self.wait_for(lambda: any("button" in part.role for part in self.parts()), "a window with something to do")
        self.take_keys()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        self._reader.communicate()

    def parts(self, *, hidden_too: bool = False) -> tuple[Part, ...]:
        """What is showing, in reading order; or everything the program would tell if asked."""
        if self._reader.stdin is None or self._reader.stdout is None:
            raise NeverCame("the reader has ended")
        print("all" if hidden_too else "tree", file=self._reader.stdin, flush=True)
        rows = json.loads(self._reader.stdout.readline() or "[]")
        parts = [Part(**{**row, "states": tuple(row.get("states", ()))}) for row in rows]
        self.said += [part.name for part in parts if part.role == "announcement"]
        return tuple(part for part in parts if part.role != "announcement")

    def take_keys(self) -> None:
        """Give the window the keys, as a window manager does when it opens or when its dialog closes."""
        _xdotool("windowfocus", "--sync", self._number())

    def _keep_keys(self) -> None:
        """On a screen without a window manager the keys can go to nobody: then the window gets them again."""
        whose = ["xdotool", "getwindowfocus", "getwindowpid"]
        asked = subprocess.run(whose, check=False, capture_output=True, text=True)
        if asked.stdout.strip() != str(self.program.pid):
            self.take_keys()

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as `ctrl+n`, `Return`, `Tab`."""
        self.keys += len(keys)
        self._keep_keys()
        _xdotool("key", "--delay", str(KEY_MS), *keys)

    def type(self, words: str) -> None:
        """Type words where the focus is. Not counted: a note is as long as it is."""
        self._keep_keys()
        _xdotool("type", "--delay", str(KEY_MS), "--", words)
        self.parts()  # an answer from the window: it has taken the keys that came before the question

    def focus(self) -> Part | None:
        """What has the keys: a field, a button, or the row that is current in the list that has them."""
        parts = self.parts()
        held = [place for place, part in enumerate(parts) if "focused" in part.states and _can_be_meant(part)]
        if not held:
            return None
        widget = parts[held[-1]]
        inside = takewhile(lambda part: part.depth > widget.depth, parts[held[-1] + 1 :])
        return next((part for part in inside if "focused" in part.states and part.role in ROWS), widget)

    def find(self, words: str, role: str | None = None) -> Part | None:
        """The first part that says these words."""
        return next((part for part in self.parts() if part.says(words) and role in (None, part.role)), None)

    def wait(self, words: str, role: str | None = None) -> Part:
        """Wait until something says these words."""
        found: list[Part] = []

        def there() -> bool:
            part = self.find(words, role)
            found.extend([part] if part else [])
            return part is not None

        self.wait_for(there, words)
        return found[0]

    def wait_gone(self, words: str) -> None:
        """Wait until nothing says these words."""
        self.wait_for(lambda: self.find(words) is None, f"no more “{words}”")

    def wait_focus(self, words: str) -> Part:
        """Wait until the keys go to what says these words."""
        found: list[Part] = []

        def there() -> bool:
            part = self.focus()
            found.extend([part] if part and part.says(words) else [])
            return bool(found)

        self.wait_for(there, f"the keys at “{words}”")
        return found[0]

    def wait_for(self, there: Callable[[], bool], what: str) -> None:
        """Look again and again until something is there.

        Raises:
            NeverCame: it did not, or the program ended.
        """
        until = time.monotonic() + PATIENCE_SECONDS
        while not there():
            if self.program.poll() is not None:
                raise NeverCame(f"waited for {what}; the program ended with {self.program.returncode}")
            if time.monotonic() > until:
                self._keep_picture(self._stuck / "stuck.png")
                raise NeverCame(f"waited for {what}; there is (picture in {self._stuck}):\n{self.told()}")
            time.sleep(STEP_SECONDS)

    def tab_to(self, words: str, *, back: bool = False, at_most: int = 60) -> Part:
        """Press Tab until the keys go to what says these words, as somebody does who sees no mouse."""
        seen: list[str] = []
        for _ in range(at_most):
            part = self.focus()
            if part is not None and part.says(words):
                return part
            seen.append(f"{part.role}: {part.name}" if part else "nothing")
            self.press("shift+Tab" if back else "Tab")
        raise NeverCame(f"Tab never came to “{words}”, only to:\n" + "\n".join(seen))

    def told(self) -> str:
        """Everything that is showing, a line each."""
        return "\n".join(_line(part) for part in self.parts() if part.name or part.text or "focused" in part.states)

    def title(self) -> str:
        """The window's title, as the task bar shows it."""
        return _xdotool("getwindowname", self._number()).strip()

    def picture(self, name: str) -> None:
        """Keep a picture of the screen, if pictures are wanted."""
        if self._pictures is not None:
            self._pictures.mkdir(parents=True, exist_ok=True)
            self._keep_picture(self._pictures / f"{name}.png")

    def _keep_picture(self, file: Path) -> None:
        tool = shutil.which("import")
        if tool is not None:
            subprocess.run([tool, "-window", "root", str(file)], check=True)

    def close(self) -> str:
        """Close the window as its title bar does; gives back what the program complained of."""
        ask_to_close(int(self._number()))
        _out, complaints = self.program.communicate(timeout=PATIENCE_SECONDS)
        return complaints

    def _number(self) -> str:
        """The window's number on the screen."""
        return _xdotool("search", "--sync", "--onlyvisible", "--pid", str(self.program.pid)).split()[0]

    def kill(self) -> None:
        """kill -9: no chance to do anything more."""
        if self.program.poll() is None:
            self.program.send_signal(signal.SIGKILL)
        self.program.communicate()


def environment(home: Path, **more: str) -> dict[str, str]:
    """What the program is started with: a home of its own, the real screen, a screen reader at hand."""
    places = {
        "HOME": home,
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_STATE_HOME": home / "state",
        "XDG_CACHE_HOME": home / "cache",
    }
    own = {name: str(place) for name, place in places.items()}
    return {**os.environ, **own, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", **more}


def _can_be_meant(part: Part) -> bool:
    """Not a row alone, and not the nameless inside of a text field."""
    return part.role not in ROWS and bool(part.name or part.role != "filler")


def _xdotool(*words: str) -> str:
    return subprocess.run(["xdotool", *words], check=True, capture_output=True, text=True).stdout


def _line(part: Part) -> str:
    held = " ".join(state for state in part.states if state not in ("enabled", "showing"))
    more = " | ".join(words for words in (part.description, part.text) if words)
    return f"{'  ' * part.depth}{part.role}: {part.name!r} {more!r} [{held}]"
