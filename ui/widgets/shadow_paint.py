"""Draws the soft shadow under what floats: search palette, toast, dialog (0 12 32, 16 %)."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

ROOM = 32
"""Room a floating widget keeps around itself for its shadow."""


def draw_shadow(painter: QPainter, area: QRectF, radius: float = 12) -> None:
    """The shadow of a rounded `area`, a little lower than it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    steps = 16
    for step in range(steps):
        spread = ROOM * 0.75 * (1 - step / steps) ** 1.5  # as light spreads: most of it near the edge
        ink = QColor(Qt.GlobalColor.black)
        ink.setAlphaF(0.0065)
        painter.setBrush(ink)
        grown = area.adjusted(-spread, -spread + 12, spread, spread + 8)
        painter.drawRoundedRect(grown, radius + spread, radius + spread)
    painter.restore()
