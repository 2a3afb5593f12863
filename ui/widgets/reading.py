"""A text of the app's own help to read: Markdown, shown with the app's own letters. Opens nothing outside."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QFont, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget
from typing_extensions import override

from ui.theme.theme import theme

_ABOVE = {2: 14, 3: 10}
"""Pixels above a heading, by its level."""


class Reading(QTextBrowser):
    """`show_text(title, markdown)`; keys scroll it, Tab leaves it. Links in it are ignored."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bare", True)
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
        self._space_out(document)
        self.setAccessibleName(title)
        self.moveCursor(QTextCursor.MoveOperation.Start)  # kept in view while the text finds its width
        self.verticalScrollBar().setValue(0)

    def _space_out(self, document: QTextDocument) -> None:
        """Room between the parts, and headings in the app's own letters: Markdown brings neither."""
        block = document.begin()
        while block.isValid():
            cursor, shape = QTextCursor(block), block.blockFormat()
            level, listed = shape.headingLevel(), block.textList() is not None
            shape.setTopMargin(theme().grown(_ABOVE.get(level, 0)))
            shape.setBottomMargin(theme().grown(6 if level or listed else 12))
            shape.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            cursor.setBlockFormat(shape)
            if level:
                letters = QTextCharFormat()
                letters.setFont(theme().font("subtitle" if level == 1 else "heading"))
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                cursor.mergeCharFormat(letters)
            else:
                self._plain_weights(block)
            block = block.next()

    def _plain_weights(self, block: QTextBlock) -> None:
        """What is stressed in the weight that is bundled, not one the computer makes up; a title is upright too."""
        pieces = block.begin()
        stressed = []
        while not pieces.atEnd():
            piece, letters = pieces.fragment(), pieces.fragment().charFormat()
            if letters.fontItalic() or letters.fontWeight() > QFont.Weight.DemiBold:
                stressed.append((piece.position(), piece.length()))
            pieces += 1
        for start, length in stressed:
            cursor, letters = QTextCursor(block), QTextCharFormat()
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            letters.setFontItalic(False)
            letters.setFontWeight(QFont.Weight.DemiBold)
            cursor.mergeCharFormat(letters)

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        return None
