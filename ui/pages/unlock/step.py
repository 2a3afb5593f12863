"""What all steps before the vault is open share: one narrow column in the middle, which scrolls when it must."""

from PySide6.QtWidgets import QLayout, QWidget
from typing_extensions import override

from ui.widgets.scrolled_column import ScrolledColumn, side_by_side
from ui.widgets.text import Text

__all__ = ["COLUMN", "Step", "side_by_side"]

COLUMN = 472


class Step(ScrolledColumn):
    """A title, an optional sentence, and what a subclass adds to `column`."""

    def __init__(self, title: str, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, (32, 32, 32, 32), COLUMN, parent)
        self.across.insertStretch(0, 1)
        self.column.addStretch(1)
        self.title = Text(title, "title", wrap=True)
        self.column.addWidget(self.title)
        self.column.addSpacing(10 if words else 16)
        if words:
            self.column.addWidget(Text(words, "body", "text_2", wrap=True))
            self.column.addSpacing(20)

    @override
    def add(self, part: QWidget | QLayout, after: int = 16) -> None:
        super().add(part, after)
