"""The Surveys tab: offer a survey, hand the laptop over, and what was offered before."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.domain.case import CaseHeader
from caseapp.domain.saved import Saved
from caseapp.services import cases, cut_off_surveys, surveys
from caseapp.services.office import Office
from caseapp.services.surveys import Fitting, Handover, SurveyOfferRow
from ui.pages.case.main_and_rail import MainAndRail
from ui.pages.case.surveys.cut_off_card import CutOffCard
from ui.pages.case.surveys.offer_card import OfferCard
from ui.pages.case.surveys.offers_list import OffersList
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.laid_out_once import laid_out_once
from ui.widgets.section_heading import SectionHeading
from ui.widgets.text import Text
from ui.work.changed import Changed
from ui.work.privacy import called, privacy
from ui.work.runner import Runner
from ui.work.wanted import PlaceWanted, Toasted


@dataclass(frozen=True, slots=True)
class _Read:
    """What the tab shows."""

    header: CaseHeader
    fitting: Fitting
    offers: tuple[SurveyOfferRow, ...]


class SurveysTab(QWidget):
    """Starting a survey asks the shell for the place `survey` with its handover; the way back is the unlock page."""

    case_wanted = Signal(object)
    place_wanted = Signal(object)
    saved = Signal(object)

    def __init__(self, office: Office, runner: Runner, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner, self._case_id = office, runner, case_id
        self._read: _Read | None = None
        self._busy = self._focus_wanted = False
        self._build()
        self._wire()

    def _build(self) -> None:
        self.cut_off = CutOffCard()
        self.offer = OfferCard()
        self.offers = OffersList()
        self._trouble = Banner("late", "")
        self._trouble.hide()
        self.area = MainAndRail(340, 36, self)
        self.area.main.setSpacing(20)
        for part in (self._trouble, self.cut_off, self.offer, self.offers):
            self.area.main.addWidget(part)
        self.area.main.addStretch(1)
        self.area.rail.setSpacing(8)
        for title, words in _promises():
            self.area.rail.addWidget(SectionHeading(title, wrap=True))
            self.area.rail.addWidget(Text(words, "small", "text_2", wrap=True))
            self.area.rail.addSpacing(12)
        self.area.rail.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)
        for part in (self.cut_off, self.offer, self.offers):
            part.hide()

    def _wire(self) -> None:
        self.offer.start_wanted.connect(self.start)
        self.offer.agencies_chosen.connect(self._ask_about)
        self.offer.not_offered.connect(self._note)
        self.cut_off.resume_wanted.connect(self._resume)
        self.cut_off.keep_wanted.connect(partial(self._end, cut_off_surveys.finish_as_it_is))
        self.cut_off.erase_wanted.connect(partial(self._end, cut_off_surveys.erase))
        privacy().changed.connect(self._say_names)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, context=inside).activated.connect(self.start)

    def load(self) -> None:
        """Read which surveys fit, and those offered before."""
        office, case_id = self._office, self._case_id

        met = self.offer.met()

        def read() -> _Read:
            return _Read(
                cases.header(office, case_id), surveys.fitting(office, case_id, met), surveys.offers(office, case_id)
            )

        self._runner.vault(self, read, self._show, self._failed, latest="all")

    def on_changed(self, changed: Changed) -> None:
        """Read again when surveys, the journey or facts of this case changed."""
        if changed.touches("surveys", "cases", "journey", case=self._case_id):
            self.load()

    def draft_work(self) -> list[Callable[[], object]]:
        """Nothing is typed here."""
        return []

    def first_focus(self) -> None:
        """The survey to offer."""
        if self._read is None:
            self._focus_wanted = True
        elif self.offer.isVisibleTo(self):
            self.offer.which.take_focus()

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Keys of this tab."""
        return ((_("Ctrl+Enter"), _("start the survey")),)

    def clear(self) -> None:
        """Drop everything shown."""
        self._read = None
        self._busy = False
        self.offer.clear()
        self.offers.show_offers(())
        for part in (self.cut_off, self.offer, self.offers):
            part.hide()

    def start(self) -> None:
        """Note the offer and hand over: from here on nothing of the case is shown."""
        chosen = self.offer.chosen()
        if chosen is None or self._busy or self._read is None or not self._read.header.changeable:
            return
        if not self.offer.check():
            return
        self._set_busy(busy=True)
        work = partial(surveys.start, self._office, self._case_id, chosen, self.offer.met())
        self._runner.vault(self, work, self._started, self._failed)

    def _resume(self, offer_id: str) -> None:
        if not self._busy:
            self._set_busy(busy=True)
            work = partial(cut_off_surveys.resume, self._office, offer_id)
            self._runner.vault(self, work, self._started, self._failed)

    def _end(self, how: Callable[[Office, str], Saved], offer_id: str) -> None:
        if not self._busy:
            self._set_busy(busy=True)
            self._runner.vault(self, partial(how, self._office, offer_id), self._ended, self._failed)

    def _ask_about(self) -> None:
        """Other agencies: the questions change with them."""
        work = partial(surveys.fitting, self._office, self._case_id, self.offer.met())
        self._runner.vault(self, work, self._fits, self._failed, latest="fitting")

    def _fits(self, fitting: Fitting) -> None:
        if self._read is not None:
            self._read = replace(self._read, fitting=fitting)
            self._say_names()

    def _note(self, state: str) -> None:
        chosen = self.offer.chosen()
        if chosen is None or self._busy:
            return
        office, case_id = self._office, self._case_id
        self._set_busy(busy=True)
        self._runner.vault(self, lambda: surveys.not_offered(office, case_id, chosen, state), self._noted, self._failed)

    def _show(self, read: _Read) -> None:
        self._read = read
        with laid_out_once(self):
            self._trouble.hide()
            self._say_names()
            self.offers.show_offers(read.offers)
            self.offers.show()
            closed = not read.header.changeable
            self.cut_off.show_offers(read.offers, closed=closed)
            self.offer.setVisible(not closed)
        if self._focus_wanted:
            self._focus_wanted = False
            self.first_focus()

    def _say_names(self, _hidden: bool = False) -> None:
        if self._read is not None:
            self.offer.show_fitting(called(self._read.header), self._read.fitting)

    def _started(self, handover: Handover) -> None:
        self._set_busy(busy=False)
        self.place_wanted.emit(PlaceWanted("survey", handover))

    def _ended(self, _done: Saved) -> None:
        """Not with the other changes: what became of the answers cannot be undone."""
        self._set_busy(busy=False)
        self.load()
        announce(self, _("Survey noted"))

    def _noted(self, done: Saved) -> None:
        self._set_busy(busy=False)
        self.offer.forget_safe()
        self.load()
        self.saved.emit(Toasted(done, _("Survey noted in {reference}").format(reference=done.reference or "")))

    def _failed(self, trouble: Trouble) -> None:
        self._set_busy(busy=False)
        self._trouble.set_words(_("Not saved") if self._read else _("This cannot be shown"), sentence(trouble))
        self._trouble.show()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.offer.start.set_busy(_("Starting") if busy else "")


def _promises() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("Answers cannot be traced back"),
            _(
                "Answers are kept apart from this case, under a number drawn by chance. With them stay only the kind "
                "of crime, stage, area, age group, sex and ethnic group, and the month. Nobody can look up who gave "
                "them, and you cannot open them. Small numbers are hidden in every report."
            ),
        ),
        (
            _("When you hand over"),
            _(
                "The survey fills the screen and shows no name, no reference and nothing else of the app. The person "
                "can skip any question, hide the screen, or stop; what was answered is kept. Afterwards the laptop "
                "is locked; unlocking opens Today, with names hidden. Should the program end in the middle, the "
                "answers wait here, sealed, until the person goes on, keeps them or has them erased."
            ),
        ),
        (
            _("Offer it only where it is safe"),
            _("Not with the person who causes harm nearby, or a child who may repeat it. Saying no changes nothing."),
        ),
    )
