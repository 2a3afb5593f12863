"""The program is killed in the middle of a note, then in the middle of a survey; nothing that was kept is lost."""

import re
from pathlib import Path

import pytest

from caseapp.services import cases, cut_off_surveys, drafts, surveys
from tests.e2e.conftest import OpenOffice, OpenWindow
from tests.e2e.steps import unlock

pytestmark = pytest.mark.e2e
HALF = "Rang at ten. There is something about the"


@pytest.mark.long
def test_half_a_note_and_half_a_survey_are_back_at_the_next_start(
    open_window: OpenWindow, vault: Path, office_of: OpenOffice
) -> None:
    window = open_window("--vault", vault)
    unlock(window)
    window.press("alt+2")
    reference = re.search(r"KT-[\w-]+", window.wait_focus("KT-").name)
    assert reference
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

    window.press("ctrl+5")
    window.wait_focus("This service, short")
    window.press("ctrl+Return")
    window.wait_focus("Yes, it is safe")
    window.press("y", "ctrl+Return")
    for number in (1, 2):
        window.wait(f"Question {number} of")
        window.press("2", "Return")
    asked = int(window.wait("Question 3 of").name.rpartition(" ")[2])
    window.press("2")
    window.kill()

    with office_of(vault) as office:
        (note,) = drafts.all_of_mine(office)
        assert HALF + " locks" in repr(note)
        (case,) = cases.find(office, reference.group())
        (offer,) = [each for each in surveys.offers(office, case.id) if each.unfinished]
        left = cut_off_surveys.resume(office, offer.id).questions
        assert len(left) == asked - 2, "two were answered, and each was sealed before the next was shown"
