"""Rights due: every clock still running, the longest overdue first, with the next step on each row."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.domain.rights_view import DueRight
from caseapp.services import rights
from caseapp.services.office import Office
from caseapp.services.own_deadlines import OwnDeadlines
from ui.models.due_rights import DueRightsDelegate, DueRightsModel
from ui.models.parts_list import PartPressed, PartsList
from ui.pages.rights_due import words
from ui.theme.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.button import LinkButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.help_strip import HelpStrip
from ui.widgets.loading_shapes import LoadingShapes
from ui.widgets.own_deadline_band import OwnDeadlineBand
from ui.widgets.rule import Rule
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.text import Text
from ui.words.working_days import office_calendar
from ui.work.changed import Changed
from ui.work.privacy import masked, names_hidden, privacy
from ui.work.runner import Runner
from ui.work.wanted import CaseWanted, PlaceWanted

AT_ONCE = 200
AHEAD, OWN_AHEAD = timedelta(days=365), timedelta(days=28)
_TOOLS_BESIDE = 560
MINE, TEAM = "mine", "team"


@dataclass(frozen=True, slots=True)
class Due:
    """What was read: rows from `offset` on, how many there are in all, how many of them late."""

    rows: tuple[DueRight, ...]
    offset: int
    total: int
    late: int
    own: OwnDeadlines


class RightsDuePage(QWidget):
    """The full list behind "All rights due"."""

    case_wanted = Signal(object)
    place_wanted = Signal(object)
    saved = Signal(object)

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self._rows: tuple[DueRight, ...] = ()
        self._total = 0
        self._own: OwnDeadlines | None = None
        self._asking = False
        self._build()
        self._wire()

    def _build(self) -> None:
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._count = Text("", "body", "text_2", tabular=True, wrap=True)
        self.whose = SegmentedChoice(_("Whose cases"), ((MINE, _("My cases")), (TEAM, _("My team"))))
        self.whose.set_value(TEAM if self._office.desk.role == "lead" else MINE)
        self.look_up = LinkButton(_("The Victims’ Code"), icon="book-open")
        self.own = OwnDeadlineBand()
        self._trouble = Banner("late", "", icon="circle-alert")
        self._trouble.hide()
        self.list = PartsList(_("Rights due"), keys={Qt.Key.Key_C: "chase"}, fitted=False)
        self.list.setProperty("ground", "surface")
        self.model = DueRightsModel(self._office.today)
        self.model.setParent(self)
        self.list.setModel(self.model)
        delegate = DueRightsDelegate(self.list, today=self._office.today, place=self._office.place, indent=32)
        self.list.setItemDelegate(delegate)
        self._lists = QWidget()
        self._stack = QStackedLayout(self._lists)
        self._nothing = QWidget()
        nothing = QVBoxLayout(self._nothing)
        nothing.setContentsMargins(32, 28, 32, 28)
        nothing.addWidget(
            EmptyState(
                _("Nothing is due."),
                _("When the police or the court do something, log it in the case: the days are then counted here."),
                icon="scale",
            ),
            0,
            Qt.AlignmentFlag.AlignTop,
        )
        self._loading = QWidget()
        QVBoxLayout(self._loading).addWidget(LoadingShapes(_("Opening rights due"), rows=8, row_height=64))
        for part in (self.list, self._nothing, self._loading):
            self._stack.addWidget(part)
        self._build_page()

    def _build_page(self) -> None:
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(Text(_("Rights due"), "title"))
        titles.addWidget(self._count)
        head = QHBoxLayout()
        head.addLayout(titles, 1)
        head.setSpacing(16)
        self._tools = QWidget()
        tools = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(16)
        for part in (self.look_up, self.whose):
            tools.addWidget(part, alignment=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._tools_layout = tools
        head.addWidget(self._tools, alignment=Qt.AlignmentFlag.AlignVCenter)
        above = QVBoxLayout()
        above.setContentsMargins(32, 24, 32, 16)
        above.setSpacing(12)
        above.addLayout(head)
        above.addWidget(self._trouble)
        above.addWidget(self.own)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(Rule())
        column.addWidget(self._lists, 1)
        column.addWidget(HelpStrip(self.keys()))

    def _wire(self) -> None:
        privacy().changed.connect(self._show)
        self.whose.changed.connect(self._read_from_start)
        self.own.wanted.connect(self._open_own)
        self.look_up.clicked.connect(partial(self.place_wanted.emit, PlaceWanted("code")))
        self.list.opened.connect(self._open)
        self.list.part_pressed.connect(self._part)
        self.list.verticalScrollBar().valueChanged.connect(self._scrolled)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= theme().grown(_TOOLS_BESIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._tools_layout.setDirection(way)

    def load(self) -> None:
        """Read again, as far as it was scrolled."""
        self._read(0, max(AT_ONCE, len(self._rows)))

    def on_changed(self, changed: Changed) -> None:
        """Read again if a clock may have started or stopped."""
        if changed.touches("rights", "journey", "cases"):
            self.load()

    def draft_work(self) -> list[Callable[[], None]]:
        """Nothing is typed here."""
        return []

    def first_focus(self) -> None:
        """The list: the longest overdue first."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Keys of this page."""
        return (("↑ ↓", _("move")), (_("Enter"), _("open the right")), ("C", _("chase")), ("F1", _("all shortcuts")))

    def clear(self) -> None:
        """Keep nothing on the screen or in memory: for the lock."""
        self._runner.forget(self)
        self._rows, self._total, self._asking, self._own = (), 0, False, None
        self.own.show_deadlines(None, by_reference=False)
        self.list.show_sections(())
        self._count.set_text("")

    def _read_from_start(self) -> None:
        self.list.scrollToTop()
        self._read(0, AT_ONCE)

    def _read(self, offset: int, limit: int) -> None:
        self._asking = True
        work = partial(_read_due, self._office, offset, limit, mine=self.whose.value() != TEAM)
        self._runner.vault(self, work, self._read_done, self._failed, waiting=self._wait, latest="list")

    def _scrolled(self, value: int) -> None:
        bar = self.list.verticalScrollBar()
        if not self._asking and value >= bar.maximum() - bar.pageStep() and len(self._rows) < self._total:
            self._read(len(self._rows), AT_ONCE)

    def _read_done(self, due: Due) -> None:
        self._asking = False
        self._trouble.hide()
        known = {row.id for row in self._rows[: due.offset]}
        self._rows = (*self._rows[: due.offset], *(row for row in due.rows if row.id not in known))
        self._total = due.total if due.rows else len(self._rows)
        self._count.set_text(words.count_line(due.late, due.total))
        self._own = due.own
        self._show()

    def _show(self) -> None:
        self.own.show_deadlines(self._own, by_reference=names_hidden())
        rows: tuple[DueRight, ...] = tuple(map(masked, self._rows))
        self.list.show_sections(words.by_urgency(rows, self._office.today(), office_calendar()))
        self._stack.setCurrentWidget(self.list if rows else self._nothing)
        if rows and self.model.row_at(self.list.currentIndex()) is None:
            self.list.go_to(rows[0].id)
            self.list.scrollTo(self.model.index(0, 0))

    def _wait(self) -> None:
        if not self._rows:
            self._stack.setCurrentWidget(self._loading)

    def _failed(self, trouble: Trouble) -> None:
        self._asking = False
        self._trouble.set_words(_("Rights due could not be read"), sentence(trouble))
        self._trouble.show()

    def _open(self, row_id: str) -> None:
        if (row := self.model.row_at(self.model.index_of(row_id))) is not None:
            self.case_wanted.emit(CaseWanted(row.case_id, "rights", row_id=row.entitlement_id or row.id))

    def _open_own(self, case_id: str, right_id: str) -> None:
        self.case_wanted.emit(CaseWanted(case_id, "rights", row_id=right_id))

    def _part(self, pressed: PartPressed) -> None:
        row = self.model.row_at(self.model.index_of(pressed.row_id))
        if row is not None and pressed.part == "chase":
            self.case_wanted.emit(CaseWanted(row.case_id, "contacts", compose=True))
        else:
            self._open(pressed.row_id)


def _read_due(office: Office, offset: int, limit: int, *, mine: bool) -> Due:
    """On the vault thread: clocks due within a year."""
    today: date = office.today()
    rows = rights.falling_due(office, today + AHEAD, mine=mine, limit=limit, offset=offset)
    total = rights.count_falling_due(office, today + AHEAD, mine=mine)
    late = rights.count_falling_due(office, today - timedelta(days=1), mine=mine)
    own = rights.own_deadlines(office, mine=mine, until=today + OWN_AHEAD)
    return Due(rows, offset, total, late, own)
