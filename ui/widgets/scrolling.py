"""The part of a page that scrolls up and down."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def scrolling(parent: QWidget) -> tuple[QScrollArea, QWidget]:
    """An area as wide as its place, that never takes the focus, and the empty widget inside it, to be filled.

    Both stand in the page before they are filled. An area that gets its parent only afterwards works out the look of
    everything inside it once for itself and once more for every parent: half of what some pages took to be made.
    """
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inside = QWidget()
    inside.setProperty("scrolled", True)
    area.setWidget(inside)
    return area, inside
