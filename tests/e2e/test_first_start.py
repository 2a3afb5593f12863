"""The very first start: nothing is there yet, and at the end there is a vault."""

import re
from pathlib import Path

import pytest

from caseapp.services import vaults
from tests.e2e.conftest import OpenOffice, OpenWindow
from tests.e2e.steps import OPEN, PASSPHRASE, unlock
from tests.e2e.window import Window

pytestmark = pytest.mark.e2e
CODE_SIGNS = 36


@pytest.mark.long
def test_a_vault_is_set_up_locked_and_opened_by_keyboard_alone(
    open_window: OpenWindow, office_of: OpenOffice, tmp_path: Path
) -> None:
    window = open_window()
    window.wait_focus("Set up my vault")
    window.picture("1-choice")
    window.press("Return")
    window.wait("What it cannot do")
    window.wait_focus("Continue")
    window.press("Return")
    carry_on_with_this_disk(window)
    window.wait_focus("Your name")
    window.type("Sam T.")
    window.press("Return")
    window.wait("Choose a passphrase")
    window.wait_focus("Passphrase")
    window.type(PASSPHRASE)
    window.press("Return")
    window.wait_focus("The same again")
    window.type(PASSPHRASE)
    window.picture("1-passphrase")
    window.press("Return")
    go_without_a_keyring(window)

    window.wait_focus("It is on paper")
    window.picture("1-recovery-code")
    shown = [part.name.replace(" ", "") for part in window.parts() if part.role == "label"]
    (code,) = [words for words in shown if len(words) == CODE_SIGNS and words.isalnum() and words == words.upper()]
    window.press("Return")
    type_back(window, code.lower())
    window.wait(OPEN)
    window.wait_focus("New case")
    window.picture("1-today")

    window.press("ctrl+l")
    window.wait_focus("Passphrase")
    assert window.find(OPEN) is None
    window.type("not the words at all")
    window.press("Return")
    said = "That passphrase does not open this vault. Nothing was changed"
    window.wait(said, "label")
    assert [part.name for part in window.parts() if part.role == "label" and said in part.name] == [
        f"{said}; check Caps Lock and the keyboard language, then try again."
    ]
    assert any(said in words for words in window.said), "a screen reader is told as well"
    window.picture("1-wrong-passphrase")
    window.press("ctrl+a")
    unlock(window)
    window.wait_focus("New case")
    assert "Traceback" not in window.close()
    assert window.program.returncode == 0

    folder = next(path.parent for path in tmp_path.rglob("*") if path.is_file() and vaults.exists(path.parent))
    with office_of(folder) as office:
        assert office.desk.name == "Sam T."
    vaults.open_with_recovery(folder, code).close()


def type_back(window: Window, code: str) -> None:
    """The groups that are asked for, each where the keys stand by then."""
    window.wait_for(lambda: group_at(window) is not None, "a group to be typed")
    while (number := group_at(window)) is not None:
        window.picture(f"1-typed-back-{number}")
        window.type(code[4 * number - 4 : 4 * number])
        window.wait_for(lambda number=number: group_at(window) != number, "the next group, or the open vault")


def group_at(window: Window) -> int | None:
    """The number of the group that takes the keys."""
    part = window.focus()
    found = re.match(r"Group (\d) of 9", part.name) if part else None
    return int(found[1]) if found else None


def carry_on_with_this_disk(window: Window) -> None:
    """The disk of a machine for tests is hardly ever encrypted: what that means is said, once."""
    ways = ("Carry on", "Your name")
    window.wait_for(lambda: any(window.find(words) for words in ways), "the disk, or the name")
    if window.find("Carry on"):
        window.wait_focus("Carry on")
        window.picture("1-disk")
        window.press("Return")


def go_without_a_keyring(window: Window) -> None:
    """A session for tests has no keyring to trust: the app asks, and never goes without one quietly."""
    ways = ("It is on paper", "Try the keyring again")
    window.wait_for(lambda: any(window.find(words) for words in ways), "the code, or a question about the keyring")
    if window.find("Try the keyring again"):
        window.wait_focus("Try the keyring again")
        window.picture("1-keyring")
        window.tab_to("Go without the keyring")
        window.press("Return")
