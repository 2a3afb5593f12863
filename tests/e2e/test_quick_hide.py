"""Somebody comes in: one key, and nothing of anybody is left to see or to hear."""

import pytest

from tests.e2e.steps import unlock
from tests.e2e.window import Window

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("keys", [("F9",), ("Shift_L", "Shift_L", "Shift_L")], ids=["F9", "Shift three times"])
def test_one_key_leaves_no_name_and_the_same_key_leads_back(unlocked: Window, keys: tuple[str, ...]) -> None:
    unlocked.press("alt+2")
    first = unlocked.wait_focus("KT-")
    names = [word.strip(",.") for word in first.name.split()[:3]]
    unlocked.press("Return")
    unlocked.wait("Overview", "page tab")
    assert unlocked.title() == "Case Tracker"

    unlocked.press(*keys)
    unlocked.wait_focus("Notes")
    unlocked.picture("4-cover")
    assert unlocked.title() == "Notes"
    assert unlocked.find("Case Tracker") is None
    unlocked.wait_for(lambda: not held(unlocked, names), "no name in the accessibility tree, shown or not")
    unlocked.type("milk")
    assert unlocked.find("milk") is not None

    unlocked.press("F9")
    unlock(unlocked)
    unlocked.wait(names[0])
    unlocked.wait("Overview", "page tab")


def held(window: Window, names: list[str]) -> list[str]:
    """Which of the names something still says."""
    return [part.name for part in window.parts(hidden_too=True) if any(part.says(name) for name in names)]
