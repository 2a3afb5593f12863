"""The calendar: two weeks from the day chosen as a list, and the month beside it."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.domain.saved import Saved
from caseapp.services import calendar as service
from caseapp.services import contacts
from caseapp.services.calendar import COURT, FOLLOW_UP, MARAC, Agenda, DayCount
from caseapp.services.office import Office
from ui.models.parts_list import PartPressed, PartsList
from ui.models.sections import SectionsModel
from ui.pages.calendar import words
from ui.pages.calendar.rows import CalendarDelegate, CalendarRow, rows_of
from ui.pages.calendar.side import MonthSide
from ui.theme.room import has_room_beside
from ui.theme.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.help_strip import HelpStrip
from ui.widgets.loading_shapes import LoadingShapes
from ui.widgets.page_head import PageHead
from ui.widgets.scrolling import scrolling
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.text import Text
from ui.work.changed import Changed
from ui.work.privacy import privacy
from ui.work.runner import Runner
from ui.work.wanted import CaseWanted, Toasted

AHEAD = timedelta(days=13)
MINE, TEAM = "mine", "team"
TOPICS = ("follow_ups", "hearings", "rights", "journey", "cases", "contacts")
_SIDE = 316


class CalendarPage(QWidget):
    """What is planned, and by which day others must do what."""

    case_wanted = Signal(object)
    place_wanted = Signal(object)
    saved = Signal(object)

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self._agenda: Agenda | None = None
        self._focus_wanted = False
        self._build()
        self._wire()

    def _build(self) -> None:
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.whose = SegmentedChoice(_("Whose cases"), ((MINE, _("My cases")), (TEAM, _("My team"))))
        self.whose.set_value(TEAM if self._office.desk.role == "lead" else MINE)
        self._count = Text("", "body", "text_2", tabular=True, wrap=True)
        self._trouble = Banner("late", "", icon="circle-alert")
        self._trouble.hide()
        self.list = PartsList(_("Calendar"), keys={Qt.Key.Key_Space: "tick"}, ground="canvas")
        self.model: SectionsModel[CalendarRow] = SectionsModel(
            lambda row: row.id, lambda row: row.title, CalendarRow.said, self
        )
        self.list.setModel(self.model)
        self.list.setItemDelegate(CalendarDelegate(self.list))
        self._nothing = EmptyState(
            _("Nothing is planned"),
            _("Hearings, MARAC meetings, follow-ups and rights falling due stand here on their day."),
            icon="calendar",
        )
        self._loading = LoadingShapes(_("Opening the calendar"), rows=6, row_height=60)
        self.side = MonthSide(self._office.today())
        for part in (self._nothing, self._loading):
            part.hide()
        self._build_page()

    def _build_page(self) -> None:
        self._scroll, self._inside = scrolling(self)
        main = QVBoxLayout()
        main.setSpacing(12)
        for part in (self._trouble, self.list, self._nothing, self._loading):
            main.addWidget(part)
        main.addStretch()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(36)
        self._both.addLayout(main, 1)
        self._both.addWidget(self.side, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(2)
        column.addWidget(PageHead(_("Calendar"), Text(), (self.whose,)))
        column.addWidget(self._count)
        column.addSpacing(16)
        column.addLayout(self._both)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(HelpStrip(self.keys()))

    def _wire(self) -> None:
        privacy().changed.connect(self._show)
        self.whose.changed.connect(self.load)
        self.side.day_wanted.connect(self.load)
        self.side.kind_wanted.connect(self._show)
        self.side.list_wanted.connect(self.list.setFocus)
        self.list.opened.connect(self._open)
        self.list.part_pressed.connect(self._part)
        self.list.current_moved.connect(self._follow_focus)

    def load(self) -> None:
        """Read the month and the two weeks from the day chosen."""
        office, mine, day = self._office, self.whose.value() != TEAM, self.side.grid.day()
        first, last = self.side.grid.span()

        def read() -> tuple[Agenda, tuple[DayCount, ...]]:
            return service.agenda(office, day, day + AHEAD, mine=mine), service.days(office, first, last, mine=mine)

        self._runner.vault(self, read, self._loaded, self._failed, waiting=self._wait, latest="calendar")

    def start_from(self, item: object) -> None:
        """Stand on a day: the one asked for, or today when the page is opened anew."""
        asked = date.fromisoformat(item) if isinstance(item, str) and item else None
        if asked is not None or self._agenda is None:
            today = self._office.today()
            self.side.show_day(asked or today, today)

    def on_changed(self, changed: Changed) -> None:
        """Read again if a day may look different now."""
        if changed.touches(*TOPICS):
            self.load()

    def draft_work(self) -> list[Callable[[], None]]:
        """Nothing is typed here."""
        return []

    def first_focus(self) -> None:
        """The list: what comes first; the month where nothing is planned."""
        if self._agenda is None:
            self._focus_wanted = True
            return
        (self.list if self.model.rowCount() else self.side.grid).setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> list[QWidget]:
        """What F6 goes between: the list and the month."""
        return [self.list, self.side.grid] if self.model.rowCount() else [self.side.grid]

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Keys of this page."""
        return (
            ("↑ ↓", _("move")),
            (_("Enter"), _("open case")),
            (_("Space"), _("tick off")),
            ("F6", _("list or month")),
            (_("Page Up"), _("month before")),
            (_("Page Down"), _("month after")),
            ("F1", _("all shortcuts")),
        )

    def clear(self) -> None:
        """Keep nothing on the screen or in memory: for the lock."""
        self._runner.forget(self)
        self._agenda = None
        self.list.show_sections(())
        self.side.grid.show_counts(())
        self._count.set_text("")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = has_room_beside(self.width())
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.BottomToTop
        self._both.setDirection(way)
        self.side.setMinimumWidth(theme().grown(_SIDE) if wide else 0)
        self.side.setMaximumWidth(theme().grown(_SIDE) if wide else 16_777_215)

    def _wait(self) -> None:
        if self._agenda is None:
            self._loading.show()

    def _loaded(self, read: tuple[Agenda, tuple[DayCount, ...]]) -> None:
        self._agenda, counts = read
        self._loading.hide()
        self._trouble.hide()
        self.side.grid.show_counts(counts)
        self._show()
        wanted, self._focus_wanted = self._focus_wanted, False
        if wanted and self.isVisible():  # somebody may have gone on to another page meanwhile
            self.first_focus()

    def _show(self) -> None:
        agenda = self._agenda
        if agenda is None:
            return
        today = self._office.today()
        rows = rows_of(agenda, today, self.side.kinds.value() or "")
        self.list.show_sections(words.by_day(rows, today))
        self.list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        if rows and not self.list.current_id():
            self.list.go_to(rows[0].id)
        self._count.set_text(words.span_line(agenda.first, agenda.last, len(rows), cut=agenda.cut))

    def _failed(self, trouble: Trouble) -> None:
        self._loading.hide()
        self._trouble.set_words(_("The calendar could not be read"), sentence(trouble))
        self._trouble.show()

    def _row(self, row_id: str) -> CalendarRow | None:
        return self.model.row_at(self.model.index_of(row_id))

    def _open(self, row_id: str) -> None:
        row = self._row(row_id)
        if row is None or row.case_id is None:
            return
        if row.kind in (COURT, MARAC):
            self.case_wanted.emit(CaseWanted(row.case_id, "journey"))
        elif row.kind == FOLLOW_UP:
            self.case_wanted.emit(CaseWanted(row.case_id))
        else:
            self.case_wanted.emit(CaseWanted(row.case_id, "rights", row_id=row.right_id))

    def _part(self, pressed: PartPressed) -> None:
        row = self._row(pressed.row_id)
        if row is not None and row.kind == FOLLOW_UP:
            work = partial(contacts.tick, self._office, row.id)
            self._runner.vault(self, work, self._ticked, self._failed)

    def _ticked(self, done: Saved) -> None:
        self.saved.emit(Toasted(done, _("Follow-up ticked off")))
        self.load()

    def _follow_focus(self, row: QRect) -> None:
        """Keep the row the keyboard is on in sight: the list itself does not scroll."""
        top = self.list.mapTo(self._inside, row.topLeft()).y()
        self._scroll.ensureVisible(0, top, 0, 24)
        self._scroll.ensureVisible(0, top + row.height(), 0, 24)
