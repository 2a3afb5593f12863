"""A still progress bar, and the segments of a survey."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.widgets.stage_paint import draw_segments, draw_track


class ProgressTrack(QWidget):
    """`done` of `of`, as one bar or, with `segments=True`, as one piece each. The words "3 of 8" stand beside it."""

    def __init__(
        self, done: int = 0, of: int = 1, *, segments: bool = False, height: int = 6, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._segments, self._height = segments, height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_progress(done, of)

    def set_progress(self, done: int, of: int) -> None:
        """Show how far it has come."""
        self._done, self._of = done, max(1, of)
        self.setAccessibleName(_("{done} of {of}").format(done=done, of=of))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(150, self._height)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._segments:
            draw_segments(painter, QRectF(self.rect()), self._done, self._of)
        else:
            draw_track(painter, QRectF(self.rect()), self._done / self._of)
