"""The strip of keys at the foot of a page."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.flow_layout import FlowLayout
from ui.widgets.key_cap import KeyCap
from ui.widgets.rule import Rule
from ui.widgets.text import Text


class HelpStrip(QFrame):
    """`HelpStrip((("Enter", _("open case")), ("Ctrl+Z", _("undo"))))`: what keys do here, as a page's `keys`."""

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Rule())
        inside = QWidget()
        flow = FlowLayout(inside, gap=20, line_gap=4)
        flow.setContentsMargins(32, 8, 32, 8)
        for pressed, words in keys:
            flow.addWidget(_pair(pressed, words))
        outer.addWidget(inside)
        self.setAccessibleName(", ".join(f"{pressed}: {words}" for pressed, words in keys))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


def _pair(pressed: str, words: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(7)
    row.addWidget(KeyCap((pressed.replace("+", " "),)))
    row.addWidget(Text(words, "meta", "text_2"))
    return made
