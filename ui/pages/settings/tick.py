"""A tick box with a quiet line below it."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ui.theme.apply import set_role
from ui.widgets.text import Text

_INDENT = 32


class Tick(QWidget):
    """One thing that is on or off. Tells `chosen(bool)`."""

    chosen = Signal(bool)

    def __init__(self, label: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(label)
        set_role(self.box, "body_strong")
        self.box.setAccessibleDescription(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.box)
        if hint:
            below = Text(hint, "small", "text_2", wrap=True)
            below.setIndent(0)
            line = QVBoxLayout()
            line.setContentsMargins(_INDENT, 0, 0, 0)
            line.addWidget(below)
            column.addLayout(line)
        self.box.toggled.connect(self.chosen)

    def show_value(self, on: bool) -> None:
        """Show it on or off without telling `chosen`."""
        with QSignalBlocker(self.box):
            self.box.setChecked(on)
