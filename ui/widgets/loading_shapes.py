"""Still grey shapes in the final layout, shown only after 300 ms."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.theme.theme import theme

_WIDTHS = ((0.17, 0.30, 0.22), (0.17, 0.23, 0.22), (0.17, 0.34, 0.22), (0.17, 0.26, 0.22))


class LoadingShapes(QWidget):
    """The rows of a list before they are there; `name` is what a screen reader hears, as in "Opening caseload"."""

    def __init__(
        self, name: str, rows: int = 4, *, head: bool = True, row_height: int = 46, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows, self._head, self._row_height = rows, head, row_height
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, theme().grown(self._row_height) * self._rows + (theme().grown(42) if self._head else 0))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)  # shapes may be cut; what stands behind them in a stack must not make the window grow

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme().colour("line"), 1))
        painter.setBrush(theme().colour("surface"))
        painter.drawRoundedRect(area, 12, 12)
        top = 0.0
        if self._head:
            top = float(theme().grown(42))
            painter.setClipRect(QRectF(0, 0, self.width(), top))
            painter.setBrush(theme().colour("sunken"))
            painter.drawRoundedRect(area, 12, 12)
            painter.setClipping(False)
        height = theme().grown(self._row_height)
        for row in range(self._rows):
            painter.setPen(QPen(theme().colour("line"), 1))
            if row or self._head:
                painter.drawLine(area.topLeft() + QPointF(0, top), area.topRight() + QPointF(0, top))
            self._bars(painter, QRectF(16, top, self.width() - 32, height), _WIDTHS[row % len(_WIDTHS)])
            top += height

    def _bars(self, painter: QPainter, area: QRectF, shares: tuple[float, ...]) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("line"))
        thick = theme().grown(13)
        y = area.center().y() - thick / 2
        first, second, third = (share * area.width() for share in shares)
        for left, width in ((0.0, first), (area.width() * 0.22, second), (area.width() - third, third)):
            painter.drawRoundedRect(QRectF(area.left() + left, y, width, thick), 6, 6)
