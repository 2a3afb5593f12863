"""A hand at the real window, and an ear for what a screen reader would say: keys in, words out, no coordinates."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from caseapp.base.errors import Refused

PATIENCE_SECONDS = 60
MOST_TABS = 60
_READ_OUT = Qt.ItemDataRole.AccessibleTextRole


class Hand:
    """Presses keys, waits for what they do, keeps pictures."""

    def __init__(self, app: QApplication, window: QWidget, pictures: Path) -> None:
        self._app, self._window, self._pictures = app, window, pictures

    def press(self, *keys: str) -> None:
        """Press keys one after the other where the focus is, as `Ctrl+N`, `Return`, `C`."""
        for key in keys:
            QTest.keySequence(self._focus(), QKeySequence(key))
            self.settle(0.1)

    def type(self, words: str) -> None:
        """Type words where the focus is."""
        QTest.keyClicks(self._focus(), words)
        self.settle(0.2)

    def tab_to(self, words: str) -> None:
        """Press Tab until the focus is on what says these words.

        Raises:
            Refused: `day_stuck`.
        """
        for _ in range(MOST_TABS):
            if self.on(words):
                return
            self.press("Tab")
        self._give_up(words)

    def on(self, words: str) -> bool:
        """Whether the focus is on what says these words: a part, or the row that is current in a list."""
        part = self._focus()
        row = part.currentIndex() if isinstance(part, QAbstractItemView) else QModelIndex()
        return words in f"{_said(QAccessible.queryAccessibleInterface(part))} {row.data(_READ_OUT) or ''}"

    def heard(self, words: str) -> str:
        """What is showing that says these words, as it would be read out; empty if nothing does."""
        said = _all_said(QAccessible.queryAccessibleInterface(self._window))
        return next((each for each in said if words in each), "")

    def wait_on(self, words: str) -> None:
        """Wait until the focus is on what says these words; `Refused("day_stuck")` if it never is."""
        self.wait_for(words, lambda: self.on(words))

    def wait(self, words: str) -> None:
        """Wait until these words are said; `Refused("day_stuck")` if they never are."""
        self.wait_for(words, lambda: bool(self.heard(words)))

    def wait_for(self, what: str, there: Callable[[], bool]) -> None:
        """Let the window work until something is there.

        Raises:
            Refused: `day_stuck`, with what was waited for.
        """
        until = time.monotonic() + PATIENCE_SECONDS
        while not there():
            if time.monotonic() > until:
                self._give_up(what)
            self.settle(0.05)

    def settle(self, seconds: float) -> None:
        """Let the window work for a moment."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._app.processEvents()
            time.sleep(0.002)

    def picture(self, name: str) -> None:
        """Keep a picture of the window as it is."""
        self.settle(0.6)
        self._window.grab().save(str(self._pictures / f"{name}.png"))

    def _give_up(self, what: str) -> None:
        self.picture("stuck")
        raise Refused("day_stuck", waiting_for=what)

    def _focus(self) -> QWidget:
        return self._app.focusWidget() or self._window


def _said(part: QAccessibleInterface) -> str:
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
    return " ".join(words for kind in kinds if (words := part.text(kind)))


def _all_said(part: QAccessibleInterface) -> Iterator[str]:
    yield _said(part)
    for number in range(part.childCount()):
        child = part.child(number)
        if child.isValid() and not child.state().invisible:
            yield from _all_said(child)
