"""An icon as a widget."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.theme.icons import icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import Token


class Icon(QWidget):
    """A Lucide icon beside words. It says nothing to a screen reader: the words do."""

    def __init__(self, name: str, size: int = 18, token: Token = "text_2", parent: QWidget | None = None) -> None:  # noqa: S107 - a colour token
        super().__init__(parent)
        self._name, self._size, self._token = name, size, token
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, name: str, token: Token) -> None:
        """Show another icon or colour."""
        self._name, self._token = name, token
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = theme().grown(self._size)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        side = theme().grown(self._size)
        pixmap = icon_pixmap(self._name, side, self._token, self.devicePixelRatioF())
        QPainter(self).drawPixmap(QPointF((self.width() - side) / 2, (self.height() - side) / 2), pixmap)
