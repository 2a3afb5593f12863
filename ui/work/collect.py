"""Garbage is collected on the window's thread only.

Python collects on whichever thread happens to allocate. On the vault's thread it can meet a widget in a reference cycle
and destroy it there, and Qt ends the program. So automatic collection is off and a timer does it where widgets live.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_LOOK_EVERY_MS = 500
_YOUNG, _MIDDLE, _OLD = 20_000, 12, 12
"""Objects made, young collections, middle collections: after so many the next generation is collected."""


class CollectHere(QObject):
    """Made once, on the window's thread, when the window stands."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.collect()
        gc.freeze()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_EVERY_MS)

    def look(self) -> None:
        """Collect the oldest generation that is due; nothing, most of the time."""
        young, middle, old = gc.get_count()
        if old > _OLD:
            gc.collect(2)
        elif middle > _MIDDLE:
            gc.collect(1)
        elif young > _YOUNG:
            gc.collect(0)
