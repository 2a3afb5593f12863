"""Hairlines."""

from PySide6.QtWidgets import QFrame, QWidget


class Rule(QFrame):
    """A one pixel line across; `strong` under section headings, `upright` between things side by side."""

    def __init__(self, *, strong: bool = False, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rule", "strong" if strong else "line")
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
