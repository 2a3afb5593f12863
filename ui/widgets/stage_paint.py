"""Draws the stage of a case as short segments, for table rows."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from ui.theme.theme import theme


def draw_segments(painter: QPainter, area: QRectF, done: int, of: int = 6) -> None:
    """`done` of `of` segments filled, across `area` (about 4 high)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    gap = 3.0
    width = (area.width() - gap * (of - 1)) / of
    for step in range(of):
        painter.setBrush(theme().colour("accent" if step < done else "track"))
        left = area.left() + step * (width + gap)
        painter.drawRoundedRect(QRectF(left, area.top(), width, area.height()), area.height() / 2, area.height() / 2)
    painter.restore()


def draw_track(painter: QPainter, area: QRectF, share: float) -> None:
    """A progress bar across `area`; `share` is 0 to 1."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = area.height() / 2
    painter.setBrush(theme().colour("track"))
    painter.drawRoundedRect(area, radius, radius)
    if share > 0:
        painter.setBrush(theme().colour("accent"))
        width = max(area.height(), area.width() * min(1.0, share))
        painter.drawRoundedRect(QRectF(area.left(), area.top(), width, area.height()), radius, radius)
    painter.restore()
