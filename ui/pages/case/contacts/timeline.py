"""The chronology: contacts by day, newest first, a hundred at a time."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal

from caseapp.base.clock import london_date
from caseapp.base.words import _
from caseapp.domain.contact import ContactRow
from ui.models.parts_list import PartPressed, PartsList
from ui.models.sections import Section, SectionsModel
from ui.pages.case.contacts.timeline_delegate import ADD, TimelineDelegate, tags_of
from ui.words.dates import clock_time, long_day
from ui.work.privacy import note_shown


class Timeline(PartsList):
    """`add_wanted(ContactRow)` asks to add words to a saved note: its link, or A. Enter opens and shuts a long note."""

    add_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Contacts"), keys={Qt.Key.Key_A: ADD}, ground="canvas")
        self._year = 0
        self._rows: dict[str, ContactRow] = {}
        self._model: SectionsModel[ContactRow] = SectionsModel(_row_id, self._title, self._sentence)
        self._look = TimelineDelegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._look)
        self.part_pressed.connect(self._pressed)
        self.opened.connect(self._toggle)

    def show_contacts(self, rows: Sequence[ContactRow], name: str, year: int, *, read_only: bool) -> None:
        """Show these contacts, newest first; the current one stays current."""
        self._rows = {row.id: row for row in rows}
        self._look.moments = {row.id: row.at for row in rows}
        self._look.measure_again()
        self._look.name, self._year, self._look.read_only = name, year, read_only
        days = groupby(rows, key=lambda row: london_date(row.at))
        self.show_sections([Section(long_day(day, year=day.year != year), tuple(found)) for day, found in days])

    def show_contact(self, row_id: str) -> bool:
        """Make a contact current; False if it is not among those shown."""
        index = self._model.index_of(row_id)
        if index.isValid():
            self.setCurrentIndex(index)
        return index.isValid()

    def clear_contacts(self) -> None:
        """Show nothing and keep nothing."""
        self._rows = {}
        self._look.forget()
        self._model.clear()

    def _toggle(self, row_id: str) -> None:
        self._look.opened ^= {row_id}
        self.scheduleDelayedItemsLayout()
        self.fit_rows()

    def _pressed(self, pressed: PartPressed) -> None:
        row = self._rows.get(pressed.row_id)
        if row is not None and not row.adds_to and not self._look.read_only:
            self.add_wanted.emit(row)

    def _title(self, row: ContactRow) -> str:
        return self._look.title_of(row)

    def _sentence(self, row: ContactRow) -> str:
        tags = " ".join(f"{tag.text}." for tag in tags_of(row))
        return f"{clock_time(row.at)}. {self._title(row)}. {note_shown(row.note)} {tags} {row.author}"


def _row_id(row: ContactRow) -> str:
    return row.id
