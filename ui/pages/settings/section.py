"""What all sections of the settings share: one column that scrolls, with a heading."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme.theme import theme
from ui.widgets.scrolling import scrolling
from ui.widgets.text import Text

COLUMN = 640


class Section(QWidget):
    """A title, an optional sentence, and what a subclass adds. `load` and `clear` are told by the page."""

    def __init__(self, title: str, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll, inside = scrolling(self)
        outer.addWidget(scroll)
        across = QHBoxLayout(inside)
        across.setContentsMargins(28, 28, 32, 32)
        self._middle = QWidget()
        across.addWidget(self._middle, 1000)
        across.addStretch(1)
        self.column = QVBoxLayout(self._middle)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(Text(title, "subtitle", wrap=True))
        self.column.addSpacing(8 if words else 18)
        if words:
            self.column.addWidget(Text(words, "body", "text_2", wrap=True))
            self.column.addSpacing(22)

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

    def load(self) -> None:
        """Read what is shown; a subclass with something to read does so."""

    def first_focus(self) -> None:
        """Put the focus where work starts; a subclass says where."""

    def clear(self) -> None:
        """Forget what was typed and shown; a subclass with fields does so."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._middle.setMaximumWidth(theme().grown(COLUMN))


def side_by_side(*parts: QWidget, gap: int = 12) -> QHBoxLayout:
    """Buttons in one row, from the left."""
    row = QHBoxLayout()
    row.setSpacing(gap)
    for part in parts:
        row.addWidget(part)
    row.addStretch()
    return row
