"""Draws the risk badge: three bars and a word."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from caseapp.base.words import _
from ui.theme.theme import theme

RiskLevel = Literal["high", "medium", "standard", "unknown"]
HEIGHT, _PAD, _GAP, _RADIUS = 24, 8, 7, 6
_BARS: dict[RiskLevel, int] = {"high": 3, "medium": 2, "standard": 1, "unknown": 0}


def risk_word(level: RiskLevel) -> str:
    """The word on the badge."""
    words = {"high": _("High"), "medium": _("Medium"), "standard": _("Standard"), "unknown": _("Not assessed")}
    return words[level]


def risk_size(level: RiskLevel) -> QSizeF:
    """Room a risk badge needs, in pixels."""
    word = QFontMetricsF(theme().font("badge_strong")).horizontalAdvance(risk_word(level))
    return QSizeF(word + 2 * _PAD + _GAP + theme().grown(13), theme().grown(HEIGHT))


def draw_risk(painter: QPainter, at: QPointF, level: RiskLevel) -> QRectF:
    """Draw the badge from the top left point `at`, and give back the room it took."""
    area = QRectF(at, risk_size(level))
    ink = theme().colour({"high": "on_reverse", "medium": "text", "standard": "neutral", "unknown": "text_2"}[level])  # type: ignore[arg-type]  # every value is a token
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _ground(painter, area, level)
    unit = theme().grown(13) / 13
    left, base = area.left() + _PAD, area.center().y() + 5 * unit
    painter.setPen(Qt.PenStyle.NoPen)
    for bar, height in enumerate((4.5, 7.5, 10.5)):
        painter.setBrush(ink if bar < _BARS[level] else _faint(ink))
        painter.drawRoundedRect(QRectF(left + bar * 4.5 * unit, base - height * unit, 3 * unit, height * unit), 1, 1)
    painter.setPen(ink)
    painter.setFont(theme().font("badge_strong" if level in ("high", "medium") else "badge"))
    words = area.adjusted(_PAD + 13 * unit + _GAP, 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, risk_word(level))
    painter.restore()
    return area


def _ground(painter: QPainter, area: QRectF, level: RiskLevel) -> None:
    inner = area.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(Qt.PenStyle.NoPen)
    if level == "high":
        painter.setBrush(theme().colour("reverse"))
        inner = area
    elif level == "medium":
        painter.setBrush(theme().colour("surface"))
        painter.setPen(QPen(theme().colour("text_3"), 1))
    elif level == "standard":
        painter.setBrush(theme().colour("neutral_tint"))
        inner = area
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(theme().colour("text_3"), 1)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
    painter.drawRoundedRect(inner, _RADIUS, _RADIUS)


def _faint(ink: QColor) -> QColor:
    made = QColor(ink)
    made.setAlphaF(0.28)
    return made
