"""The ground under an entry that leads to a place: the current one has a surface and a line."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.theme.theme import theme
from ui.widgets.button import Button


def paint_place_ground(painter: QPainter, entry: Button) -> None:
    """Nothing where it is neither the current one nor under the mouse."""
    chosen = entry.isChecked()
    if not chosen and not entry.underMouse():
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme().colour("line"), 1) if chosen else Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour("surface" if chosen else "hover"))
    painter.drawRoundedRect(QRectF(entry.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
