"""The History tab of a case."""

from collections.abc import Callable
from datetime import date
from itertools import groupby

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.clock import london_date
from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.domain.case import HistoryRow
from caseapp.services import journal
from caseapp.services.office import Office
from ui.models.keep_current import KeepCurrent
from ui.models.row_delegate import Lines, RowDelegate, draw_line, draw_lines
from ui.models.rows_model import ROW_ROLE
from ui.models.sections import Section, SectionsModel
from ui.models.views import RowsList
from ui.pages.case.history.entry import EntryShown
from ui.pages.case.history.words import about, kinds_of_record, said
from ui.theme.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.button import SecondaryButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.rule import Rule
from ui.widgets.select import Select
from ui.widgets.text import Text
from ui.words.dates import clock_time, long_day
from ui.work.changed import Changed
from ui.work.runner import Runner

PAGE_ROWS = 100
_ENTRY_WIDTH, _SIDE_BY_SIDE = 400, 900


class _EntryDelegate(RowDelegate):
    """The time, then who did what, then about which."""

    @override
    def paint_cell(
        self, painter: QPainter, area: QRectF, row: object, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if not isinstance(row, HistoryRow):
            return
        time = QRectF(area.left(), area.top(), theme().grown(56), area.height())
        draw_line(painter, time, clock_time(row.at), "small", "text_2")
        draw_lines(painter, area.adjusted(time.width(), 0, 0, 0), Lines(said(row), about(row)))


class HistoryTab(QWidget):
    """Who did what, newest first, a page at a time; the entry chosen is shown in full beside the list."""

    case_wanted = Signal(object)
    place_wanted = Signal(object)
    saved = Signal(object)

    def __init__(self, office: Office, runner: Runner, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner, self._case_id = office, runner, case_id
        self._rows: tuple[HistoryRow, ...] = ()
        self._trouble = Banner("late", "")
        self._kinds = kinds_of_record()
        self._filter = Select(tuple((value, words) for value, words, _entities in self._kinds))
        self._model: SectionsModel[HistoryRow] = SectionsModel(lambda row: str(row.seq), said, _sentence)
        self._list = RowsList(_("History"), ground="canvas")
        self._keep = KeepCurrent(self._list_with_model())
        self._more = SecondaryButton(_("Show earlier"), icon="history", small=True)
        self._empty = EmptyState(_("Nothing of this kind yet"), _("Choose Everything to see all that was done."))
        self._entry = EntryShown()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._build()
        self._wire()

    def load(self) -> None:
        """Read as much of the history as is shown, at least one page."""
        self._ask(None, max(PAGE_ROWS, len(self._rows)), self._show)

    def on_changed(self, changed: Changed) -> None:
        """Everything that changes a case is in its history."""
        if changed.case is None or changed.case == self._case_id:
            self.load()

    def draft_work(self) -> list[Callable[[], object]]:
        """Nothing is typed here."""
        return []

    def first_focus(self) -> None:
        """Start in the list."""
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys of this tab."""
        return ((_("Up, Down"), _("Another entry")),)

    def clear(self) -> None:
        """Drop everything shown."""
        self._rows = ()
        self._model.clear()
        self._entry.show_entry(None)

    def _list_with_model(self) -> RowsList:
        self._list.setModel(self._model)
        self._list.setItemDelegate(_EntryDelegate(self._list, height=53, indent=12))
        return self._list

    def _build(self) -> None:
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(0)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(20, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._trouble)
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 0, 0)
        head.setSpacing(10)
        label = Text(_("Show"), "small_medium", "text_2")
        label.setBuddy(self._filter)
        self._filter.setAccessibleName(_("Which entries to show"))
        head.addWidget(label)
        head.addWidget(self._filter)
        head.addStretch()
        column.addLayout(head)
        column.addWidget(self._empty)
        column.addWidget(self._list, 1)
        column.addWidget(self._more, alignment=Qt.AlignmentFlag.AlignLeft)
        self._both.addWidget(left, 1)
        self._both.addWidget(Rule(upright=True))
        self._both.addWidget(self._entry)
        for part in (self._trouble, self._empty, self._more):
            part.hide()

    def _wire(self) -> None:
        self._filter.currentIndexChanged.connect(self._narrow)
        self._more.clicked.connect(self._show_more)
        self._keep.moved.connect(self._show_entry)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _SIDE_BY_SIDE * theme().scale
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._both.setDirection(way)
        self._entry.setMinimumWidth(theme().grown(_ENTRY_WIDTH) if wide else 0)
        self._entry.setMaximumWidth(theme().grown(_ENTRY_WIDTH) if wide else 16_777_215)
        self._both.setStretchFactor(self._entry, 0 if wide else 1)
        self._entry.setMaximumHeight(16_777_215 if wide else max(theme().grown(64), self.height() * 3 // 10))

    def _ask(self, before: int | None, limit: int, then: Callable[[tuple[HistoryRow, ...]], None]) -> None:
        office, case_id = self._office, self._case_id
        entities = next(found for value, _words, found in self._kinds if value == self._filter.value())

        def read() -> tuple[HistoryRow, ...]:
            if not entities:
                return journal.history(office, case_id, before, limit)
            return journal.history_about(office, case_id, entities, before, limit)

        self._runner.vault(self, read, then, self._failed, latest="history")

    def _show(self, rows: tuple[HistoryRow, ...]) -> None:
        self._trouble.hide()
        self._rows = rows
        self._more.setVisible(bool(rows) and len(rows) % PAGE_ROWS == 0)
        days = groupby(rows, key=lambda row: london_date(row.at))
        self._model.set_sections([Section(long_day(day), tuple(of_day)) for day, of_day in days])
        self._empty.setVisible(not rows)
        self._list.setVisible(bool(rows))
        if rows and not self._keep.current_id():
            self._keep.go_to(str(rows[0].seq))
        self._show_entry()

    def _show_more(self) -> None:
        if self._rows:
            self._ask(self._rows[-1].seq, PAGE_ROWS, self._add)

    def _add(self, rows: tuple[HistoryRow, ...]) -> None:
        place = self._list.verticalScrollBar().value()
        self._show(self._rows + rows)
        self._more.setVisible(len(rows) == PAGE_ROWS)
        self._list.verticalScrollBar().setValue(place)

    def _narrow(self) -> None:
        self._rows = ()
        self.load()

    def _show_entry(self) -> None:
        found = self._list.currentIndex().data(ROW_ROLE)
        self._entry.show_entry(found if isinstance(found, HistoryRow) else None)

    def _failed(self, trouble: Trouble) -> None:
        self._trouble.set_words(sentence(trouble))
        self._trouble.show()


def _sentence(row: HistoryRow) -> str:
    day: date = london_date(row.at)
    return ". ".join(part for part in (f"{long_day(day)}, {clock_time(row.at)}", said(row), about(row)) if part)
