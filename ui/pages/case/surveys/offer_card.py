"""Offering a survey: which one, about whom, whether it is safe, what will be seen; starting it or noting why not."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.services import surveys
from caseapp.services.surveys import Fitting, SetOffered
from ui.pages.case.surveys.words import language_words, preview, questions_word
from ui.widgets.button import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.form_row import FormRow
from ui.widgets.tab_order import keep_tab_order
from ui.widgets.text import Text


class OfferCard(Card):
    """`start_wanted`, or `not_offered("declined" or "not_safe")`, for the survey chosen.

    `agencies_chosen` when other agencies are to be asked about: show the fitting for those.
    """

    start_wanted = Signal()
    not_offered = Signal(str)
    agencies_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padded=True, parent=parent)
        self._name = ""
        self._offered: tuple[str, ...] = ()
        self._by_hand = False
        self._sets: tuple[SetOffered, ...] = ()
        self._title = Text("", "subtitle", wrap=True)
        self._language = Text(language_words(surveys.languages()), "small", "text_2", wrap=True)
        self.which = ChipRow(_("Which survey?"), (), ticks=True)
        self._row = FormRow(_("Which survey?"), self.which)
        self.agencies = ChipRow(_("Which agencies to ask about?"), (), multi=True)
        self._agencies_row = FormRow("", self.agencies, hint=_("Ask about an agency only if they have met it."))
        self.safe = ChipRow(
            _("Is it safe to ask now?"),
            (Option("yes", _("Yes, it is safe"), letter="y"), Option("no", _("No"), letter="n")),
            ticks=True,
        )
        self.safe_row = FormRow(
            _("Is it safe to ask now?"),
            self.safe,
            hint=_("Nobody near who may look on, and no harm if somebody learns of it."),
        )
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
        for part in (self._title, self._row, self._agencies_row, self._language, see, self.safe_row, held):
            self.add(part)

    def _wire(self) -> None:
        self.which.changed.connect(self._say)
        self.agencies.changed.connect(self._choose_agencies)
        self.safe.changed.connect(self.safe_row.clear_error)
        self.start.clicked.connect(self.start_wanted)
        self.declined.clicked.connect(self._declined)
        self.not_safe.clicked.connect(self._not_safe)

    def show_fitting(self, name: str, fitting: Fitting) -> None:
        """Offer these surveys to this person; what is chosen stays chosen."""
        self._name, self._sets = name, fitting.sets
        self._title.set_text(_("Offer {name} a survey").format(name=name))
        self.which.set_options(
            tuple(Option(each.id, f"{each.title}, {questions_word(len(each.questions))}") for each in fitting.sets)
        )
        if self.which.value() is None and fitting.sets:
            self.which.set_value(fitting.sets[0].id)
        self._row.label.setBuddy(self._row.target())
        self._offer_agencies(fitting)
        keep_tab_order(self.which, self.agencies, self.safe, self.start, self.declined, self.not_safe)
        self._say()

    def met(self) -> tuple[str, ...] | None:
        """The agencies to ask about, if the worker chose them; None for those the journey tells of."""
        return self.agencies.values() if self._by_hand else None

    def check(self) -> bool:
        """Whether it may start: only where the worker has said that it is safe. Else the question says so."""
        safe = self.safe.value()
        if safe == "yes":
            return True
        said = _("Say whether it is safe to ask now")
        if safe == "no":
            said = _("Do not start it now. “Not safe to offer” notes that you thought of it.")
        self.safe_row.set_error(said)
        self.safe.take_focus()
        return False

    def chosen(self) -> str | None:
        """The survey chosen."""
        return self.which.value()

    def clear(self) -> None:
        """Show nothing."""
        self.show_fitting("", Fitting((), {}, ()))
        self.forget_safe()

    def forget_safe(self) -> None:
        """Whether it is safe is asked anew every time."""
        self.safe.set_value(None)
        self.safe_row.clear_error()

    def _say(self) -> None:
        chosen = next((each for each in self._sets if each.id == self.which.value()), None)
        self._will_see.set_text(_("What {name} will see").format(name=self._name))
        self._questions.set_text(preview(chosen.questions) if chosen is not None else "")
        self._agencies_row.setVisible(chosen is not None and chosen.by_agency)

    def _offer_agencies(self, fitting: Fitting) -> None:
        asked = _("Which agencies has {name} met?").format(name=self._name)
        self._agencies_row.label.set_text(asked)
        self.agencies.setAccessibleName(asked)
        if self._offered != tuple(fitting.agencies):  # made anew, chips would lose the focus
            self._offered = tuple(fitting.agencies)
            options = (Option(code, _start(_(words))) for code, words in fitting.agencies.items())
            self.agencies.set_options(tuple(options))
        self.agencies.set_values(fitting.met)

    def _choose_agencies(self) -> None:
        self._by_hand = True
        self.agencies_chosen.emit()

    def _declined(self) -> None:
        self.not_offered.emit("declined")

    def _not_safe(self) -> None:
        self.not_offered.emit("not_safe")


def _start(words: str) -> str:
    """The words as a sentence begins."""
    return words[:1].upper() + words[1:]
