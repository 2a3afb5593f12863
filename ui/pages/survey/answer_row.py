"""One answer of a survey question: a big row with its radio, its words and its key."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from ui.theme.style import draw_radio
from ui.theme.theme import theme
from ui.theme.tokens import Token
from ui.theme.type import Role
from ui.widgets.key_paint import caps_size, draw_caps

_RADIUS = 14


def big(role: Role, size: int) -> QFont:
    """The font of a role at another size, in pixels at 100 %: the survey is read from further away."""
    made = QFont(theme().font(role))
    made.setPixelSize(theme().grown(size))
    return made


class AnswerRow(QAbstractButton):
    """An answer. Space or a click chooses it; Enter is left to the page, for Next.

    `tall` rows are those of the scale; the others ("Not sure") are a little smaller. A `tile` shows only its number.
    """

    def __init__(
        self, label: str, key: str, *, tall: bool = True, tile: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setText(label.replace("&", "&&"))
        self._label, self._key, self._tall, self._tile = label, key, tall, tile
        self.setCheckable(True)
        self.setAccessibleName(label)
        across = QSizePolicy.Policy.Fixed if tile else QSizePolicy.Policy.Expanding
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        if self._tile:
            return QSize(theme().grown(66), theme().grown(64))
        words = QFontMetricsF(self._face(bold=True)).horizontalAdvance(self._label)
        room = 2 * self._edge() + self._radio() + theme().grown(18) + words + theme().grown(12) + self._cap_width()
        return QSize(round(room), theme().grown(64 if self._tall else 58))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def nextCheckState(self) -> None:
        self.setChecked(True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        edge = 2.0 if on else 1.0
        ground: Token = "accent_tint" if on else "hover" if self.underMouse() else "surface"
        painter.setBrush(theme().colour(ground))
        painter.setPen(QPen(theme().colour("accent" if on else "control"), edge))
        inset = edge / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)
        if self._tile:
            self._write(painter, QRectF(self.rect()), self._tile, Qt.AlignmentFlag.AlignCenter)
            return
        side = self._radio()
        left = self._edge()
        draw_radio(painter, QRectF(left, (self.height() - side) / 2, side, side), on)
        left += side + theme().grown(18)
        words = QRectF(left, 0, self.width() - left, self.height())
        self._write(painter, words, self._label, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        if self._key:
            size = caps_size((self._key,))
            at = QPointF(self.width() - self._edge() - size.width(), (self.height() - size.height()) / 2)
            draw_caps(painter, at, (self._key,), theme().colour("text_2"), theme().colour("line_strong"))

    def _write(self, painter: QPainter, area: QRectF, words: str, align: Qt.AlignmentFlag) -> None:
        painter.setFont(self._face(bold=self.isChecked()))
        painter.setPen(theme().colour("text"))
        painter.drawText(area, align, words)

    def _face(self, *, bold: bool) -> QFont:
        return big("body_strong" if bold else "body_medium", 21 if self._tall else 19)

    def _radio(self) -> int:
        return theme().grown(32 if self._tall else 28)

    def _edge(self) -> int:
        return theme().grown(23)

    def _cap_width(self) -> float:
        return caps_size((self._key,)).width() if self._key else 0.0
