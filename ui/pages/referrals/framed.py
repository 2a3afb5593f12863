"""What stands where the list would be."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


def framed(part: QWidget) -> QWidget:
    """A part with the page's edges around it. While it is not shown it does not make the page taller."""
    made = QWidget()
    made.setMinimumHeight(1)
    column = QVBoxLayout(made)
    column.setContentsMargins(28, 12, 28, 28)
    column.addWidget(part)
    column.addStretch()
    return made
