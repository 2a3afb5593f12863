"""A first start counted and put in seconds by the keystroke-level model. Nobody was timed.

What is on the screens and which keys are pressed is counted in the real window; the seconds for each are of others:

| what | seconds | whose figure |
|---|---|---|
| a word read | 60 / 238 | silent reading of English, the mean of 190 studies (Brysbaert 2019) |
| a key of words | 0.28 | K of somebody who types 40 words a minute (Card, Moran, Newell 1983) |
| a key of a code | 0.75 | K of "complex codes", looking from paper to screen included (the same) |
| a decision | 1.35 | M (the same) |
| a sign printed by hand | 0.9 | 15 to 16 words a minute, 0.75 to 0.8 s a sign (the same), and a look for every group |

Every word is taken to be read once: titles, hints, the ways not taken, buttons nobody presses, what stands beside the
steps. Not in it: thinking up a passphrase (one is offered), looking for pen and paper, mistakes.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from ui.pages.unlock.choice_step import ChoiceButton
from ui.pages.unlock.page import UnlockPage
from ui.widgets.text import Text

WORDS_A_MINUTE = 238
KEY, CODE_KEY, DECISION, HAND = 0.28, 0.75, 1.35, 0.9
STRETCHING = 2.0
"""Making the vault, on an office laptop; the real run prints its own."""
DECISIONS = ("how to begin", "go on", "the name", "the passphrase", "it is written")
NAME, PASSPHRASE = "Robin E.", "seven quiet herons wade"


@dataclass
class FirstStart:
    """What was counted: words by screen, keys of words, keys of the code, signs written by hand."""

    words: dict[str, int] = field(default_factory=dict)
    keys: int = 0
    code_keys: int = 0
    signs: int = 0

    @property
    def seconds(self) -> dict[str, float]:
        """By what they go to."""
        return {
            "reading": sum(self.words.values()) * 60 / WORDS_A_MINUTE,
            "keys of words": self.keys * KEY,
            "decisions": len(DECISIONS) * DECISION,
            "the program": STRETCHING,
            "writing the code down": self.signs * HAND,
            "typing of it back": self.code_keys * CODE_KEY,
        }


def go_through(page: UnlockPage, wait: Callable[[Callable[[], bool]], None]) -> FirstStart:
    """From the first choice to the open vault, by keyboard, with the answers filled in."""
    counted, flow = FirstStart(), page.set_up

    def look(screen: str) -> None:
        step = page.steps.currentWidget()
        assert step is not None
        counted.words[screen] = _words(step)

    def type_in(words: str) -> None:
        for sign in words:
            _press(sign)
        _press(Qt.Key.Key_Return)
        counted.keys += len(words) + 1

    def enter() -> None:
        type_in("")

    page.show_choice()
    counted.words["beside the steps"] = _words(page.hills)
    look("how to begin")
    enter()
    look("what it protects")
    enter()
    wait(lambda: page.steps.currentWidget() is flow.about)
    look("about you")
    type_in(NAME)
    look("passphrase")
    type_in(PASSPHRASE)
    type_in(PASSPHRASE)
    wait(lambda: page.steps.currentWidget() is flow.code)
    code = flow.code.code().split("-")
    look("the code")
    counted.words["the code"] -= len(code)
    counted.signs = sum(map(len, code))
    enter()
    look("typed back")
    for number, place in enumerate(flow.code.paper.groups.fields):
        if place.isEnabled():
            for sign in code[number]:
                _press(sign)
            counted.code_keys += len(code[number])
    return counted


def _press(key: str | Qt.Key) -> None:
    """To whatever takes the keys, as a hand does."""
    where = QApplication.focusWidget()
    assert where is not None
    if isinstance(key, str):
        QTest.keyClicks(where, key)
    else:
        QTest.keyClick(where, key)


def _words(part: QWidget) -> int:
    """Everything there is to read in it: texts, buttons and what stands on them, and in empty fields."""
    said: list[str] = []
    for one in part.findChildren(QWidget):
        if not one.isVisible():
            continue
        if isinstance(one, Text):
            said.append(one.plain())
        elif isinstance(one, QPushButton):
            said.append(one.text())
            said.append(one.accessibleDescription() if isinstance(one, ChoiceButton) else "")
        elif isinstance(one, QLineEdit) and not one.text():
            said.append(one.placeholderText())
    return len(re.findall(r"[\w’]+", " ".join(said)))
