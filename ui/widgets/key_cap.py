"""Key caps as a widget."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.theme.theme import theme
from ui.widgets.key_paint import caps_size, draw_caps


class KeyCap(QWidget):
    """One or more keys, as in `KeyCap(("Ctrl", "N"))`. Its accessible name reads "Ctrl+N"."""

    def __init__(self, keys: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = tuple(keys)
        self.setAccessibleName("+".join(keys))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return caps_size(self.keys).toSize()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_caps(painter, QPointF(0, 0), self.keys, theme().colour("text_2"), theme().colour("line_strong"))
