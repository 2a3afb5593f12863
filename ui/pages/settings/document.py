"""A text that ships with the app, shown beside the settings: help in plain Markdown, or a licence as it stands."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.theme.theme import theme
from ui.widgets.button import SecondaryButton
from ui.widgets.text import Text


class Document(QWidget):
    """Title, Back, and the text to scroll and select. Esc or Back tells `closed`."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Text("", "subtitle", wrap=True)
        self.back = SecondaryButton(_("Back"), icon="arrow-left")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.back, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 28, 32, 32)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self.text, 1)
        self.back.clicked.connect(self.closed)

    def show_text(self, title: str, text: str) -> None:
        """Show a text from its start."""
        self._title.set_text(title)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(theme().grown(14))
        self.text.setFont(font)
        self.text.setPlainText(text)
        self.text.setAccessibleName(title)
        self.text.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
