"""What happened so far, newest first, and the whole note of the line that is chosen."""

from collections.abc import Callable
from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.services.journey import EventRow
from ui.models.keep_current import KeepCurrent
from ui.models.row_delegate import ROW_PAD, Lines, RowDelegate, room_of
from ui.models.rows_model import ROW_ROLE, Column, RowsModel
from ui.models.views import RowsTable
from ui.pages.case.journey.words import about_words, event_sentence, kind_words, source_words, when_words
from ui.theme.theme import theme
from ui.widgets.card import Card
from ui.widgets.text import Text
from ui.words.dates import day_near
from ui.work.privacy import note_shown

_ROW, _INDENT = 53, 16
_NARROWEST, _LONGEST = 240, 340
"""What happened gets at least the first, and up to the second what its words need, or the last columns give way."""
_LEAST = 80
_WHEN, _WHAT, _LEARNED, _FROM = range(4)


class _EventDelegate(RowDelegate):
    """`put_away` says what stands in the last columns, for when there is no room for them."""

    def __init__(self, view: RowsTable, put_away: Callable[[EventRow], str]) -> None:
        super().__init__(view, height=_ROW, indent=_INDENT)
        self._put_away = put_away

    @override
    def lines(self, row: object, column: int, text: str) -> Lines:
        if column == 1 and isinstance(row, EventRow):
            away = isinstance(self._view, RowsTable) and self._view.isColumnHidden(_LEARNED)
            more = (
                self._put_away(row) if away else "",
                about_words(row),
                " ".join(note_shown(row.detail or "").split()),
            )
            return Lines(text, ". ".join(part for part in more if part), role="body_strong")
        return Lines(text, role="small")


class _EventTable(RowsTable):
    """As high as its rows. Where the columns do not fit, the last two stand in words below what happened."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Take the height of all rows."""
        if self.model() is None or self.model().columnCount() <= _FROM:
            return
        self.fit_text_size()
        room = self.viewport().width()
        widths = {column: room_of(self.model(), column, "small") for column in (_WHEN, _LEARNED, _FROM)}
        for column in (_WHEN, _FROM):
            widths[column] += _INDENT - ROW_PAD
        least = max(
            theme().grown(_NARROWEST), min(room_of(self.model(), _WHAT, "body_strong"), theme().grown(_LONGEST))
        )
        narrow = room < sum(widths.values()) + least
        for column in (_LEARNED, _FROM):
            self.setColumnHidden(column, narrow)
        widths[_WHAT] = max(room - (widths[_WHEN] if narrow else sum(widths.values())), _LEAST)
        for column, width in widths.items():
            if not self.isColumnHidden(column):
                self.head.resizeSection(column, width)
        self.setFixedHeight(theme().grown(38) + self.model().rowCount() * theme().grown(_ROW))


class EventList(QWidget):
    """A table of events; below it, the note of the chosen one in full."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._today = "", date.min
        self._model: RowsModel[EventRow] = RowsModel(
            (
                Column(_("It happened"), lambda row: when_words(row, self._today)),
                Column(_("What"), lambda row: kind_words(row.kind)),
                Column(_("Learned"), lambda row: day_near(row.learned_on, self._today)),
                Column(_("From"), lambda row: source_words(row, self._name)),
            ),
            lambda row: row.id,
            lambda row: event_sentence(row, self._name, self._today),
        )
        self.table = _EventTable(_("What happened so far"), row_height=_ROW, indent=_INDENT, in_card=True)
        self.table.setModel(self._model)
        self.table.setItemDelegate(_EventDelegate(self.table, self._put_away))
        self._keep = KeepCurrent(self.table)
        self._note = Text("", "small", wrap=True, selectable=True)
        self._build()
        self._keep.moved.connect(self._show_note)

    def show_events(self, events: tuple[EventRow, ...], name: str, today: date) -> None:
        """Show these, given in order, the newest on top."""
        self._name, self._today = name, today
        self._model.set_rows(tuple(reversed(events)))
        self.table.fit()
        self._show_note()

    def choose(self, event_id: str) -> None:
        """Move to an event."""
        self._keep.go_to(event_id)

    def rows(self) -> tuple[EventRow, ...]:
        """The events shown."""
        return self._model.rows()

    def clear(self) -> None:
        """Show nothing."""
        self._name = ""
        self._model.clear()
        self._note.set_text("")

    def _build(self) -> None:
        self.table.head.setSectionsClickable(False)
        self.table.head.setSectionsMovable(False)
        self.table.head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        card = Card()
        card.body.setContentsMargins(0, 0, 0, 0)
        card.add(self.table)
        column.addWidget(card)
        self._note.setAccessibleName(_("Note of the event chosen"))
        column.addWidget(self._note)
        column.addStretch()
        self._note.hide()

    def _put_away(self, row: EventRow) -> str:
        source = source_words(row, self._name)
        learned = day_near(row.learned_on, self._today)
        return _("Learned {day}, {source}").format(day=learned, source=source[:1].lower() + source[1:])

    def _show_note(self) -> None:
        row = self.table.currentIndex().data(ROW_ROLE)
        note = note_shown(row.detail or "") if isinstance(row, EventRow) else ""
        self._note.set_text(note)
        self._note.setVisible(bool(note))
