"""The page of harmless notes that hides the screen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.theme.apply import set_role
from ui.widgets.focus_ring import OWN_RING
from ui.widgets.rule import Rule
from ui.widgets.text import Text


class Cover(QWidget):
    """Looks like a notes program. What is typed into it is thrown away; F9 and Esc go to unlocking."""

    left = Signal()

    def __init__(self, lines: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = "\n".join(lines)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Notes"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = Text(_("Notes"), "small", "text_2")
        head.setProperty("ground", "canvas")
        head.setContentsMargins(20, 8, 20, 8)
        column.addWidget(head)
        column.addWidget(Rule())
        self.notes = QTextEdit()
        self.notes.setAcceptRichText(False)
        self.notes.setPlainText(self._lines)
        self.notes.setProperty("bare", True)
        self.notes.setViewportMargins(20, 14, 20, 14)
        self.notes.setProperty(OWN_RING, True)
        self.notes.setFrameShape(QTextEdit.Shape.NoFrame)
        self.notes.setAccessibleName(_("Notes"))
        set_role(self.notes, "body")
        column.addWidget(self.notes, 1)

    def set_lines(self, lines: Sequence[str]) -> None:
        """Show other lines from the next time on."""
        self._lines = "\n".join(lines)

    def ready(self) -> None:
        """The harmless lines again, with the cursor at their end."""
        self.notes.setPlainText(self._lines)
        self.notes.moveCursor(self.notes.textCursor().MoveOperation.End)
        self.notes.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F9):
            self.left.emit()
        else:
            super().keyPressEvent(event)
