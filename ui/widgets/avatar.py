"""Initials in a disc (a worker) or a small square (a pinned case)."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.theme.theme import theme


def draw_avatar(painter: QPainter, area: QRectF, letters: str, *, square: bool = False) -> None:
    """Initials inside `area`: teal disc for a worker, quiet square for a case."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = area.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(theme().colour("line_strong" if square else "accent_line"), 1))
    painter.setBrush(theme().colour("neutral_tint" if square else "accent_tint"))
    if square:
        painter.drawRoundedRect(inner, 6, 6)
    else:
        painter.drawEllipse(inner)
    face = QFont(theme().font("badge_strong"))
    face.setPixelSize(round(area.height() * (0.46 if square else 0.38)))
    painter.setFont(face)
    painter.setPen(theme().colour("text_2" if square else "accent"))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, letters)
    painter.restore()


class Avatar(QWidget):
    """Initials as a widget; the name stands beside it, so it says nothing to a screen reader."""

    def __init__(self, letters: str, size: int = 32, *, square: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters, self._size, self._square = letters, size, square
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        side = theme().grown(self._size)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        side = theme().grown(self._size)
        draw_avatar(QPainter(self), QRectF(QPointF(0, 0), QSize(side, side)), self._letters, square=self._square)
