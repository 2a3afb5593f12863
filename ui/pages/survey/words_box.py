"""The big box for an answer in the person's own words."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from caseapp.domain.survey_instrument import LONGEST_TEXT
from ui.pages.survey.answer_row import big
from ui.theme.theme import theme


class WordsBox(QPlainTextEdit):
    """Plain text, up to 2,000 characters. No menu, and nothing can be pasted or dropped in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.refit()
        self.textChanged.connect(self._hold_length)

    def refit(self) -> None:
        """Take the text size in force."""
        self.setFont(big("body", 19))
        self.setMinimumHeight(theme().grown(220))

    @override
    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return False

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        return

    @override
    def createMimeDataFromSelection(self) -> QMimeData:
        return QMimeData()

    def _hold_length(self) -> None:
        text = self.toPlainText()
        if len(text) > LONGEST_TEXT:
            place = self.textCursor().position()
            self.setPlainText(text[:LONGEST_TEXT])
            cursor = self.textCursor()
            cursor.setPosition(min(place, LONGEST_TEXT))
            self.setTextCursor(cursor)
