"""The Overview tab."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import _, ngettext, sentence
from caseapp.domain.case import CaseHeader, NeedsDoing
from caseapp.domain.contact import ContactRow
from caseapp.domain.saved import Saved
from caseapp.services import case_overview, cases, contacts
from caseapp.services.office import Office
from ui.models.keep_current import KeepCurrent
from ui.models.parts_list import PartPressed, PartsList
from ui.models.rows_model import Column, RowsModel
from ui.pages.case.contact_words import title
from ui.pages.case.main_and_rail import MainAndRail
from ui.pages.case.overview.key_facts import KeyFacts, key_facts
from ui.pages.case.overview.latest_list import LatestDelegate
from ui.pages.case.overview.needs_list import NeedsDelegate, need_sentence
from ui.widgets.banner import Banner
from ui.widgets.button import LinkButton
from ui.widgets.card import Card
from ui.widgets.laid_out_once import laid_out_once
from ui.widgets.rule import Rule
from ui.widgets.text import Text
from ui.work.changed import Changed
from ui.work.privacy import called, without_names
from ui.work.runner import Runner
from ui.work.wanted import CaseWanted, Toasted

LATEST = 3
_FOLLOW_UPS = frozenset({"call", "text", "email", "task"})
_TOPICS = ("cases", "contacts", "rights", "follow_ups", "hearings", "journey", "safe_contact")


@dataclass(frozen=True, slots=True)
class _Overview:
    header: CaseHeader
    needs: tuple[NeedsDoing, ...]
    latest: tuple[ContactRow, ...]


class OverviewTab(QWidget):
    """What needs doing, the latest contacts, and the key facts at the right."""

    case_wanted = Signal(object)
    place_wanted = Signal(object)
    saved = Signal(object)
    facts_wanted = Signal()

    def __init__(self, office: Office, runner: Runner, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner, self._case_id = office, runner, case_id
        self._name = ""
        self._closed = self._focus_wanted = False
        self._build()
        self._wire()

    def _build(self) -> None:
        self._trouble = Banner("late", "")
        self._trouble.hide()
        self.needs = PartsList(_("Needs doing"), keys={Qt.Key.Key_Space: "tick"})
        self._needs_model: RowsModel[NeedsDoing] = RowsModel(
            (Column(_("What"), _what),), _row_id, sentence=self._need_said
        )
        self._needs_look = NeedsDelegate(self.needs)
        self.needs.setModel(self._needs_model)
        self.needs.setItemDelegate(self._needs_look)
        self._keep = KeepCurrent(self.needs)
        self.latest = PartsList(_("Latest contacts"))
        self._latest_model: RowsModel[ContactRow] = RowsModel((Column(_("What"), self._title),), _contact_id)
        self._latest_look = LatestDelegate(self.latest)
        self.latest.setModel(self._latest_model)
        self.latest.setItemDelegate(self._latest_look)
        self.facts = KeyFacts()
        self._all = LinkButton(_("All contacts"))
        self._no_needs = _padded(_("Nothing is due."))
        self._no_contacts = _padded(_("No contacts yet. Press Ctrl+N to log the first."))
        self._needs_card = Card(_("Needs doing"), count=0)
        both = MainAndRail(340, 36, self)
        both.main.setSpacing(16)
        both.main.addWidget(self._trouble)
        both.main.addWidget(self._needs_card)
        self._needs_card.add(self._no_needs)
        self._needs_card.add(self.needs)
        both.main.addWidget(self._latest_card())
        both.main.addStretch(1)
        both.rail.addWidget(self.facts)
        both.rail.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(both)

    def _latest_card(self) -> Card:
        card = Card()
        card.setAccessibleName(_("Latest contacts"))
        head = QHBoxLayout()
        head.setContentsMargins(19, 12, 19, 12)
        head.addWidget(Text(_("Latest contacts"), "heading"))
        head.addStretch()
        head.addWidget(self._all)
        card.add(head)
        card.add(Rule())
        card.add(self._no_contacts)
        card.add(self.latest)
        return card

    def _wire(self) -> None:
        self.needs.opened.connect(self._open_need)
        self.needs.part_pressed.connect(self._tick)
        self.latest.opened.connect(self._open_contact)
        self._all.clicked.connect(self._open_contacts)
        self.facts.edit_wanted.connect(self.facts_wanted)

    def load(self) -> None:
        """Read what is due, the latest contacts and the facts."""
        office, case_id = self._office, self._case_id

        def read() -> _Overview:
            return _Overview(
                cases.header(office, case_id),
                case_overview.needs_doing(office, case_id),
                contacts.chronology(office, case_id, limit=LATEST).rows,
            )

        self._runner.vault(self, read, self._show, self._failed, latest="overview")

    def on_changed(self, changed: Changed) -> None:
        """Reload when something of this case changed."""
        if changed.touches(*_TOPICS, case=self._case_id):
            self.load()

    def draft_work(self) -> list[Callable[[], None]]:
        """Nothing is typed here."""
        return []

    def first_focus(self) -> None:
        """The first thing to do, as soon as it is known; else the latest contact, else the way to the key facts."""
        self._focus_wanted = not self._name
        typing = QApplication.focusWidget()
        if self._focus_wanted or (isinstance(typing, QLineEdit | QPlainTextEdit | QTextEdit) and typing.isVisible()):
            return
        filled = next((rows for rows in (self.needs, self.latest) if rows.model().rowCount()), None)
        target = filled or self.facts.findChild(LinkButton)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        if filled is not None and not filled.currentIndex().isValid():
            filled.setCurrentIndex(filled.model().index(0, 0))

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Keys of the list of things to do."""
        return ((_("Enter"), _("open")), (_("Space"), _("tick a follow-up off")))

    def clear(self) -> None:
        """Drop everything shown."""
        self._runner.forget(self)
        self._needs_model.clear()
        self._latest_model.clear()
        self.facts.show_facts(())
        self._name = self._latest_look.name = ""

    def _show(self, found: _Overview) -> None:
        with laid_out_once(self):
            header = found.header
            self._trouble.hide()
            self._closed = not header.changeable
            self._name = called(header)
            self._latest_look.name = self._name
            self._needs_look.today = self._latest_look.today = self._office.today()
            self._needs_model.set_rows(without_names(found.needs, header))
            self._latest_model.set_rows(found.latest)
            self._needs_card.set_count(len(found.needs))
            self.needs.setVisible(bool(found.needs))
            self._no_needs.setVisible(not found.needs)
            self.latest.setVisible(bool(found.latest))
            self._no_contacts.setVisible(not found.latest)
            words = ngettext("All {count} contacts", "All {count} contacts", header.contacts)
            self._all.setText(words.format(count=header.contacts))
            self._all.updateGeometry()
            self._all.setVisible(header.contacts > len(found.latest))
            self.facts.show_facts(without_names(key_facts(header), header))
            if self._focus_wanted:
                self.first_focus()

    def _failed(self, trouble: Trouble) -> None:
        self._trouble.set_words(_("Could not load this page"), sentence(trouble))
        self._trouble.show()

    def _open_need(self, row_id: str) -> None:
        need = next((need for need in self._needs_model.rows() if need.row_id == row_id), None)
        if need is None:
            return
        if need.kind == "right":
            self.case_wanted.emit(CaseWanted(self._case_id, "rights", row_id=row_id))
        elif need.kind in _FOLLOW_UPS:
            self.case_wanted.emit(CaseWanted(self._case_id, "contacts", compose=True))
        else:
            self.case_wanted.emit(CaseWanted(self._case_id, "journey", row_id=row_id))

    def _tick(self, pressed: PartPressed) -> None:
        row_id = pressed.row_id
        need = next((need for need in self._needs_model.rows() if need.row_id == row_id), None)
        if need is not None and need.kind in _FOLLOW_UPS and not self._closed:
            office = self._office
            self._runner.vault(self, lambda: contacts.tick(office, row_id), self._ticked, self._failed)

    def _ticked(self, saved: Saved) -> None:
        self.saved.emit(Toasted(saved, _("Follow-up ticked off")))

    def _open_contact(self, row_id: str) -> None:
        self.case_wanted.emit(CaseWanted(self._case_id, "contacts", row_id=row_id))

    def _open_contacts(self) -> None:
        self.case_wanted.emit(CaseWanted(self._case_id, "contacts"))

    def _title(self, row: ContactRow) -> str:
        return title(row, self._name)

    def _need_said(self, need: NeedsDoing) -> str:
        return need_sentence(need, self._office.today())


def _what(need: NeedsDoing) -> str:
    return need.what


def _row_id(need: NeedsDoing) -> str:
    return need.row_id


def _contact_id(row: ContactRow) -> str:
    return row.id


def _padded(words: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(19, 14, 19, 12)
    column.addWidget(Text(words, "body", "text_2", wrap=True))
    return made
