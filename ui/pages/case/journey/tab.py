"""The Justice journey tab of a case."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.domain.saved import Saved
from caseapp.services import journey, outcomes
from caseapp.services.office import Office
from ui.pages.case.case_form import CaseForm
from ui.pages.case.journey.event_form import EventForm
from ui.pages.case.journey.event_list import EventList
from ui.pages.case.journey.hearing_form import HearingForm
from ui.pages.case.journey.hearings import Hearings
from ui.pages.case.journey.last_days import LastDays
from ui.pages.case.journey.outcomes import OutcomeForm, Outcomes
from ui.pages.case.journey.reading import Read, read_journey
from ui.pages.case.journey.standing import Standing
from ui.pages.case.main_and_rail import MainAndRail
from ui.pages.case.panel_place import PanelPlace
from ui.widgets.banner import Banner
from ui.widgets.button import PrimaryButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.laid_out_once import laid_out_once
from ui.widgets.section_heading import SectionHeading
from ui.work.changed import Changed
from ui.work.runner import Runner
from ui.work.wanted import Toasted

_RAIL, _GAP = 304, 36


class JourneyTab(QWidget):
    """Events at the left, hearings at the right, and a form for what happened."""

    case_wanted = Signal(object)
    place_wanted = Signal(object)
    saved = Signal(object)
    draft_held = Signal(bool)

    def __init__(self, office: Office, runner: Runner, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner, self._case_id = office, runner, case_id
        self._read: Read | None = None
        self._wanted_row = ""
        self._wanted_form: Callable[[], None] | None = None
        self._columns = MainAndRail(_RAIL, _GAP, self)
        self._trouble = Banner("late", "")
        self._heading = SectionHeading(_("What happened"), rule=False)
        self._happened = PrimaryButton(_("&Something happened"), icon="plus", keys=("Alt", "S"))
        self._events = EventList()
        self._empty = EmptyState(
            _("Nothing has happened yet"),
            _("Events such as a report, an arrest or a hearing appear here, and start the rights that follow."),
            icon="milestone",
        )
        self._last_days, self._standing = LastDays(), Standing()
        self._hearings, self._outcomes = Hearings(), Outcomes()
        self._place = PanelPlace()
        self._build()
        self._wire()

    def load(self) -> None:
        """Read what happened again."""
        self._runner.vault(
            self, partial(read_journey, self._office, self._case_id), self._show, self._failed, latest="journey"
        )

    def on_changed(self, changed: Changed) -> None:
        """Reload when the journey or a hearing of this case changed."""
        if changed.touches("journey", "hearings", "cases", case=self._case_id):
            self.load()

    def show_row(self, event_id: str) -> None:
        """Move to an event, now or as soon as it is read."""
        self._wanted_row = event_id
        self._events.choose(event_id)

    def draft_work(self) -> list[Callable[[], object]]:
        """What keeps the half-typed words now."""
        return self._place.draft_work()

    def first_focus(self) -> None:
        """Start where something new is told."""
        if self._place.panel is None:
            self._happened.setFocus(Qt.FocusReason.OtherFocusReason)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys of this tab."""
        return (
            ("Alt+S", _("Something happened")),
            (_("Up, Down"), _("Another event or hearing")),
            (_("Delete"), _("The chosen hearing will not take place")),
            ("Ctrl+Enter", _("Save the form")),
            ("Esc", _("Close the form, keeping what was typed")),
        )

    def clear(self) -> None:
        """Drop everything shown."""
        self._place.close_panel()
        self._read = None
        self._events.clear()
        for part in (self._hearings, self._outcomes, self._standing, self._last_days):
            part.clear()

    def _build(self) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._columns, 1)
        across.addWidget(self._place)
        main: QVBoxLayout = self._columns.main
        main.setSpacing(14)
        main.addWidget(self._trouble)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._happened)
        main.addLayout(head)
        main.addWidget(self._last_days)
        main.addWidget(self._empty)
        main.addWidget(self._events)
        main.addStretch()
        rail: QVBoxLayout = self._columns.rail
        rail.setSpacing(24)
        for part in (self._standing, self._outcomes, self._hearings):
            rail.addWidget(part)
        rail.addStretch()
        self._trouble.hide()
        self._empty.hide()
        self._events.hide()

    def _wire(self) -> None:
        self._happened.clicked.connect(self._tell)
        self._hearings.add_wanted.connect(self._add_hearing)
        self._hearings.cancel_wanted.connect(self._cancel_hearing)
        self._outcomes.add_wanted.connect(self._outcome_told)
        self._outcomes.says_wanted.connect(self._client_says)
        self._place.saved.connect(self._recorded)
        self._place.moved.connect(self._show_parts)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_parts()

    def _show(self, read: Read) -> None:
        first, self._read = self._read is None, read
        with laid_out_once(self):
            self._trouble.hide()
            self._heading.set_count(len(read.events) or None)
            self._empty.setVisible(not read.events)
            self._events.setVisible(bool(read.events))
            self._events.show_events(read.events, read.name, read.today)
            self._hearings.show_hearings(read.hearings, read.today)
            self._standing.show_suspects(read.suspects)
            self._outcomes.show_outcomes(read.outcomes, read.name, read.today)
            self._last_days.show_endings(read.endings(), read.later_endings())
        if self._wanted_row:
            self._events.choose(self._wanted_row)
            self._wanted_row = ""
        if first:
            self.draft_held.emit(bool(read.unfinished))
            if read.unfinished:
                opens = {HearingForm.FORM: self._add_hearing, OutcomeForm.FORM: self._outcome_told}
                opens.get(read.unfinished, self._tell)()
            elif self._wanted_form is not None:
                self._wanted_form()

    def _tell(self) -> None:
        read = self._read_for(self._tell)
        if read is not None:
            form = EventForm(self._office, self._runner, self._case_id, read.name, read.today)
            form.about.offer(*read.labels)
            self._open(form)

    def _add_hearing(self) -> None:
        read = self._read_for(self._add_hearing)
        if read is not None:
            self._open(HearingForm(self._office, self._runner, self._case_id, read.today))

    def _outcome_told(self) -> None:
        read = self._read_for(self._outcome_told)
        if read is not None:
            form = OutcomeForm(self._office, self._runner, self._case_id, read.name, read.today)
            form.offer(*read.labels)
            self._open(form)

    def _read_for(self, form: Callable[[], None]) -> Read | None:
        """What was read; a form that is wanted before that opens as soon as it is."""
        self._wanted_form = form if self._read is None else None
        return self._read

    def _client_says(self, outcome_id: str, says: str) -> None:
        work = partial(outcomes.client_says, self._office, outcome_id, says)
        self._runner.vault(self, work, self._said, self._failed)

    def _said(self, done: Saved) -> None:
        self.saved.emit(Toasted(done, _("What the client says is saved")))

    def _open(self, form: CaseForm) -> None:
        form.keeper.kept.connect(self._draft_kept)
        self._place.open(form)

    def _draft_kept(self) -> None:
        self.draft_held.emit(True)

    def _recorded(self, toasted: Toasted) -> None:
        self.draft_held.emit(False)
        self.saved.emit(toasted)

    def _show_parts(self) -> None:
        """Beside the form while there is room; where there is none, the form takes it all."""
        alone = self._place.fit(self.width())
        self._columns.setVisible(not alone)
        self._happened.setVisible(self._place.panel is None)

    def _cancel_hearing(self, hearing_id: str) -> None:
        office, case_id = self._office, self._case_id
        self._runner.vault(
            self, lambda: journey.cancel_hearing(office, case_id, hearing_id), self._hearing_cancelled, self._failed
        )

    def _hearing_cancelled(self, done: Saved) -> None:
        self.saved.emit(Toasted(done, _("Hearing taken off the list")))

    def _failed(self, trouble: Trouble) -> None:
        self._trouble.set_words(sentence(trouble))
        self._trouble.show()
