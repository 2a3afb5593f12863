"""The Contacts tab: the composer on top, the chronology below, patterns at the right."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.domain.contact import ContactRow
from caseapp.domain.safe_contact import SafeContactDetails
from caseapp.domain.saved import Saved
from caseapp.services import cases, contacts, drafts, safe_contacts
from caseapp.services.contacts import Chronology
from caseapp.services.office import Office
from ui.pages.case.contacts.choices import Subject
from ui.pages.case.contacts.composer import Composer
from ui.pages.case.contacts.rail import ContactsRail
from ui.pages.case.contacts.timeline import Timeline
from ui.pages.case.main_and_rail import MainAndRail
from ui.widgets.banner import Banner
from ui.widgets.button import PrimaryButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.laid_out_once import laid_out_once
from ui.work.changed import Changed
from ui.work.privacy import called
from ui.work.runner import Runner
from ui.work.wanted import Toasted

PAGE = 100
_NEAR_THE_END = 600
_MOMENT = timedelta(milliseconds=1)
"""Instants are kept to the millisecond."""
_TOPICS = ("contacts", "rights", "cases", "safe_contact", "follow_ups")


@dataclass(frozen=True, slots=True)
class _Contacts:
    name: str
    reference: str
    closed: bool
    safe_contact: SafeContactDetails | None
    page: Chronology
    draft: tuple[dict[str, Any], str | None, int] | None


class ContactsTab(QWidget):
    """Opened with the composer by Ctrl+N; what was half typed comes back when the tab is opened again."""

    case_wanted = Signal(object)
    place_wanted = Signal(object)
    saved = Signal(object)
    draft_held = Signal(bool)

    def __init__(self, office: Office, runner: Runner, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner, self._case_id = office, runner, case_id
        self._show = "everything"
        self._rows: tuple[ContactRow, ...] = ()
        self._name = self._reference = ""
        self._closed = self._loaded = self._ended = self._fetching = False
        self._compose_wanted = self._focus_wanted = False
        self._row_wanted: str | None = None
        self._build()
        self._wire()

    def _build(self) -> None:
        self._trouble = Banner("late", "")
        self._trouble.hide()
        self.composer = Composer(self._office, self._runner, self._case_id)
        self.log_button = PrimaryButton(_("Log a contact"), icon="message-circle-plus", keys=("Ctrl", "N"))
        self.timeline = Timeline()
        self.rail = ContactsRail()
        self._none = EmptyState(
            _("No contacts yet"), _("Each call, message and meeting you log is kept here."), icon="message-circle"
        )
        self._no_match = EmptyState(_("None of this kind"), links=(_("Show everything"),))
        self._area = MainAndRail(264, 32, self)
        self._area.main.setSpacing(8)
        for part in (self._trouble, self.composer, self.log_button, self.timeline, self._none, self._no_match):
            self._area.main.addWidget(part)
        self._area.main.addStretch(1)
        self._area.rail.addWidget(self.rail)
        self._area.rail.addStretch(1)
        self._none.hide()
        self._no_match.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)

    def _wire(self) -> None:
        self.log_button.clicked.connect(self.compose)
        self.composer.logged.connect(self._logged)
        self.composer.closed.connect(self._composer_closed)
        self.composer.draft_held.connect(self.draft_held)
        self.timeline.add_wanted.connect(self._add_words)
        self.timeline.current_moved.connect(self._follow)
        self.rail.show_changed.connect(self._show_changed)
        self._no_match.linked.connect(self._show_all)
        self._area.main_width.connect(self.composer.fit)
        self._area.verticalScrollBar().valueChanged.connect(self._scrolled)

    def load(self) -> None:
        """Read the newest contacts (as many as are shown now), the counts, and the draft the first time."""
        office, case_id, show = self._office, self._case_id, self._show
        first, limit = not self._loaded, max(PAGE, len(self._rows))

        def read() -> _Contacts:
            header = cases.header(office, case_id)
            kept = drafts.find(office, "contact", case_id) if first else None
            return _Contacts(
                called(header),
                header.reference,
                not header.changeable,
                safe_contacts.current(office, case_id),
                contacts.chronology(office, case_id, show, limit=limit),
                (dict(kept.fields), kept.field, kept.cursor) if kept is not None else None,
            )

        self._runner.vault(self, read, self._show_contacts, self._failed, latest="list")

    def on_changed(self, changed: Changed) -> None:
        """Reload when contacts, rights or facts of this case changed."""
        if changed.touches(*_TOPICS, case=self._case_id):
            self.load()

    def compose(self) -> None:
        """Open the composer with the time set, ready for the first letter."""
        if not self._loaded:
            self._compose_wanted = True
        elif not self._closed:
            self.composer.compose()
            self.log_button.hide()
            self._area.verticalScrollBar().setValue(0)

    def show_row(self, row_id: str) -> None:
        """Make a contact current and bring it into view."""
        self._row_wanted = row_id
        if self._loaded:
            self._go_to_wanted()

    def draft_work(self) -> list[Callable[[], object]]:
        """What keeps the half-typed contact now."""
        return self.composer.draft_work()

    def first_focus(self) -> None:
        """The composer if it is open, else the button that opens it; once it is known which."""
        self._focus_wanted = not self._loaded
        if self.composer.isVisible():
            self.composer.take_focus()
        else:
            self.log_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Keys of the composer and the chronology."""
        return (
            (_("Ctrl+Enter"), _("save the contact")),
            (_("Esc"), _("close, keep the draft")),
            (_("A"), _("add to a note")),
            (_("Enter"), _("show a whole note")),
        )

    def clear(self) -> None:
        """Drop everything shown."""
        self._runner.forget(self)
        self.composer.clear()
        self.timeline.clear_contacts()
        self.rail.clear()
        self._rows = ()
        self._name = self._reference = ""
        self._loaded = False

    def _show_contacts(self, found: _Contacts) -> None:
        with laid_out_once(self):
            first, self._loaded = not self._loaded, True
            self._trouble.hide()
            self._name, self._reference, self._closed = found.name, found.reference, found.closed
            self._rows = found.page.rows
            self._ended = len(found.page.rows) < PAGE
            self._list()
            self.rail.show_counts(found.page.counts, found.name, self._show, self._office.today())
            empty = not found.page.rows
            self._none.setVisible(empty and self._show == "everything")
            self._no_match.setVisible(empty and self._show != "everything")
            self.timeline.setVisible(not empty)
            self.composer.show_subject(Subject(found.name, found.safe_contact))
            if first and found.draft is not None and not found.closed:
                self.composer.restore(*found.draft)
            if found.closed:
                self.composer.hide()
            self.log_button.setVisible(self.composer.isHidden() and not found.closed)
            if self._compose_wanted:
                self._compose_wanted = False
                self.compose()
            elif self._row_wanted is not None:
                self._go_to_wanted()
            elif self._focus_wanted:
                self.first_focus()

    def _list(self) -> None:
        self.timeline.show_contacts(self._rows, self._name, self._office.today().year, read_only=self._closed)

    def _go_to_wanted(self) -> None:
        wanted, self._row_wanted = self._row_wanted, None
        self.timeline.setFocus(Qt.FocusReason.OtherFocusReason)
        if wanted is not None:
            self.timeline.show_contact(wanted)

    def _scrolled(self, value: int) -> None:
        if value >= self._area.verticalScrollBar().maximum() - _NEAR_THE_END:
            self._load_older()

    def _load_older(self) -> None:
        """The next page. It starts at the last moment seen, so that contacts of one moment are not lost between."""
        if not self._rows or self._ended or self._fetching:
            return
        self._fetching = True
        office, case_id, show, last = self._office, self._case_id, self._show, self._rows[-1].at
        limit = PAGE + sum(row.at == last for row in self._rows)
        self._runner.vault(
            self,
            lambda: contacts.chronology(office, case_id, show, last + _MOMENT, limit).rows,
            self._show_older,
            self._failed,
            latest="older",
        )

    def _show_older(self, found: tuple[ContactRow, ...]) -> None:
        self._fetching = False
        known = {row.id for row in self._rows}
        new = tuple(row for row in found if row.id not in known)
        self._ended = not new
        if new:
            self._rows += new
            self._list()

    def _show_changed(self, show: str) -> None:
        self._show, self._rows, self._fetching = show, (), False
        self._runner.forget(self)
        self.load()

    def _show_all(self, _place: int) -> None:
        self._show_changed("everything")

    def _add_words(self, row: ContactRow) -> None:
        self.composer.compose_addition(row)
        self.log_button.hide()
        self._area.verticalScrollBar().setValue(0)

    def _logged(self, saved: Saved) -> None:
        words = _("Contact saved to {reference}").format(reference=saved.reference or self._reference)
        self.saved.emit(Toasted(saved, words))

    def _composer_closed(self) -> None:
        self.log_button.setVisible(not self._closed)
        if self.isVisible():
            self.log_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, area: QRect) -> None:
        inside = self._area.widget()
        if inside is not None:
            at = self.timeline.mapTo(inside, QPoint(0, area.center().y()))
            self._area.ensureVisible(40, at.y(), 0, area.height() // 2 + 20)

    def _failed(self, trouble: Trouble) -> None:
        self._fetching = False
        self._trouble.set_words(_("Could not load the contacts"), sentence(trouble))
        self._trouble.show()
