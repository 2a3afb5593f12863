"""Draws key caps: the small outlined boxes that print a shortcut on the thing it works."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from ui.theme.theme import theme

_PAD, _GAP, _RADIUS = 5.0, 4.0, 4.0


def caps_size(keys: Sequence[str]) -> QSizeF:
    """Room that a row of caps needs, in pixels."""
    if not keys:
        return QSizeF(0, 0)
    metrics = QFontMetricsF(theme().font("key"))
    height = theme().grown(18)
    widths = [max(metrics.horizontalAdvance(key) + 2 * _PAD, height) for key in keys]
    return QSizeF(sum(widths) + _GAP * (len(keys) - 1), height)


def draw_caps(painter: QPainter, at: QPointF, keys: Sequence[str], ink: QColor, edge: QColor) -> float:
    """Draw caps from the top left point `at`, and give back their width."""
    face = theme().font("key")
    metrics = QFontMetricsF(face)
    height = theme().grown(18)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(face)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    left = at.x()
    for key in keys:
        width = max(metrics.horizontalAdvance(key) + 2 * _PAD, height)
        cap = QRectF(left, at.y(), width, height)
        painter.setPen(QPen(edge, 1))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.setPen(ink)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
        left += width + _GAP
    painter.restore()
    return left - _GAP - at.x()
