"""The program is killed in the middle of a note; nothing that was kept is lost."""

from pathlib import Path

import pytest

from tests.e2e.conftest import OpenOffice, OpenWindow
from tests.e2e.steps import unlock

pytestmark = pytest.mark.e2e
HALF = "Rang at ten. There is something about the"


def test_half_a_note_is_back_with_its_page_field_and_cursor_at_the_next_start(
    open_window: OpenWindow, vault: Path, office_of: OpenOffice
) -> None:
    window = open_window("--vault", vault)
    unlock(window)
    window.press("alt+2")
    window.wait_focus("KT-")
    window.press("Return")
    window.wait("Overview", "page tab")
    window.press("ctrl+n")
    window.wait_focus("Call")
    window.press("c")
    window.wait_focus("Spoke")
    window.press("s")
    window.wait_focus("Note")
    window.type(HALF)
    window.wait("Draft kept")
    window.kill()

    window = open_window("--vault", vault)
    unlock(window)
    window.wait(HALF, "text")
    window.wait_focus("Note")
    window.picture("3-draft-is-back")
    window.type(" locks")
    window.wait(HALF + " locks", "text")
    window.close()
