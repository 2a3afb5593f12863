"""Draws tags: status badges, due badges and plain tags, the same in rows and beside headings."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from ui.theme.icons import icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import Status, tint_of

HEIGHT, _PAD, _GAP, _RADIUS, _ICON = 24, 8, 5, 6, 15


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: its words, its status (colour) and its icon. Words always say the state; colour never does alone."""

    text: str
    status: Status = "neutral"
    icon: str = ""


def late(text: str) -> Tag:
    """Past its date, as in "2 working days late"."""
    return Tag(text, "late", "clock-alert")


def soon(text: str) -> Tag:
    """Due within two working days."""
    return Tag(text, "soon", "clock")


def later(text: str) -> Tag:
    """Due, but not soon."""
    return Tag(text, "neutral", "calendar")


def met(text: str) -> Tag:
    """Done, as in "Met Mon 5 Oct"."""
    return Tag(text, "ok", "check")


def tag_size(tag: Tag) -> QSizeF:
    """Room a tag needs, in pixels."""
    width = QFontMetricsF(theme().font("badge", tabular=True)).horizontalAdvance(tag.text) + 2 * _PAD
    if tag.icon:
        width += theme().grown(_ICON) + _GAP
    return QSizeF(width, theme().grown(HEIGHT))


def draw_tag(painter: QPainter, at: QPointF, tag: Tag) -> QRectF:
    """Draw a tag from the top left point `at`, and give back the room it took."""
    area = QRectF(at, tag_size(tag))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme().tint_pen())
    painter.setBrush(theme().colour(tint_of(tag.status)))
    edge = 0.0 if theme().system is None else 0.5
    painter.drawRoundedRect(area.adjusted(edge, edge, -edge, -edge), _RADIUS, _RADIUS)
    left = area.left() + _PAD
    if tag.icon:
        side = theme().grown(_ICON)
        pixmap = icon_pixmap(tag.icon, side, tag.status, painter.device().devicePixelRatio())
        painter.drawPixmap(QPointF(round(left), round(area.center().y() - side / 2)), pixmap)
        left += side + _GAP
    painter.setPen(theme().colour(tag.status))
    painter.setFont(theme().font("badge", tabular=True))
    words = QRectF(left, area.top(), area.right() - left, area.height())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, tag.text)
    painter.restore()
    return area
