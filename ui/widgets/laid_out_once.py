"""Showing and hiding several parts at one go."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QWidget


@contextmanager
def laid_out_once(whole: QWidget) -> Iterator[None]:
    """While parts of `whole` are shown and hidden. Otherwise each part lays out everything up to the window at once."""
    layout = whole.layout()
    if layout is None:
        yield
        return
    layout.setEnabled(False)
    try:
        yield
    finally:
        layout.setEnabled(True)
