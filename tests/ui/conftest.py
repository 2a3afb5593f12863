"""A light theme at 100 % before every test of the window."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.theme.apply import apply_theme


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
