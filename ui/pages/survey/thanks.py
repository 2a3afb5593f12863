"""The end of the survey: thank you, and hand the laptop back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.base.words import _
from ui.pages.survey.big_text import BackButton, BigText, NextButton
from ui.widgets.announce import announce
from ui.widgets.icon import Icon
from ui.widgets.text import Text


class Thanks(QWidget):
    """`done` ends the survey; `again` tries once more to keep the answers when that failed."""

    done = Signal()
    again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Text(_("Thank you. Please hand the laptop back."), "question", wrap=True)
        self._trouble = BigText("", "late")
        self.done_button = NextButton(_("Done"))
        self.again_button = BackButton(_("Try again"))
        self.done_button.refit()
        self.again_button.refit()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addSpacing(60)
        column.addWidget(Icon("heart-handshake", 44, "accent"), alignment=Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(16)
        column.addWidget(self.words)
        column.addSpacing(8)
        column.addWidget(self._trouble)
        column.addSpacing(24)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.done_button)
        row.addWidget(self.again_button)
        row.addStretch()
        column.addLayout(row)
        column.addStretch()
        self.done_button.clicked.connect(self.done)
        self.again_button.clicked.connect(self.again)
        self.show_trouble("")

    def show_trouble(self, sentence: str) -> None:
        """Say that the answers are not kept yet, and why; an empty text takes that away."""
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))
        self.again_button.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def take_focus(self) -> None:
        """Put the focus on the button, and have the words read out."""
        self.done_button.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.words.plain())
