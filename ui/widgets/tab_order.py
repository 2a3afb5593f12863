"""Tab comes to parts in reading order, also to those that were made later than what stands below them."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget


def keep_tab_order(*parts: QWidget) -> None:
    """Tab goes through these parts of one window in this order, and through what stands in each of them."""
    inside = (widget for part in parts for widget in (part, *part.findChildren(QWidget)))
    window = parts[0].window()  # the list of a drop-down has one of its own
    for before, after in pairwise(widget for widget in inside if widget.window() is window and _takes_keys(widget)):
        QWidget.setTabOrder(before, after)


def _takes_keys(widget: QWidget) -> bool:
    """A button of a row may take the keys later, when it is the chosen one."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) or isinstance(widget, QAbstractButton)
