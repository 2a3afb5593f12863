"""A text of the app's own help to read: Markdown, shown with the app's own letters. Opens nothing outside."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget
from typing_extensions import override

from ui.theme.theme import theme


class Reading(QTextBrowser):
    """`show_text(title, markdown)`; keys scroll it, Tab leaves it. Links in it are ignored."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_text(self, title: str, markdown: str) -> None:
        """Show a text from its start; `title` is what a screen reader calls it."""
        document = self.document()
        document.setDefaultFont(theme().font("body"))
        document.setMarkdown(markdown, QTextDocument.MarkdownFeature.MarkdownDialectCommonMark)
        self.setAccessibleName(title)
        self.verticalScrollBar().setValue(0)

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None
