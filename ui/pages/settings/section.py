"""What all sections of the settings share: one column that scrolls, with a heading."""

from PySide6.QtWidgets import QWidget

from ui.widgets.scrolled_column import ScrolledColumn, side_by_side
from ui.widgets.text import Text

__all__ = ["COLUMN", "Section", "side_by_side"]

COLUMN = 640


class Section(ScrolledColumn):
    """A title, an optional sentence, and what a subclass adds. `load` and `clear` are told by the page."""

    def __init__(self, title: str, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, (28, 28, 32, 32), COLUMN, parent)
        self.column.addWidget(Text(title, "subtitle", wrap=True))
        self.column.addSpacing(8 if words else 18)
        if words:
            self.column.addWidget(Text(words, "body", "text_2", wrap=True))
            self.column.addSpacing(22)

    def load(self) -> None:
        """Read what is shown; a subclass with something to read does so."""
