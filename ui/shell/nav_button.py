"""One entry of the sidebar, wide or as an icon in the rail."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.theme.icons import icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import Token
from ui.widgets.avatar import draw_avatar
from ui.widgets.button import Button
from ui.widgets.place_ground import paint_place_ground

HEIGHT = 36


class NavButton(Button):
    """Icon or initials, words, and a count. The current one has a surface, a line, a teal icon and heavier text."""

    kind = "plain"

    def __init__(
        self, text: str, *, icon: str = "", letters: str = "", name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, icon=icon, small=True, parent=parent)
        self._letters, self._spoken = letters, name or text
        self._count: int | None = None
        self._rail = False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()

    def set_count(self, count: int | None) -> None:
        """Show how many; None or 0 shows no number."""
        self._count = count or None
        self._say()
        self.update()

    def set_rail(self, rail: bool) -> None:
        """Show the icon alone, with the words as a tooltip; or all of it."""
        self._rail = rail
        self.setToolTip(self._spoken if rail else "")
        self.updateGeometry()
        self.update()

    @override
    def nextCheckState(self) -> None:
        """The sidebar says which place is current, not the press."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme().grown(42) if self._rail else 160, theme().grown(HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    @override
    def paint_ground(self, painter: QPainter) -> None:
        paint_place_ground(painter, self)

    @override
    def paint_content(self, painter: QPainter) -> None:
        side = theme().grown(22 if self._letters else 18)
        left = (self.width() - side) / 2 if self._rail else (9 if self._letters else 11)
        top = (self.height() - side) / 2
        if self._letters:
            draw_avatar(painter, QRectF(left, top, side, side), self._letters, square=True)
        else:
            token: Token = "accent" if self.isChecked() else "text_2"
            painter.drawPixmap(QPointF(left, top), icon_pixmap(self._icon_name, side, token, self.devicePixelRatioF()))
        if not self._rail:
            self._paint_words(painter, left + side + 10)

    def _paint_words(self, painter: QPainter, left: float) -> None:
        room = QRectF(left, 0, self.width() - left - 11, self.height())
        if self._count is not None:
            painter.setFont(theme().font("small", tabular=True))
            painter.setPen(theme().colour("text_2"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(self._count))
            room.setRight(room.right() - QFontMetricsF(painter.font()).horizontalAdvance(str(self._count)) - 6)
        face = theme().font("body_strong" if self.isChecked() else "body_medium", tabular=True)
        painter.setFont(face)
        painter.setPen(theme().colour("text" if self.isChecked() else "text_2"))
        words = QFontMetricsF(face).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _say(self) -> None:
        self.setAccessibleName(self._spoken if self._count is None else f"{self._spoken}, {self._count}")
