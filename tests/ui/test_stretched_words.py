"""Words longer than in English: nothing is cut or scrolls sideways, and every text goes through the catalogue."""

import gettext
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from caseapp.base import words
from caseapp.base.clock import SetClock
from caseapp.crypto.kdf import TESTING
from caseapp.domain.case import NewCase
from caseapp.domain.person import PersonDetails
from caseapp.services import cases, surveys, vaults
from caseapp.services.office import Office
from ui.pages.case.surveys.tab import SurveysTab
from ui.pages.case.withdrawal.tab import WithdrawalTab
from ui.pages.import_sheet.page import ImportPage
from ui.pages.settings.page import SettingsPage
from ui.pages.survey.page import SurveyPage
from ui.widgets.text import Text
from ui.work.runner import Runner

OPEN, CLOSE = "⟦", "⟧"
MORE = 0.4
"""Welsh is about a fifth longer than English; short labels can double."""
UNMARKED = re.compile(r"(?<![{\w])[^\W\d_]{2,}(?![\w}])")
"""Words outside blanks such as `{name}`."""
WORD = re.compile(r"[^\W\d_]{2,}")


class Stretched(gettext.NullTranslations):
    """Every word two fifths longer, and marks round the text that show where it went through the catalogue."""

    @override
    def gettext(self, message: str) -> str:
        longer = UNMARKED.sub(lambda word: word[0] + "y" * round(MORE * len(word[0])), message)
        return f"{OPEN}{longer}{CLOSE}"

    @override
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.fixture(autouse=True)
def stretched() -> Iterator[None]:
    words.use_translations(Stretched(), "cy")
    yield
    words.use_language("en")


@pytest.fixture
def runner(qapp: object) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.finish()


def on_vault(runner: Runner, qtbot: QtBot, work: Callable[[], Any]) -> Any:
    made: list[Any] = []
    runner.vault(runner, work, made.append)
    qtbot.waitUntil(lambda: bool(made), timeout=60_000)
    return made[0]


@pytest.fixture
def office(tmp_path: Path, runner: Runner, qtbot: QtBot) -> Iterator[Office]:
    clock = SetClock(datetime(2026, 11, 19, 14, 32, tzinfo=UTC))

    def open_vault() -> Office:
        words_ = "violet harbour lantern pebble crisp"
        return vaults.set_up(
            tmp_path / "vault", name="Robin E.", passphrase=words_, profile=TESTING, clock=clock
        ).office

    made: Office = on_vault(runner, qtbot, open_vault)
    yield made
    on_vault(runner, qtbot, lambda: made.close() or True)  # type: ignore[func-returns-value]  # something to wait for


@pytest.fixture
def ines(office: Office, runner: Runner, qtbot: QtBot) -> str:
    person = PersonDetails(first_name="Ines", last_name="Demo", born_on=date(1990, 5, 4))
    new = NewCase(None, person, crime_group="da", reported="yes")
    return str(on_vault(runner, qtbot, lambda: cases.open_case(office, new).row_id))


def page_of(kind: str, office: Office, runner: Runner, qtbot: QtBot, case_id: str) -> QWidget:
    if kind == "withdrawal":
        return WithdrawalTab(office, runner, case_id)
    if kind == "surveys":
        return SurveysTab(office, runner, case_id)
    if kind == "survey":
        return SurveyPage(
            office, runner, on_vault(runner, qtbot, lambda: surveys.start(office, case_id, surveys.SHORT))
        )
    return ImportPage(office, runner) if kind == "import" else SettingsPage(office, runner)


def said(part: QObject) -> str:
    if isinstance(part, Text):
        return part.plain()
    return part.text() if isinstance(part, QLabel | QAbstractButton) else ""


def cut(page: QWidget) -> list[str]:
    """What is shown narrower than it can be, or has to be scrolled to from the side."""
    found = []
    for part in (each for each in page.findChildren(QWidget) if each.isVisible()):
        if isinstance(part, QAbstractScrollArea) and part.horizontalScrollBar().maximum():
            found.append(f"{type(part).__name__} {part.accessibleName()} scrolls sideways")
        if isinstance(part, QLabel | QAbstractButton) and part.minimumSizeHint().width() > part.width() + 1:
            found.append(f"{said(part)} is cut")
    return found


@pytest.mark.parametrize("kind", ["withdrawal", "surveys", "survey", "import", "settings"])
@pytest.mark.parametrize("width", [964, 1208])
def test_longer_words_fit(kind: str, width: int, office: Office, runner: Runner, ines: str, qtbot: QtBot) -> None:
    """964 and 1208 are the widths of a page in the smallest window and in the pictured one."""
    page: Any = page_of(kind, office, runner, qtbot, ines)
    qtbot.addWidget(page)
    page.resize(width, 620)
    page.show()
    page.load()
    for _again in range(3):
        on_vault(runner, qtbot, lambda: True)
    assert cut(page) == []


@pytest.mark.parametrize("kind", ["withdrawal", "surveys", "survey", "import", "settings"])
def test_every_text_goes_through_the_catalogue(
    kind: str, office: Office, runner: Runner, ines: str, qtbot: QtBot
) -> None:
    page: Any = page_of(kind, office, runner, qtbot, ines)
    qtbot.addWidget(page)
    page.show()
    page.load()
    for _again in range(3):
        on_vault(runner, qtbot, lambda: True)
    own = {"Ines", "Robin E.", "English", "Cymraeg"}
    texts = {said(part).strip() for part in page.findChildren(QWidget)}
    plain = {text for text in texts - own if WORD.search(text) and OPEN not in text}
    assert plain == set(), "shown as they are written, whatever the language"
