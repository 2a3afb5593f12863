"""Labels and values over hairlines, straight on the page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.theme.theme import theme
from ui.widgets.rule import Rule
from ui.widgets.text import Text

_LABEL_WIDTH = 106


class Facts(QWidget):
    """What is known, to read: a line each. `show_facts` puts others in their place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._rows: QWidget | None = None

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Show these labels and values."""
        if self._rows is not None:
            self._column.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
        self._rows = QWidget()
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(7)
        grid.setHorizontalSpacing(12)
        grid.setColumnMinimumWidth(0, theme().grown(_LABEL_WIDTH))
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for place, (label, value) in enumerate(facts):
            grid.addWidget(Rule(), 2 * place, 0, 1, 2)
            grid.addWidget(Text(label, "small", "text_2"), 2 * place + 1, 0, top)
            grid.addWidget(Text(value, "small", wrap=True, tabular=True), 2 * place + 1, 1, top)
        self._column.addWidget(self._rows)
