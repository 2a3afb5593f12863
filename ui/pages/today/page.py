"""Today: log a contact, what falls due, what was promised, who waits and who has gone quiet."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.domain.rights_view import DueRight
from caseapp.domain.saved import Saved
from caseapp.services import contacts, drafts
from caseapp.services import today as service
from caseapp.services.office import Office
from caseapp.services.today import Today
from ui.models.parts_list import PartsList
from ui.pages.today import rail, words
from ui.pages.today.add_follow_up import PAGE, AddFollowUp
from ui.pages.today.beginning import Beginning, KeyStrip
from ui.pages.today.follow_ups import FollowUpsCard
from ui.pages.today.log_box import LogBox
from ui.pages.today.rail import RailSection
from ui.pages.today.rights_card import RightsCard
from ui.theme.room import has_room_beside
from ui.theme.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.button import LinkButton
from ui.widgets.loading_shapes import LoadingShapes
from ui.widgets.own_deadline_band import OwnDeadlineBand
from ui.widgets.scrolling import scrolling
from ui.widgets.text import Text
from ui.work.changed import Changed
from ui.work.privacy import names_hidden, privacy
from ui.work.runner import Runner
from ui.work.wanted import CaseWanted, PlaceWanted, Toasted

_RAIL = 356
TOPICS = ("contacts", "follow_ups", "rights", "cases", "hearings", "safe_contact", "referrals", "journey")


class TodayPage(QWidget):
    """The first page after unlocking."""

    case_wanted = Signal(object)
    place_wanted = Signal(object)
    saved = Signal(object)

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self._mine = True
        self._today: Today | None = None
        self._focus_wanted = False
        self._build()
        self._wire()

    def _build(self) -> None:
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._subtitle = Text("", "body", "text_2", wrap=True)
        self._whose = LinkButton(_("Show the team’s day"), parent=self)
        self._trouble = Banner("late", "", icon="circle-alert")
        self._trouble.hide()
        self.log_box = LogBox(self._office, self._runner, self)
        self.own = OwnDeadlineBand()
        self.rights = RightsCard(self._day, self._office.place)
        self.follow_ups = FollowUpsCard()
        self.add_form = AddFollowUp(self._office, self._runner)
        self.add_form.hide()
        self.beginning, self._strip = Beginning(), KeyStrip()
        self.follow_ups.body.insertWidget(0, self.add_form)
        self.courts = RailSection(_("Court and MARAC"), link=_("Calendar"))
        self.endings = RailSection(_("Bail and orders ending"))
        self.first_contacts = RailSection(_("Waiting for first contact"))
        self.quiet = RailSection(_("No contact for 2 weeks or more"))
        self.unfinished = RailSection(_("Not finished"))
        self._loading = LoadingShapes(_("Opening Today"), rows=6)
        self._loading.hide()
        self._columns = self._build_columns()
        self._build_page()

    def _build_columns(self) -> QBoxLayout:
        main = QVBoxLayout()
        main.setSpacing(20)
        main.addWidget(self.beginning)
        main.addWidget(self.own)
        main.addWidget(self.rights)
        main.addWidget(self.follow_ups)
        main.addStretch()
        self._rail = QWidget()
        side = QVBoxLayout(self._rail)
        side.setContentsMargins(0, 3, 0, 0)
        side.setSpacing(24)
        self._sections = (self.courts, self.endings, self.first_contacts, self.quiet, self.unfinished)
        for section in self._sections:
            side.addWidget(section)
        side.addStretch()
        columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        columns.setSpacing(36)
        columns.addLayout(main, 1)
        columns.addWidget(self._rail)
        return columns

    def _build_page(self) -> None:
        self._scroll, self._inside = scrolling(self)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(0)
        head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.addWidget(Text(_("Today"), "title"))
        head.addStretch()
        head.addWidget(self._whose)
        if self._office.desk.role != "lead":
            self._whose.hide()
        column.addLayout(head)
        column.addSpacing(2)
        column.addWidget(self._subtitle)
        column.addSpacing(18)
        column.addWidget(self._trouble)
        column.addWidget(self.log_box)
        column.addSpacing(20)
        column.addWidget(self._loading)
        column.addLayout(self._columns)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._strip)

    def _wire(self) -> None:
        privacy().changed.connect(self._show_again)
        self._whose.clicked.connect(self._switch_whose)
        self.log_box.chosen.connect(self._compose)
        self.rights.link_clicked.connect(partial(self._go, "rights_due"))
        self.rights.opened.connect(self._open_right)
        self.own.wanted.connect(self._open_own)
        self.rights.chased.connect(lambda row: self._compose(row.case_id))
        self.follow_ups.link_clicked.connect(self._add_follow_up)
        self.follow_ups.ticked.connect(self._tick)
        self.follow_ups.case_opened.connect(lambda case_id: self.case_wanted.emit(CaseWanted(case_id)))
        self.add_form.closed.connect(self._put_form_away)
        self.add_form.saved.connect(self.saved)
        self.courts.link_clicked.connect(partial(self._go, "calendar"))
        self.beginning.place_wanted.connect(self.place_wanted)
        for section in self._sections:
            section.wanted.connect(self._open_wanted)
        for view in (self.rights.list, self.follow_ups.list, *(section.list for section in self._sections)):
            view.current_moved.connect(partial(self._follow_focus, view))

    def load(self) -> None:
        """Read the day again."""
        office, mine = self._office, self._mine

        def read() -> tuple[Today, dict[str, object]]:
            draft = drafts.find(office, PAGE)
            return service.today(office, mine=mine), dict(draft.fields) if draft else {}

        self._runner.vault(self, read, self._loaded, self._failed, waiting=self._loading.show, latest="list")

    def on_changed(self, changed: Changed) -> None:
        """Read again if the day may look different now."""
        if changed.touches(*TOPICS):
            self.load()

    def draft_work(self) -> list[Callable[[], None]]:
        """What keeps the half-typed follow-up."""
        work = self.add_form.work() if self.add_form.isVisible() else None
        return [work] if work is not None else []

    def first_focus(self) -> None:
        """The first right that falls due; where nothing is due, the log box."""
        if self._today is None:
            self._focus_wanted = True
        elif self._today.rights_due:
            self.rights.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            (self.log_box if self._today.begun else self.beginning).take_focus()

    def log_contact(self) -> None:
        """Ask who it was with (Ctrl+N); where there is nobody yet, point at how to begin."""
        self._scroll.verticalScrollBar().setValue(0)
        (self.log_box if self._today is None or self._today.begun else self.beginning).take_focus()

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Keys of this page."""
        return words.keys(begun=self._today is None or self._today.begun)

    def clear(self) -> None:
        """Keep nothing on the screen or in memory: for the lock."""
        self._runner.forget(self)
        self._today = None
        self.own.show_deadlines(None, by_reference=False)
        self.rights.show_today(None)
        self.follow_ups.clear()
        self.add_form.clear()
        self.add_form.hide()
        self.log_box.clear()
        self._subtitle.set_text("")
        for section in self._sections:
            section.clear()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = not has_room_beside(self.width())
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(down if narrow else across)
        self._rail.setMinimumWidth(0 if narrow else theme().grown(_RAIL))
        self._rail.setMaximumWidth(16_777_215 if narrow else theme().grown(_RAIL))

    def _day(self) -> date:
        return self._today.on if self._today is not None else self._office.today()

    def _loaded(self, read: tuple[Today, dict[str, object]]) -> None:
        today, typed = read
        self._loading.hide()
        self._trouble.hide()
        first = self._today is None
        self._today = today
        if first and typed and self.add_form.is_empty():
            self.add_form.restore(typed)
            self.add_form.show()
        self._show_again()
        if self._focus_wanted:
            self._focus_wanted = False
            now = QApplication.focusWidget()
            typing = isinstance(now, QLineEdit | QPlainTextEdit) and now.isVisible() and not self.isAncestorOf(now)
            # Somebody may have gone on to another page meanwhile, or be typing into the search of Ctrl+K.
            if self.isVisible() and not typing:
                self.first_focus()

    def _show_again(self) -> None:
        today = self._today
        if today is None:
            return
        self._subtitle.set_text(words.the_day(today))
        self.beginning.setVisible(not today.begun)
        self._strip.show_keys(begun=today.begun)
        for part in (self.log_box, self.rights):
            part.setVisible(today.begun)
        self.log_box.show_people(today.recent)
        self.own.show_deadlines(today.own_deadlines, by_reference=names_hidden())
        self.rights.show_today(today)
        self.follow_ups.show_today(today)
        self.courts.show_rows(rail.hearing_rows(today))
        self.endings.show_rows(rail.ending_rows(today))
        self.first_contacts.show_rows(rail.first_contact_rows(today, self._office.place), today.first_contacts_total)
        self.quiet.show_rows(rail.quiet_rows(today), today.quiet_total)
        self.unfinished.show_rows(rail.draft_rows(today, today.on), None)

    def _failed(self, trouble: Trouble) -> None:
        self._loading.hide()
        self._trouble.set_words(_("Today could not be read"), sentence(trouble))
        self._trouble.show()

    def _follow_focus(self, view: PartsList, row: QRect) -> None:
        at = view.viewport().mapTo(self._inside, row.center())
        self._scroll.ensureVisible(at.x(), at.y(), 0, row.height() + 24)

    def _switch_whose(self) -> None:
        self._mine = not self._mine
        self._whose.setText(_("Show the team’s day") if self._mine else _("Show my day"))
        self._whose.updateGeometry()
        self.load()

    def _go(self, place: str) -> None:
        self.place_wanted.emit(PlaceWanted(place))

    def _compose(self, case_id: str) -> None:
        self.case_wanted.emit(CaseWanted(case_id, "contacts", compose=True))

    def _open_wanted(self, wanted: CaseWanted | PlaceWanted) -> None:
        (self.case_wanted if isinstance(wanted, CaseWanted) else self.place_wanted).emit(wanted)

    def _open_right(self, row: DueRight) -> None:
        self.case_wanted.emit(CaseWanted(row.case_id, "rights", row_id=row.entitlement_id or row.id))

    def _open_own(self, case_id: str, right_id: str) -> None:
        self.case_wanted.emit(CaseWanted(case_id, "rights", row_id=right_id))

    def _add_follow_up(self) -> None:
        self.add_form.show()
        self.add_form.take_focus()

    def _put_form_away(self) -> None:
        self.add_form.hide()
        self.follow_ups.list.setFocus()

    def _tick(self, follow_up_id: str) -> None:
        self._runner.vault(self, partial(contacts.tick, self._office, follow_up_id), self._ticked, self._failed)

    def _ticked(self, done: Saved) -> None:
        self.saved.emit(Toasted(done, _("Follow-up ticked off")))
        self.load()
