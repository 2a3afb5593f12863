"""A desk with one case, and a shown window with its page."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from .desk import Desk, Window, open_desk

if TYPE_CHECKING:
    from tests.conftest import NewVault


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, new_vault: "NewVault") -> Iterator[Desk]:
    yield from open_desk(qtbot, tmp_path, new_vault)


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[Window]:
    shown = Window(desk)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    shown.activateWindow()
    qtbot.waitActive(shown)
    yield shown
    shown.page.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shown.troubles
