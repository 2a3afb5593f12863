"""A survey that was cut off: go on with it, keep what was answered, or erase it. What was answered is not shown."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caseapp.base.words import _
from caseapp.services.surveys import SurveyOfferRow
from ui.dialogs.ask_removal import AskRemoval
from ui.pages.case.surveys.words import set_title
from ui.widgets.button import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import Text
from ui.words.dates import day_month_year


class CutOffCard(Card):
    """`resume_wanted`, `keep_wanted` or `erase_wanted` for the offer shown."""

    resume_wanted = Signal(str)
    keep_wanted = Signal(str)
    erase_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(padded=True, parent=parent)
        self._offer = ""
        self._title = Text("", "subtitle", wrap=True)
        self._words = Text(
            _(
                "The program ended in the middle of it. What was answered is sealed in the vault, and you cannot open "
                "it. Ask what the person wants: to go on where they stopped, if it is safe now; to keep it as it is; "
                "or not to keep it."
            ),
            "body",
            wrap=True,
        )
        self.resume = SecondaryButton(_("It is safe now: go on"))
        self.keep = SecondaryButton(_("Keep it as it is"))
        self.erase = SecondaryButton(_("Erase the answers"))
        held = QWidget()
        buttons = FlowLayout(held, gap=10, line_gap=8)
        for button in (self.resume, self.keep, self.erase):
            buttons.addWidget(button)
        for part in (self._title, self._words, held):
            self.add(part)
        self.resume.clicked.connect(lambda: self.resume_wanted.emit(self._offer))
        self.keep.clicked.connect(lambda: self.keep_wanted.emit(self._offer))
        self.erase.clicked.connect(self._ask)

    def show_offers(self, offers: tuple[SurveyOfferRow, ...], *, closed: bool) -> None:
        """Show the first that was cut off; where none was, the card is not there. In a closed case nobody is asked."""
        row = next((each for each in offers if each.unfinished), None)
        self.setVisible(row is not None)
        self._offer = row.id if row is not None else ""
        self.resume.setVisible(not closed)
        if row is not None:
            words = _("Not finished: {survey}, {day}")
            self._title.set_text(words.format(survey=set_title(row.instrument), day=day_month_year(row.offered_on)))
            self.setAccessibleName(self._title.plain())

    def _ask(self) -> None:
        ask = AskRemoval(
            self,
            _("Erase the answers?"),
            (_("Nobody can bring them back. That the survey was offered stays in the case."),),
            _("Keep them for now"),
            _("Erase"),
        )
        ask.accepted.connect(lambda: self.erase_wanted.emit(self._offer))
        ask.open()
