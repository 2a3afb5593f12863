"""Draws where a right stands: four shapes that read without colour."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from caseapp.base.words import _
from ui.theme.theme import theme

RightState = Literal["met", "started", "late", "not_yet"]


def right_word(state: RightState) -> str:
    """The word that stands beside the glyph."""
    return {"met": _("Met"), "started": _("Started"), "late": _("Late"), "not_yet": _("Not yet")}[state]


def draw_right(painter: QPainter, area: QRectF, state: RightState) -> None:
    """Tick disc met, half disc started, square clock late, ring not yet; `area` is a square of about 20."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    unit = area.width() / 20
    if state == "met":
        _disc(painter, area)
    elif state == "started":
        _half(painter, area, unit)
    elif state == "late":
        _clock(painter, area, unit)
    else:
        painter.setPen(QPen(theme().colour("control"), 2 * unit))
        painter.drawEllipse(area.adjusted(unit, unit, -unit, -unit))
    painter.restore()


def draw_tick(painter: QPainter, area: QRectF, width: float) -> None:
    """A tick across `area`, in the painter's pen colour."""
    pen = QPen(painter.pen().color(), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    points = ((0.29, 0.52), (0.44, 0.66), (0.72, 0.36))
    painter.drawPolyline(
        QPolygonF([QPointF(area.x() + x * area.width(), area.y() + y * area.height()) for x, y in points])
    )


def _disc(painter: QPainter, area: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour("ok"))
    painter.drawEllipse(area)
    painter.setPen(theme().colour("on_reverse"))
    draw_tick(painter, area, area.width() / 10)


def _half(painter: QPainter, area: QRectF, unit: float) -> None:
    ring = area.adjusted(unit, unit, -unit, -unit)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour("info"))
    painter.drawPie(ring, 90 * 16, 180 * 16)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().colour("info"), 2 * unit))
    painter.drawEllipse(ring)


def _clock(painter: QPainter, area: QRectF, unit: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour("late"))
    painter.drawRoundedRect(area, 5 * unit, 5 * unit)
    ink = theme().colour("on_reverse")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 1.6 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    centre = area.center()
    painter.drawEllipse(centre, 5.2 * unit, 5.2 * unit)
    painter.drawPolyline(QPolygonF([centre - QPointF(0, 2.7 * unit), centre, centre + QPointF(1.9 * unit, 1.1 * unit)]))
