"""How far the survey has come: a segment a question, and the words."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.theme.theme import theme

_WIDTH, _HEIGHT, _GAP, _MOST = 314, 6, 6, 20


class SurveyProgress(QWidget):
    """Segments up to 20 questions, one bar for more. The words beside it say the same, so it is silent itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._at, self._of = 0, 1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_place(self, at: int, of: int) -> None:
        """Question `at` of `of`, from 1."""
        self._at, self._of = at, max(1, of)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._of > _MOST:
            self._bar(painter, QRectF(self.rect()), filled=False)
            self._bar(painter, QRectF(0, 0, self.width() * self._at / self._of, self.height()), filled=True)
            return
        width = (self.width() - _GAP * (self._of - 1)) / self._of
        for place in range(self._of):
            self._bar(painter, QRectF(place * (width + _GAP), 0, width, self.height()), filled=place < self._at)

    def _bar(self, painter: QPainter, area: QRectF, *, filled: bool) -> None:
        painter.setBrush(theme().colour("accent" if filled else "track"))
        painter.drawRoundedRect(area, _HEIGHT / 2, _HEIGHT / 2)
