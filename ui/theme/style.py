"""Fusion, except for the tick box, the radio and the dotted focus line, which are ours.

The style sheet leaves indicators alone so that they are drawn here, the same in forms, tables and menus.
"""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QWidget
from typing_extensions import override

from ui.theme.theme import theme
from ui.theme.tokens import Token

_P = QStyle.PrimitiveElement
_TICKS = (_P.PE_IndicatorCheckBox, _P.PE_IndicatorItemViewItemCheck)


class AppStyle(QProxyStyle):
    """The base style of the app. The focus ring is a widget of its own, so no focus rectangle is drawn."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    @override
    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        if element == _P.PE_FrameFocusRect:
            return
        if element in _TICKS:
            draw_tick_box(painter, QRectF(option.rect), *_state(option))
        elif element == _P.PE_IndicatorRadioButton:
            draw_radio(painter, QRectF(option.rect), *_state(option))
        else:
            super().drawPrimitive(element, option, painter, widget)


def _state(option: QStyleOption) -> tuple[bool, bool, bool]:
    flags = option.state
    return (
        bool(flags & QStyle.StateFlag.State_On),
        bool(flags & QStyle.StateFlag.State_NoChange),
        bool(flags & QStyle.StateFlag.State_Enabled),
    )


def _square(rect: QRectF) -> QRectF:
    side = min(rect.width(), rect.height()) - 1
    return QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)


def draw_tick_box(painter: QPainter, rect: QRectF, ticked: bool, partly: bool = False, enabled: bool = True) -> None:
    """A tick box filling `rect`; delegates use it too."""
    box = _square(rect)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    filled = ticked or partly
    fill: Token = "accent" if filled and enabled else "control" if filled else "surface"
    painter.setBrush(theme().colour(fill))
    painter.setPen(QPen(theme().colour("accent" if filled and enabled else "control"), 1))
    painter.drawRoundedRect(box, 5, 5)
    pen = QPen(theme().colour("on_accent"), box.width() / 10, Qt.PenStyle.SolidLine)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points: tuple[tuple[float, float], ...] = ()
    if ticked:
        points = ((0.27, 0.53), (0.43, 0.69), (0.74, 0.34))
    elif partly:
        points = ((0.28, 0.5), (0.5, 0.5), (0.72, 0.5))
    painter.drawPolyline(QPolygonF([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in points]))
    painter.restore()


def draw_radio(painter: QPainter, rect: QRectF, chosen: bool, partly: bool = False, enabled: bool = True) -> None:
    """A radio filling `rect`; delegates use it too. `partly` is taken for a common call and means nothing."""
    box = _square(rect)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme().colour("surface"))
    edge = theme().colour("accent" if chosen and enabled else "control")
    width = 2.0 if chosen else 1.0
    painter.setPen(QPen(edge, width))
    painter.drawEllipse(box.adjusted(width / 2 - 0.5, width / 2 - 0.5, 0.5 - width / 2, 0.5 - width / 2))
    if chosen and not partly:
        painter.setBrush(edge)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(box.center(), box.width() * 0.25, box.width() * 0.25)
    painter.restore()
