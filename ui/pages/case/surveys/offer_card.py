"""Offering a survey: which one, what the person will see, and starting it or noting why not."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.services.surveys import SetOffered
from ui.pages.case.surveys.words import preview, questions_word
from ui.widgets.button import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.form_row import FormRow
from ui.widgets.text import Text


class OfferCard(Card):
    """`start_wanted`, or `not_offered("declined" or "not_safe")`, for the survey chosen."""

    start_wanted = Signal()
    not_offered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padded=True, parent=parent)
        self._sets: tuple[SetOffered, ...] = ()
        self._title = Text("", "subtitle", wrap=True)
        self._language = Text(_("Language: English"), "small", "text_2")
        self.which = ChipRow(_("Which survey?"), (), ticks=True)
        self._row = FormRow(_("Which survey?"), self.which)
        self._will_see = Text("", "body_strong", wrap=True)
        self._questions = Text("", "small", "text_2", wrap=True)
        self.start = PrimaryButton(_("Start the survey"), keys=("Ctrl", "Enter"))
        self.declined = SecondaryButton(_("Declined"))
        self.not_safe = SecondaryButton(_("Not safe to offer"))
        self._build()
        self._wire()

    def _build(self) -> None:
        held = QWidget()
        buttons = FlowLayout(held, gap=10, line_gap=8)
        for button in (self.start, self.declined, self.not_safe):
            buttons.addWidget(button)
        see = QVBoxLayout()
        see.setSpacing(4)
        see.addWidget(self._will_see)
        see.addWidget(self._questions)
        for part in (self._title, self._row, self._language, see, held):
            self.add(part)

    def _wire(self) -> None:
        self.which.changed.connect(self._say)
        self.start.clicked.connect(self.start_wanted)
        self.declined.clicked.connect(self._declined)
        self.not_safe.clicked.connect(self._not_safe)

    def show_sets(self, name: str, sets: tuple[SetOffered, ...]) -> None:
        """Offer these surveys to this person; the one chosen stays chosen."""
        self._sets = sets
        self._title.set_text(_("Offer {name} a survey").format(name=name))
        self._name = name
        self.which.set_options(
            tuple(Option(each.id, f"{each.title}, {questions_word(len(each.questions))}") for each in sets)
        )
        if self.which.value() is None and sets:
            self.which.set_value(sets[0].id)
        self._row.label.setBuddy(self._row.target())
        self._say()

    def chosen(self) -> str | None:
        """The survey chosen."""
        return self.which.value()

    def clear(self) -> None:
        """Show nothing."""
        self.show_sets("", ())

    def _say(self) -> None:
        chosen = next((each for each in self._sets if each.id == self.which.value()), None)
        self._will_see.set_text(_("What {name} will see").format(name=self._name))
        self._questions.set_text(preview(chosen.questions) if chosen is not None else "")

    def _declined(self) -> None:
        self.not_offered.emit("declined")

    def _not_safe(self) -> None:
        self.not_offered.emit("not_safe")
