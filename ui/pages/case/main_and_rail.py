"""A main column with a rail at its right; where there is no room, the rail stands below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme.room import has_room_beside
from ui.theme.theme import theme

_EDGE = 32


class MainAndRail(QScrollArea):
    """Scrolls both together. Fill `main` and `rail` (both QVBoxLayout).

    `main_width(int)` tells how wide the main column may be, for what must break into lines.
    """

    main_width = Signal(int)

    def __init__(self, rail_width: int, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rail_width, self._gap = rail_width, gap
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("scrolled", True)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._both.setSpacing(gap)
        self._left, self._right = QWidget(), QWidget()
        self.main, self.rail = QVBoxLayout(self._left), QVBoxLayout(self._right)
        for column in (self.main, self.rail):
            column.setContentsMargins(0, 0, 0, 0)
        self._left.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._both.addWidget(self._left, 1)
        self._both.addWidget(self._right)
        self.setWidget(inside)
        self._fit(1200)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(self.viewport().width())

    def _fit(self, width: int) -> None:
        beside = width - 2 * _EDGE - theme().grown(self._rail_width) - self._gap
        wide = has_room_beside(self.width()) and self._left.minimumSizeHint().width() <= beside
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._both.setDirection(way)
        bar = self.width() - self.viewport().width()
        self._both.setContentsMargins(_EDGE, 20, _EDGE - min(bar, _EDGE), 24)
        room = theme().grown(self._rail_width)
        self._right.setMinimumWidth(room if wide else 0)
        self._right.setMaximumWidth(room if wide else 16_777_215)
        taken = 2 * _EDGE - bar + (room + self._gap if wide else 0)
        self.main_width.emit(width - taken)
