"""A day of any number of signals does not end the program."""

import subprocess
import sys

import PySide6
import pytest

DAY = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, Signal

class Bell(QObject):
    rung = Signal()

app = QCoreApplication([])
bell = Bell()
for _ in range(300_000):
    bell.rung.emit()
print("still here")
"""


def said_by(program: str) -> str:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False).stdout.strip()


def test_the_window_outlives_three_hundred_thousand_signals() -> None:
    assert said_by("import ui.theme" + DAY) == "still here"


@pytest.mark.skipif(
    sys.version_info >= (3, 12) or PySide6.__version__ != "6.12.0", reason="the fault is of one toolkit and old Pythons"
)
def test_the_toolkit_alone_does_not_so_that_keeping_true_is_still_needed() -> None:
    assert said_by(DAY) == ""
