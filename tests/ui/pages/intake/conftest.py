"""A real vault behind a real runner, with three invented people waiting."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from caseapp.base.clock import SetClock
from caseapp.base.errors import Trouble
from caseapp.services import imports
from caseapp.services.office import Office
from ui.work.runner import Runner

if TYPE_CHECKING:
    from tests.conftest import NewVault

T = TypeVar("T")
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
SHEET = b"""Ref,First name,Surname,DOB,Mobile,Received,Source,Organisation,District,Risk,Crime type,Summary
A1,Amara,Example,01/03/1985,07700 900123,02/11/2026,Police,Kent Police,Thanet,High,Stalking,Rang at night for weeks.
A2,Ines,Sample,12/12/1990,,13/11/2026,Housing,,Swale,Medium,,
A3,Grace,Invented,,07700 900456,20/11/2026,MARAC,,,,Domestic abuse,Heard at MARAC.
"""


@dataclass
class VaultThread:
    """Runs a call on the vault thread and waits for it, as the window never may."""

    runner: Runner
    qtbot: QtBot
    office: Office

    def do(self, work: Callable[[], T]) -> T:
        """The result of a call, or its trouble."""
        return _wait(self.runner, self.qtbot, work)


def _wait(runner: Runner, qtbot: QtBot, work: Callable[[], T]) -> T:
    owner, results, troubles = QObject(), list[T](), list[Trouble]()
    runner.vault(owner, work, results.append, troubles.append)
    qtbot.waitUntil(lambda: bool(results or troubles))
    if troubles:
        raise troubles[0]
    return results[0]


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.finish()


@pytest.fixture
def empty_vault(runner: Runner, qtbot: QtBot, tmp_path: Path, new_vault: "NewVault") -> Iterator[VaultThread]:
    """A vault nobody is in yet."""
    office = _wait(runner, qtbot, lambda: new_vault(tmp_path / "vault", SetClock(NOW)))
    yield VaultThread(runner, qtbot, office)
    _wait(runner, qtbot, office.close)


@pytest.fixture
def vault(empty_vault: VaultThread) -> VaultThread:
    """A vault with three referrals waiting."""
    office = empty_vault.office
    empty_vault.do(lambda: imports.perform(office, imports.plan(office, SHEET, "sheet.csv")))
    return empty_vault


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[QWidget], Any]:
    """Shows a page in the place it has beside the sidebar."""

    def show(page: QWidget) -> QWidget:
        qtbot.addWidget(page)
        page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, on=False)
        page.resize(1208, 900)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        return page

    return show
