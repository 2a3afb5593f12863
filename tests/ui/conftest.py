"""A light theme at 100 % before every test of the window."""

import pytest
from PySide6.QtWidgets import QApplication

from ui.theme.apply import apply_theme


@pytest.fixture(autouse=True)
def light_theme(qapp: QApplication) -> None:
    apply_theme(qapp, "light")
