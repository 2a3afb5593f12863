"""A light theme at 100 % before every test of the window."""

import gc
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ui.theme.apply import apply_theme

LONG_MS = 60_000


class PatientBot(QtBot):
    """Waits longer: what is awaited comes at once on an idle machine, but tests share theirs."""

    @override
    def waitUntil(self, callback: Callable[[], object], *, timeout: int = LONG_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    @override
    def waitSignal(self, signal: Any, *, timeout: int = LONG_MS, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(autouse=True)
def collect_on_the_window_thread_only() -> Iterator[None]:
    """As the program does (`ui.work.collect`): widgets must die on the window's own thread, or Qt crashes.

    With collecting off, all a test made is still in the youngest generation, so that one is enough.
    """
    gc.disable()
    yield
    gc.collect(0)


@pytest.fixture(autouse=True)
def light_theme(qapp: QApplication) -> None:
    apply_theme(qapp, "light")


@pytest.fixture(scope="session", autouse=True)
def nothing_of_ours_on_the_clipboard_at_the_end(qapp: QApplication) -> Iterator[None]:
    """As the shell clears it when it closes: Qt drops what is left there after Python has gone, and crashes on it."""
    yield
    qapp.clipboard().clear()
