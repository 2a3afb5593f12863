"""Somebody comes in: one key, and nothing of anybody is left to see or to hear."""

import pytest

from tests.e2e.steps import unlock
from tests.e2e.window import Window

pytestmark = pytest.mark.e2e


SHIFT_THREE_TIMES = ("Shift_L", "Shift_L", "Shift_L")


def test_one_key_leaves_no_name_and_leads_back_to_the_case(unlocked: Window) -> None:
    unlocked.press("alt+2")
    first = unlocked.wait_focus("KT-")
    names = [word.strip(",.") for word in first.name.split()[:3]]
    unlocked.press("Return")
    unlocked.wait("Overview", "page tab")
    assert unlocked.title() == "Case Tracker"
    hide_and_come_back(unlocked, ("F9",), names)
    hide_and_come_back(unlocked, SHIFT_THREE_TIMES, names)


def hide_and_come_back(window: Window, keys: tuple[str, ...], names: list[str]) -> None:
    """The cover, with a dull title and nobody's name anywhere; what is typed there is nobody's; F9 leads to unlock."""
    window.press(*keys)
    window.wait_focus("Notes")
    window.picture("4-cover")
    assert window.title() == "Notes"
    assert window.find("Case Tracker") is None
    window.wait_for(lambda: not held(window, names), "no name in the accessibility tree, shown or not")
    window.type("milk")
    window.wait("milk")
    window.press("F9")
    unlock(window)
    window.wait(names[0])
    window.wait("Overview", "page tab")


def held(window: Window, names: list[str]) -> list[str]:
    """Which of the names something still says."""
    return [part.name for part in window.parts(hidden_too=True) if any(part.says(name) for name in names)]
