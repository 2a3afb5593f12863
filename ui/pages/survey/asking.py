"""A question with what is around it: progress, Next, Back, stopping, and what the person may rely on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.domain.survey_instrument import Asked
from ui.pages.survey.big_text import BackButton, BigText, NextButton, StopLink
from ui.pages.survey.progress import SurveyProgress
from ui.pages.survey.question_view import QuestionView
from ui.pages.survey.words_box import WordsBox
from ui.theme.theme import theme
from ui.widgets.announce import announce
from ui.widgets.icon import Icon


class Asking(QWidget):
    """Everything of one question but the top bar."""

    next_wanted = Signal()
    back_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = QuestionView()
        self.next_button = NextButton(_("Next"), trailing="arrow-right")
        self.back_button = BackButton(_("Back"), icon="arrow-left")
        self.stop_link = StopLink(_("Stop here and hand the laptop back"))
        self._progress = SurveyProgress()
        self._count = BigText()
        self._promise = BigText(
            _(
                "You can skip any question or stop at any time. It will not change the support you get. "
                "Your name is never shown next to your answers in a report."
            ),
            "text_2",
            17,
        )
        self._build()
        self.refit()
        self.next_button.clicked.connect(self.next_wanted)
        self.back_button.clicked.connect(self.back_wanted)
        self.stop_link.clicked.connect(self.stop_wanted)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(self._progress)
        top.addWidget(self._count, 1)
        column.addLayout(top)
        column.addSpacing(14)
        column.addWidget(self.question)
        column.addSpacing(22)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(16)
        self._buttons.addWidget(self.next_button)
        self._buttons.addWidget(self.back_button)
        self._buttons.addStretch()
        self._buttons.addWidget(self.stop_link)
        column.addLayout(self._buttons)
        self._below = QHBoxLayout()
        column.addLayout(self._below)
        column.addSpacing(20)
        foot = QHBoxLayout()
        foot.setSpacing(14)
        foot.addWidget(Icon("heart-handshake", 24, "text_2"), alignment=Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._promise, 100)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addStretch()

    def show_place(self, asked: Asked, answer: str, at: int, of: int) -> None:
        """Show question `at` of `of`."""
        self._progress.set_place(at, of)
        self._count.setText(_("Question {at} of {of}").format(at=at, of=of))
        self.question.show_question(asked, answer)
        self.next_button.setText(_("Next") if at < of else _("Finish"))
        self.back_button.setVisible(at > 1)
        self._tab_order()
        self.take_focus()
        announce(self, f"{self._count.text()}. {self.question.said()}")

    def take_focus(self) -> None:
        """Put the focus on the answers."""
        self.question.take_focus()

    def clear(self) -> None:
        """Show nothing."""
        self.question.clear()
        self._count.setText("")

    def fit(self, width: int) -> None:
        """Arrange for a width: where Stop has no room beside Next and Back, it stands below them."""
        self.question.fit(width)
        needed = sum(b.sizeHint().width() for b in (self.next_button, self.back_button, self.stop_link)) + 60
        place = self._buttons if needed <= width else self._below
        if place.indexOf(self.stop_link) < 0:
            (self._below if place is self._buttons else self._buttons).removeWidget(self.stop_link)
            place.addWidget(self.stop_link, alignment=Qt.AlignmentFlag.AlignLeft)

    def refit(self) -> None:
        """Take the text size in force."""
        for part in (self.next_button, self.back_button, self.stop_link):
            part.refit()
        for words in self.findChildren(BigText):
            words.refit()
        for box in self.findChildren(WordsBox):
            box.refit()
        self._promise.setMaximumWidth(theme().grown(680))

    def _tab_order(self) -> None:
        for before, after in ((self.next_button, self.back_button), (self.back_button, self.stop_link)):
            QWidget.setTabOrder(before, after)
        last = self.question.last_control()
        if last is not None:
            QWidget.setTabOrder(last, self.next_button)
