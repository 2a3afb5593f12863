"""A page of help beside the work: plain headings and paragraphs from `resources/help`."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.resources import read_text
from caseapp.base.words import _
from ui.widgets.button import IconButton
from ui.widgets.text import Text


class HelpCard(QFrame):
    """Shows one help text; Esc or its cross tells `closed`."""

    closed = Signal()

    def __init__(self, path: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "plain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(19, 12, 19, 18)
        column.setSpacing(6)
        self.close_button = IconButton("x", _("Close help"), small=True, plain=True)
        self.close_button.clicked.connect(self.closed)
        for line in read_text(path).splitlines():
            if line.startswith("# "):
                self.setAccessibleName(line[2:])
                head = QHBoxLayout()
                head.addWidget(Text(line[2:], "heading", wrap=True), 1)
                head.addWidget(self.close_button, alignment=Qt.AlignmentFlag.AlignTop)
                column.addLayout(head)
            elif line.startswith("## "):
                column.addSpacing(4)
                column.addWidget(Text(line[3:], "small_strong", wrap=True))
            elif line:
                column.addWidget(Text(line, "small", "text_2", wrap=True))
        column.addStretch()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
