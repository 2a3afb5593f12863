"""A desk with one case, and a shown window with its page."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from .desk import Desk, Window, open_desk


@pytest.fixture(autouse=True)
def collect_on_the_window_thread_only() -> Iterator[None]:
    """Python may collect garbage on any thread; widgets must die on the window's own, or Qt crashes."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    yield from open_desk(qtbot, tmp_path)


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
