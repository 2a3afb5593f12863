"""The help: every page is there, short, true to the keys and commands there are, and can be read by keyboard."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from caseapp.base.resources import resource
from caseapp.cli.main import build_parser
from ui.pages.help.page import HelpPlace
from ui.shell.shortcuts_panel import window_keys
from ui.widgets.reading import Reading
from ui.words.help_pages import HELP_PAGES, HelpPage, help_page
from ui.work.runner import Runner

LONGEST = 4_500


@pytest.mark.parametrize("page", HELP_PAGES, ids=lambda page: page.id)
def test_a_page_is_short_and_begins_with_a_title(page: HelpPage) -> None:
    text = page.text()
    assert text.startswith("# ")
    assert len(text) < LONGEST
    assert "—" not in text
    assert not re.search(r"https?://", text), "nothing is fetched"


def test_every_text_that_ships_can_be_reached() -> None:
    shipped = {Path(str(file)).stem for file in resource("help").iterdir() if file.name.endswith(".md")}
    assert shipped == {page.id for page in HELP_PAGES}


def test_every_command_that_is_named_exists(capsys: pytest.CaptureFixture[str]) -> None:
    text = help_page("it-support").text()
    named = set(re.findall(r"caseapp vault ([a-z-]+)", text))
    assert {"recover", "rotate", "backup", "restore", "verify", "info", "erase"} <= named
    for command in sorted(named):
        with pytest.raises(SystemExit) as left:
            build_parser().parse_args(["vault", command, "--help"])
        assert left.value.code == 0, command
        capsys.readouterr()


def test_the_keys_of_the_window_are_in_the_page_about_keys() -> None:
    text = help_page("keyboard").text()
    for key, _words in window_keys():
        assert key.split(" ")[0] in text, key


def test_what_is_stressed_has_the_weight_that_is_bundled(qtbot: QtBot) -> None:
    reading = Reading()
    qtbot.addWidget(reading)
    reading.show_text("Keys", "After a call **Ctrl+N**, see *Logging a contact*.")
    pieces = reading.document().begin().begin()
    weights = {}
    while not pieces.atEnd():
        letters = pieces.fragment().charFormat()
        weights[pieces.fragment().text()] = (letters.fontWeight(), letters.fontItalic())
        pieces += 1
    assert weights["Ctrl+N"] == weights["Logging a contact"] == (QFont.Weight.DemiBold, False)


def test_it_is_read_by_keyboard(qtbot: QtBot) -> None:
    runner = Runner()
    page = HelpPlace(None, runner)  # type: ignore[arg-type]  # nothing of a vault is shown here
    qtbot.addWidget(page)
    page.resize(1200, 800)
    with qtbot.waitActive(page):
        page.show()
    page.first_focus()
    qtbot.keyClick(page.list.focus_target(), Qt.Key.Key_Down)
    assert page.reading.accessibleName() == HELP_PAGES[1].title
    assert "Ctrl+N" in page.reading.toPlainText()
    page.start_from("threat-model")
    assert "What is not protected" in page.reading.toPlainText()
    page.start_from("no such page")
    assert page.reading.accessibleName() == HELP_PAGES[0].title
    runner.finish()
