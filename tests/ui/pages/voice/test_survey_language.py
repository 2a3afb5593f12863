"""The person chooses the language of the survey, where all of it has been translated and checked."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from caseapp.base import words
from caseapp.base.po_file import Message, read_po, write_po
from caseapp.services import surveys
from caseapp.services.office import Office
from ui.pages.survey.page import SurveyPage

HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A locale folder to write in, with the template of the app."""
    real = words.resource
    folder = tmp_path / "locale"
    folder.mkdir()
    (folder / "caseapp.pot").write_text(real("locale/caseapp.pot").read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(words, "resource", lambda path: tmp_path / path if path.startswith("locale/") else real(path))
    yield folder
    words.use_language("en")


def translate(folder: Path, *, leave_out: str = "") -> None:
    """Put “Cy: ” before every text of the survey, but one."""
    texts = read_po((folder / "caseapp.pot").read_text(encoding="utf-8"))
    mine = [each for each in texts if each.text and any(at.startswith(surveys.SAID) for at in each.places)]
    done = [replace(each, said=(f"Cy: {each.text}",)) for each in mine if each.text != leave_out]
    (folder / "cy.po").write_text(write_po((Message("", said=(HEADER,)), *done)), encoding="utf-8")


@pytest.fixture
def start(desk: Office, ines: str, vault_thread: Any, qtbot: Any) -> Any:
    def make() -> SurveyPage:
        handover = vault_thread.do(lambda: surveys.start(desk, ines, surveys.SHORT))
        page = SurveyPage(desk, vault_thread.runner, handover)
        qtbot.addWidget(page)
        page.resize(1440, 900)
        page.show()
        page.load()
        page.first_focus()
        return page

    return make


def test_another_language_keeps_the_question_and_the_answer_and_goes_with_the_survey(
    locale: Path, start: Any, qtbot: Any
) -> None:
    translate(locale)
    page = start()
    page.go_on()
    page.asking.question.press("2")
    assert page.top.language_button.isVisible()
    page.top.language_button.click()
    assert page.asking.question.said().startswith("Cy: About Cy: this service. Cy: Cy: this service took what I said")
    assert page.asking.question.answer() == "4"
    assert page.top.language_button.text() == "Cymraeg"
    page.asking.question.press("1")
    page.top.language_button.click()
    assert page.asking.question.said() == "About this service. This service took what I said seriously."
    assert page.asking.question.answer() == "5"
    page.top.language_button.click()
    page.clear()
    assert words.language() == "en", "the app speaks as before"


def test_a_survey_with_one_text_missing_is_not_offered_in_that_language(locale: Path, start: Any) -> None:
    translate(locale, leave_out="I would rather not say")
    page = start()
    assert not page.top.language_button.isVisible()
    assert page.top._language.text() == "English"
