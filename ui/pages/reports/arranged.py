"""Three columns side by side, moving under one another where the window is narrow or the text large."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget
from typing_extensions import override

from ui.theme.theme import theme

LEFT, MIDDLE, RIGHT = 232, 430, 304
_GAP, _EDGE = 20, 32


class Arranged(QScrollArea):
    """Options, main card and rail in one area that scrolls as a whole."""

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._left, self._middle, self._right = left, middle, right
        self._columns = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("scrolled", True)
        self._grid = QGridLayout(inside)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(_GAP)
        self.setWidget(inside)
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        bar = self.width() - self.viewport().width()
        self._grid.setContentsMargins(_EDGE, 4, max(_EDGE - bar, 0), 20)
        room = self.width() - 2 * _EDGE
        left, middle, right = (theme().grown(width) for width in (LEFT, MIDDLE, RIGHT))
        columns = 3 if room >= left + middle + right + 2 * _GAP else 2 if room >= left + middle + _GAP else 1
        for part, width in ((self._left, left), (self._right, right)):
            fixed = columns == 3 or (columns == 2 and part is self._left)
            part.setMinimumWidth(width if fixed else 0)
            part.setMaximumWidth(width if fixed else 16_777_215)
        if columns == self._columns:
            return
        self._columns = columns
        for part in (self._left, self._middle, self._right):
            self._grid.removeWidget(part)
        if columns == 3:
            places = ((0, 0, 2, 1), (0, 1, 2, 1), (0, 2, 2, 1))
        elif columns == 2:
            places = ((0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1))
        else:
            places = ((0, 0, 1, 1), (1, 0, 1, 1), (2, 0, 1, 1))
        for part, place in zip((self._left, self._middle, self._right), places, strict=True):
            self._grid.addWidget(part, *place)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column == (1 if columns > 1 else 0) else 0)
