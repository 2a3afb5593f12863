"""The pictured day, built once and copied for each test, and a shown window around a page."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from caseapp.base.clock import SetClock
from caseapp.services import vaults
from caseapp.services.office import Office
from ui.work.privacy import set_names_hidden
from ui.work.runner import Runner

from .pictured_day import NOW, PASSPHRASE, pictured_day

T = TypeVar("T")


@dataclass
class Desk:
    """An open office on its own thread, and the ids of its cases by first name."""

    office: Office
    runner: Runner
    clock: SetClock
    ids: dict[str, str]
    qtbot: QtBot

    def ask(self, call: Callable[[], T]) -> T:
        """What a service answers, asked on the vault thread as the window does; its error is raised here."""
        answers: list[T] = []
        errors: list[Exception] = []
        self.runner.vault(self.runner, call, answers.append, errors.append)
        self.qtbot.waitUntil(lambda: bool(answers or errors))
        if errors:
            raise errors[0]
        return answers[0]


@dataclass
class Heard:
    """What a page asked the shell for."""

    cases: list[Any] = field(default_factory=list)
    places: list[Any] = field(default_factory=list)
    saved: list[Any] = field(default_factory=list)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("pictured") / "vault"
    day = pictured_day(folder)
    day.office.close()
    return folder, day.ids


@pytest.fixture
def desk(qtbot: QtBot, built: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[Desk]:
    folder, ids = built
    copy = tmp_path / "vault"
    shutil.copytree(folder, copy)
    yield from opened(qtbot, copy, ids)


@pytest.fixture
def empty_desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A vault in which nothing has happened yet."""
    folder = tmp_path / "vault"
    made = vaults.set_up(folder, name="Robin E.", passphrase=PASSPHRASE, clock=SetClock(NOW), profile=testing())
    made.office.close()
    yield from opened(qtbot, folder, {})


def testing() -> Any:
    """The quick cost profile."""
    from caseapp.crypto.kdf import TESTING

    return TESTING


def opened(qtbot: QtBot, folder: Path, ids: dict[str, str]) -> Iterator[Desk]:
    """Unlock on the vault thread, and close there again."""
    runner, clock = Runner(), SetClock(NOW)
    offices: list[Office] = []
    runner.vault(runner, lambda: vaults.unlock(folder, PASSPHRASE, clock=clock), offices.append)
    qtbot.waitUntil(lambda: bool(offices))
    made = Desk(offices[0], runner, clock, ids, qtbot)
    try:
        yield made
    finally:
        set_names_hidden(False)
        made.ask(offices[0].close)
        runner.finish()


@pytest.fixture
def show(desk: Desk, qtbot: QtBot) -> Callable[[QWidget], Heard]:
    return shower(qtbot, desk)


@pytest.fixture
def show_empty(empty_desk: Desk, qtbot: QtBot) -> Callable[[QWidget], Heard]:
    return shower(qtbot, empty_desk)


def shower(qtbot: QtBot, desk: Desk) -> Callable[[QWidget], Heard]:
    """Show a page as the shell does and read it; gives what it will ask the shell for."""

    def show(page: Any, width: int = 1208, height: int = 864) -> Heard:
        heard = Heard()
        page.case_wanted.connect(heard.cases.append)
        page.place_wanted.connect(heard.places.append)
        page.saved.connect(heard.saved.append)
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        qtbot.waitActive(page)
        page.load()
        desk.ask(lambda: None)
        return heard

    return show
