"""What all steps before the vault is open share: one narrow column in the middle, which scrolls when it must."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme.theme import theme
from ui.widgets.text import Text

COLUMN = 472


class Step(QWidget):
    """A title, an optional sentence, and what a subclass adds to `column`."""

    def __init__(self, title: str, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(scroll)
        inside = QWidget()
        inside.setProperty("scrolled", True)
        scroll.setWidget(inside)
        across = QHBoxLayout(inside)
        across.setContentsMargins(32, 32, 32, 32)
        middle = QWidget()
        middle.setMaximumWidth(theme().grown(COLUMN))
        across.addStretch(1)
        across.addWidget(middle, 1000)
        across.addStretch(1)
        self.column = QVBoxLayout(middle)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addStretch(1)
        self.title = Text(title, "title", wrap=True)
        self.column.addWidget(self.title)
        self.column.addSpacing(10 if words else 16)
        if words:
            self.column.addWidget(Text(words, "body", "text_2", wrap=True))
            self.column.addSpacing(20)

    def add(self, part: QWidget | QLayout, after: int = 16) -> None:
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
        """Forget what was typed; a subclass with fields does so."""


def side_by_side(*parts: QWidget, gap: int = 12) -> QHBoxLayout:
    """Buttons or a button and words in one row, from the left."""
    row = QHBoxLayout()
    row.setSpacing(gap)
    for part in parts:
        row.addWidget(part)
    row.addStretch()
    return row
