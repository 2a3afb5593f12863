"""The text size of the survey: three steps, and back to what it was when the survey ends."""

from PySide6.QtWidgets import QApplication

from ui.theme.apply import apply_theme
from ui.theme.theme import Theme, theme


class TextSize:
    """Steps from the size in force up to 200 %; after the largest comes the first again."""

    def __init__(self) -> None:
        self._before: Theme | None = None
        start = theme().scale
        self._steps = tuple(dict.fromkeys((start, round((start + 2.0) / 2, 2), 2.0)))
        self._at = 0

    def grow(self) -> None:
        """The next step."""
        if self._before is None:
            self._before = theme()
        self._at = (self._at + 1) % len(self._steps)
        _apply(self._before, self._steps[self._at])

    def restore(self) -> None:
        """The size from before the survey."""
        if self._before is not None:
            _apply(self._before, self._before.scale)
            self._before = None


def _apply(look: Theme, scale: float) -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply_theme(app, look.scheme, scale, quiet_motion=look.quiet_motion)
