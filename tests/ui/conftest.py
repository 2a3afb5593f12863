"""A light theme at 100 % before every test of the window."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.theme.apply import apply_theme


@pytest.fixture(autouse=True)
def collect_on_the_window_thread_only() -> Iterator[None]:
    """As the program does (`ui.work.collect`): widgets must die on the window's own thread, or Qt crashes."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def light_theme(qapp: QApplication) -> None:
    apply_theme(qapp, "light")
