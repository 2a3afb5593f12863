"""The question before something that cannot be undone. The focus starts on the safe answer, and Esc takes it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.dialogs.dialog import Dialog
from ui.theme.theme import theme
from ui.widgets.button import RemovalButton, SecondaryButton
from ui.widgets.text import Text

_WIDTH = 480


class AskRemoval(Dialog):
    """A title, paragraphs, the safe answer and the one that removes. Hiding the screen closes it with the safe one.

    ask = AskRemoval(self, _("Remove Sam P.?"), (_("This cannot be undone."),), _("Keep Sam P."), _("Remove"))
    ask.accepted.connect(self._remove)
    ask.open()
    """

    def __init__(self, parent: QWidget, title: str, paragraphs: Sequence[str], safe: str, removal: str) -> None:
        super().__init__(parent, title)
        self.setAccessibleDescription("\n".join(paragraphs))
        self.setMinimumWidth(theme().grown(_WIDTH))
        self.safe, self.removal = SecondaryButton(safe), RemovalButton(removal)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 26, 28, 24)
        column.setSpacing(14)
        column.addWidget(Text(title, "subtitle", wrap=True))
        for words in paragraphs:
            column.addWidget(Text(words, "body", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch()
        row.addWidget(self.safe)
        row.addWidget(self.removal)
        column.addSpacing(8)
        column.addLayout(row)
        self.safe.clicked.connect(self.reject)
        self.removal.clicked.connect(self.accept)
        self.safe.setFocus()
