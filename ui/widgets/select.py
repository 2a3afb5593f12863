"""A drop-down with our own chevron."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from ui.theme.icons import icon_pixmap
from ui.theme.theme import theme

_LEAST = 140


class Select(QComboBox):
    """`Select(((value, label), …))`: for more than eight answers; fewer are better as chips."""

    def __init__(self, options: Sequence[tuple[str, str]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other answers; the one chosen stays if it is still offered."""
        kept = self.value()
        self.clear()
        for value, label in options:
            self.addItem(label, value)
        self.set_value(kept)

    def value(self) -> str | None:
        """The answer chosen."""
        data = self.currentData()
        return data if isinstance(data, str) else None

    def set_value(self, value: str | None) -> None:
        """Choose an answer; the first one if it is not offered."""
        self.setCurrentIndex(max(0, self.findData(value)) if self.count() else -1)

    @override
    def minimumSizeHint(self) -> QSize:
        """Long answers may be cut in the closed field: the open list shows them whole."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), theme().grown(_LEAST)), least.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme().grown(18)
        pixmap = icon_pixmap("chevron-down", side, "text_2", self.devicePixelRatioF())
        at = QPointF(self.width() - side - 10, (self.height() - side) / 2)
        QPainter(self).drawPixmap(at, pixmap)
