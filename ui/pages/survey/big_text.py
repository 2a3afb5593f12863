"""Words and buttons at the sizes of the survey."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from ui.pages.survey.answer_row import big
from ui.theme.theme import theme
from ui.widgets.button import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.text import Tone

BODY = 18


class BigText(QLabel):
    """Plain words that wrap. `refit()` after a change of text size."""

    def __init__(self, text: str = "", tone: Tone = "text_2", size: int = BODY, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._size = size
        self.setProperty("tone", tone)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.refit()

    def refit(self) -> None:
        """Take the text size in force."""
        self.setFont(big("body", self._size))


class NextButton(PrimaryButton):
    """Goes on. As tall as an answer, to be hit easily."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(max(theme().grown(167), super().sizeHint().width()), theme().grown(60))

    def refit(self) -> None:
        """Take the text size in force."""
        self.setFont(big("body_strong", 20))


class BackButton(SecondaryButton):
    """Goes back to the question before."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(max(theme().grown(142), super().sizeHint().width()), theme().grown(60))

    def refit(self) -> None:
        """Take the text size in force."""
        self.setFont(big("body_strong", 19))


class StopLink(LinkButton):
    """Stops here; what was answered is kept."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().grown(58))

    def refit(self) -> None:
        """Take the text size in force."""
        self.setFont(big("body", 17))
