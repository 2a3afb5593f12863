"""Tells the window that nobody can be at it any more, as this system says it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget


class SessionWatch(QObject):
    """`away` when the session sleeps, is locked or is switched. `let_sleep` once what must be kept is kept."""

    away = Signal()

    def begin(self, window: QWidget) -> None:
        """Listen from now on. Where the system offers nothing, the idle watch still sees that time has passed."""

    def let_sleep(self, _kept: object = None) -> None:
        """All is kept: the computer need not wait for us."""
