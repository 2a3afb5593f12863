"""A text to read in the middle of something else: the list of what is not protected, during set-up."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.base.words import _
from ui.dialogs.dialog import Dialog
from ui.theme.theme import theme
from ui.widgets.button import SecondaryButton
from ui.widgets.reading import Reading

_WIDTH, _HEIGHT = 680, 640


class ReadText(Dialog):
    """Title in the text itself. Esc or Close ends it."""

    def __init__(self, parent: QWidget, title: str, markdown: str) -> None:
        super().__init__(parent, title)
        window = parent.window()
        self.resize(min(theme().grown(_WIDTH), window.width() - 40), min(theme().grown(_HEIGHT), window.height() - 40))
        self.reading = Reading()
        self.reading.show_text(title, markdown)
        close = SecondaryButton(_("Close"))
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 22)
        column.setSpacing(14)
        column.addWidget(self.reading, 1)
        column.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)
        self.reading.setFocus()
