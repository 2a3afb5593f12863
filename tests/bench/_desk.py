"""The real window on a vault, driven by its keys, and a watch on how long it stands still."""

import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caseapp.base.machine_settings import MachineSettings
from caseapp.services import vaults
from caseapp.services.office import Office
from ui.pages.unlock.entry import Entered, EntryPlaces
from ui.shell.start import make_app
from ui.shell.window import MainWindow
from ui.shell.workplace import Workplace
from ui.work.beforehand import REST_MS, beforehand
from ui.work.collect import CollectHere
from ui.work.runner import Runner

_T = TypeVar("_T")
PASSPHRASE = "violet harbour lantern pebble crisp"
TICK, ROUNDS = 5, 3


def passphrase() -> str:
    """The first line of the file named in CASEAPP_BENCH_PASSPHRASE_FILE, or that of the vaults made here."""
    named = os.environ.get("CASEAPP_BENCH_PASSPHRASE_FILE")
    return Path(named).read_text(encoding="utf-8").splitlines()[0] if named else PASSPHRASE


@dataclass(frozen=True, slots=True)
class Gap:
    """The longest gap in milliseconds: by the clock, in processor time of the program, and of the window's thread."""

    clock: float
    program: float
    window: float


class Gaps:
    """Watches the event loop: how late a timer of 5 ms came."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self.begin()
        self._timer.start(TICK)

    def begin(self) -> None:
        """Count from now on."""
        self._last, self._longest = _times(), Gap(0.0, 0.0, 0.0)

    def seen(self) -> Gap:
        """The longest of each kind since `begin`; they need not be of the same moment."""
        return self._longest

    def _tick(self) -> None:
        now, before, longest = _times(), self._last, self._longest
        self._longest = Gap(
            max(longest.clock, now.clock - before.clock - TICK),
            max(longest.program, now.program - before.program),
            max(longest.window, now.window - before.window),
        )
        self._last = now


class Desk:
    """The window of somebody at work. Nobody looks at it: it is off the screen."""

    def __init__(self, folder: Path) -> None:
        self.app = QApplication.instance() or make_app(MachineSettings())
        self.runner = Runner()
        self._folder = folder
        self._office: Office | None = None
        settings = replace(MachineSettings(), theme="light")
        self.window = MainWindow(self.runner, settings, EntryPlaces(folder.parent, folder.parent), keeps_settings=False)
        self.window.resize(1440, 900)
        self.window.show()
        self.collect = CollectHere(self.app)
        self.gaps = Gaps()

    @property
    def office(self) -> Office:
        """The open vault."""
        assert self._office is not None
        return self._office

    @property
    def workplace(self) -> Workplace:
        """What is inside the open vault."""
        workplace = self.window.workplace()
        assert workplace is not None
        return workplace

    def unlock(self) -> None:
        """Open the vault, behind the window as always, and go in."""
        self._office = None
        self.runner.vault(self.runner, lambda: vaults.unlock(self._folder, passphrase()), self._enter)
        self.wait(lambda: self._office is not None)

    def _enter(self, office: Office) -> None:
        self.window.enter(Entered(office, self._folder, None), remember=False)
        self._office = office

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """Hands that never rest, so nothing is made beforehand."""
        hands = QTimer()
        hands.timeout.connect(beforehand().touched)
        hands.start(REST_MS // 3)
        yield
        hands.stop()

    def wait(self, there: Callable[[], bool], seconds: float = 120) -> None:
        """Let the window work until something is there."""
        until = time.monotonic() + seconds
        while not there():
            if time.monotonic() > until:
                raise SystemExit("waited in vain")
            self.app.processEvents()

    def settle(self, seconds: float = 0.8) -> None:
        """Let the window work."""
        until = time.monotonic() + seconds
        self.wait(lambda: time.monotonic() > until)

    def ask(self, call: Callable[[], _T]) -> _T:
        """What a service answers, on the vault thread."""
        answers: list[_T] = []
        self.runner.vault(self.runner, call, answers.append)
        self.wait(lambda: bool(answers))
        return answers[0]

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.app.focusWidget() or self.window, key, modifier)

    def type(self, words: str, between: float = 0.0) -> None:
        """Type where the focus is, with so many seconds between two letters."""
        for letter in words:
            QTest.keyClicks(self.app.focusWidget(), letter)
            if between:
                self.settle(between)

    def once(self, deed: Callable[[], object], seconds: float = 1.5) -> Gap:
        """The longest gaps while doing something and a while after."""
        self.settle(0.2)
        self.gaps.begin()
        deed()
        self.settle(seconds)
        return self.gaps.seen()

    def often(self, deed: Callable[[], object], prepare: Callable[[], object] = lambda: None) -> Gap:
        """The median over a few rounds; what prepares a round is not measured."""
        found = []
        for _ in range(ROUNDS):
            prepare()
            found.append(self.once(deed, 0.8))
        return Gap(*(statistics.median(kind) for kind in zip(*map(_figures, found), strict=True)))


def _figures(gap: Gap) -> tuple[float, float, float]:
    return gap.clock, gap.program, gap.window


def _times() -> Gap:
    return Gap(1000 * time.perf_counter(), 1000 * time.process_time(), 1000 * time.thread_time())
