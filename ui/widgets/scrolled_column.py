"""A page that is one column of parts, one under the other, no wider than can be read; it scrolls when it must."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme.theme import theme
from ui.widgets.scrolling import scrolling


class ScrolledColumn(QWidget):
    """A subclass adds to `column`. `limit` is the widest it gets, at a text size of 100 %."""

    def __init__(self, title: str, margins: tuple[int, int, int, int], limit: int, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self._limit = limit
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll, inside = scrolling(self)
        outer.addWidget(scroll)
        self.across = QHBoxLayout(inside)
        self.across.setContentsMargins(*margins)
        self._middle = QWidget()
        self._middle.setMaximumWidth(theme().grown(limit))
        self.across.addWidget(self._middle, 1000)
        self.across.addStretch(1)
        self.column = QVBoxLayout(self._middle)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)

    def add(self, part: QWidget | QLayout, after: int = 24) -> None:
        """Put something below what is there, with room after it."""
        if isinstance(part, QWidget):
            self.column.addWidget(part)
        else:
            self.column.addLayout(part)
        self.column.addSpacing(after)

    def finish(self) -> None:
        """Nothing more is to be added."""
        self.column.addStretch(1)

    def first_focus(self) -> None:
        """Put the focus where work starts; a subclass says where."""

    def clear(self) -> None:
        """Forget what was typed and shown; a subclass with fields does so."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._middle.setMaximumWidth(theme().grown(self._limit))


def side_by_side(*parts: QWidget, gap: int = 12) -> QHBoxLayout:
    """Buttons, or a button and words, in one row from the left."""
    row = QHBoxLayout()
    row.setSpacing(gap)
    for part in parts:
        row.addWidget(part)
    row.addStretch()
    return row
