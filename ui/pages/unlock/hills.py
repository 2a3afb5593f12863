"""The calm picture beside the unlock form: sky, sun and hills, in the theme's own colours."""

from itertools import pairwise

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.theme.icons import app_icon, icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import Token
from ui.widgets.text import Text

_WIDTH, _HEIGHT = 560, 864
_MARGIN = 56
_WAVES: tuple[tuple[tuple[int, int], ...], ...] = (
    ((-60, 604), (150, 545), (510, 668), (720, 490)),
    ((-50, 648), (178, 603), (446, 679), (680, 590)),
    ((-80, 645), (72, 673), (252, 658), (478, 706), (680, 655)),
    ((-90, 742), (130, 709), (215, 712), (350, 705), (660, 768)),
    ((-60, 768), (110, 761), (235, 768), (446, 749), (660, 806)),
)
"""Crests and troughs of each hill, back to front, in a panel of 560 by 864."""


def _mixed(back: Token, front: Token, part: float) -> QColor:
    one, other = theme().colour(back), theme().colour(front)
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * part,
        one.greenF() + (other.greenF() - one.greenF()) * part,
        one.blueF() + (other.blueF() - one.blueF()) * part,
    )


def _layers() -> tuple[QColor, ...]:
    """Colours of the hills, back to front; the words stand on the last."""
    if theme().scheme == "dark":
        return tuple(_mixed("canvas", "accent_tint", part) for part in (0.3, 0.5, 0.7, 0.85, 1.0))
    paler = tuple(_mixed("canvas", "accent", part) for part in (0.17, 0.38, 0.7))
    return (*paler, theme().colour("accent"), theme().colour("accent_hover"))


class _HillText(Text):
    """Words on the hills: light in both schemes."""

    @override
    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme().colour("text" if theme().scheme == "dark" else "on_accent"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect(), flags, self.plain())


class HillsPanel(QWidget):
    """The app's name, one sentence, and where the data stays. Decoration says nothing to a screen reader."""

    def __init__(self, *, known: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 64, _MARGIN, 44)
        column.setSpacing(0)
        column.addSpacing(76)
        column.addWidget(Text(_("Case Tracker"), "masthead"))
        column.addSpacing(10)
        self._purpose = Text("", "lead", "text_2", wrap=True)
        column.addWidget(self._purpose)
        column.addStretch()
        foot = QHBoxLayout()
        foot.setContentsMargins(34, 0, 0, 0)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        self._stays = _HillText(_("All data stays on this laptop"), "body_strong", wrap=True)
        lines.addWidget(self._stays)
        self._locked = _HillText(_("Locked with your passphrase. Nothing is sent anywhere."), "body", wrap=True)
        lines.addWidget(self._locked)
        foot.addLayout(lines)
        column.addLayout(foot)
        self.greet(known=known)

    def greet(self, *, known: bool) -> None:
        """Say what there is to do: unlock what is there (`known`), or begin."""
        if known:
            words = _("Unlock your records to carry on where you left off. Works with no internet.")
        else:
            words = _("Set up your records, or look round.")
        self._purpose.set_text(words)
        self._locked.setVisible(known)  # set-up says it, and reading takes time

    @override
    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        self._draw_sky(painter, area)
        across = area.width() / _WIDTH
        down = area.height() - _HEIGHT
        for points, colour in zip(_WAVES, _layers(), strict=True):
            painter.fillPath(_hill([QPointF(x * across, y + down) for x, y in points], area.height()), colour)
        painter.drawPixmap(QPointF(_MARGIN, 64), app_icon().pixmap(QSize(44, 44), self.devicePixelRatioF()))
        token: Token = "text" if theme().scheme == "dark" else "on_accent"
        laptop = icon_pixmap("laptop", 21, token, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(_MARGIN, self._stays.mapTo(self, QPoint(0, 1)).y()), laptop)

    def _draw_sky(self, painter: QPainter, area: QRectF) -> None:
        sky = QLinearGradient(area.topLeft(), area.bottomLeft())
        sky.setColorAt(0, _mixed("canvas", "accent_tint", 0.55))
        sky.setColorAt(0.55, _mixed("canvas", "soon_tint", 0.15 if theme().scheme == "dark" else 0.45))
        sky.setColorAt(1, theme().colour("canvas"))
        painter.fillRect(area, sky)
        if theme().system is not None:
            return  # no sun without its colour
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_mixed("soon_tint", "soon_edge", 0.15 if theme().scheme == "dark" else 0.35))
        centre = QPointF(392 * area.width() / _WIDTH, 570 + area.height() - _HEIGHT)
        painter.drawEllipse(centre, 58, 58)


def _hill(points: list[QPointF], floor: float) -> QPainterPath:
    path = QPainterPath(points[0])
    for start, end in pairwise(points):
        middle = (start.x() + end.x()) / 2
        path.cubicTo(QPointF(middle, start.y()), QPointF(middle, end.y()), end)
    path.lineTo(points[-1].x(), floor)
    path.lineTo(points[0].x(), floor)
    path.closeSubpath()
    return path
