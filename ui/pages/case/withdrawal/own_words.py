"""The plum box for the person's own words, which never leave the case."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from caseapp.base.words import _
from ui.theme.theme import theme
from ui.widgets.icon import Icon
from ui.widgets.text import Text


class OwnWords(QFrame):
    """`changed` while typing."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("band", "voice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._title = Text("", "heading", wrap=True)
        self._note = Text(_("Stays in this case, on this laptop. Not in any report."), "small", "text_2", wrap=True)
        self.field = QPlainTextEdit()
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(theme().grown(72))
        head = QHBoxLayout()
        head.setSpacing(7)
        head.addWidget(self._title, 1)
        head.addWidget(Icon("lock", 16, "voice"))
        head.addWidget(Text(_("Never exported"), "badge_strong", "voice"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._note)
        column.addSpacing(6)
        column.addWidget(self.field)
        self.field.textChanged.connect(self.changed)

    def show_recorded(self, words: str) -> None:
        """Words to read, as they were recorded."""
        self.field.setReadOnly(True)
        self.field.setPlainText(words)

    def show_title(self, title: str) -> None:
        """Say whose words they are."""
        self._title.set_text(title)
        self.field.setAccessibleName(title)
        self.field.setAccessibleDescription(self._note.plain())
