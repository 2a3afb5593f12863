"""Referrals: everybody who waits to be taken up, the longest waiting first, and one at a glance beside them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.errors import Trouble
from caseapp.base.words import _, ngettext, sentence
from caseapp.domain.case import ReferralDetail, WaitingReferral
from caseapp.domain.name_matching import bare
from caseapp.domain.saved import Saved
from caseapp.services import cases
from caseapp.services.office import Office
from ui.models.keep_current import KeepCurrent
from ui.pages.referrals.columns import WIDTHS, ReferralDelegate, ReferralsTable, referrals_model
from ui.pages.referrals.framed import framed
from ui.pages.referrals.preview import WIDTH, ReferralPreview
from ui.pages.referrals.words import decision_of, district_of, name_of, route_of
from ui.theme.room import has_room_beside
from ui.theme.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.button import SecondaryButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.help_strip import HelpStrip
from ui.widgets.loading_shapes import LoadingShapes
from ui.widgets.page_head import PageHead
from ui.widgets.text import Text
from ui.work.changed import Changed
from ui.work.privacy import masked, privacy
from ui.work.runner import Runner
from ui.work.wanted import PlaceWanted, Toasted

SHOWN_AT_MOST = 2_000


class ReferralsPage(QWidget):
    """The list of waiting referrals with a preview; Enter takes one up, D decides otherwise."""

    case_wanted = Signal(object)
    place_wanted = Signal(object)
    saved = Signal(object)

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self._rows: tuple[WaitingReferral, ...] = ()
        self._by_mouse = False
        self._pane_asked_for = False
        self._focus_list = False
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build()
        self._wire()

    def _build(self) -> None:
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(self._head())
        self.states = QStackedWidget()
        self.states.addWidget(self._list())
        self.empty = EmptyState(
            _("No referrals waiting"),
            _("Referrals stand here until someone takes them up. Import a sheet, or open a case yourself."),
            icon="user-plus",
            button=_("Import a spreadsheet"),
            button_icon="upload",
        )
        self.no_match = EmptyState(_("No referrals match"), links=(_("Clear the filter"),))
        self._loading = LoadingShapes(_("Opening referrals"), 8, row_height=53)
        for part in (self.empty, self.no_match, self._loading):
            self.states.addWidget(framed(part))
        left.addWidget(self.states, 1)
        left.addWidget(HelpStrip(self.keys()))
        both.addLayout(left, 1)
        self.preview = ReferralPreview(self._office.place)
        both.addWidget(self.preview)
        self._fit()

    def _head(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(28, 22, 24, 14)
        column.setSpacing(12)
        self._count = Text("", "body", "text_2", tabular=True)
        self.import_button = SecondaryButton(_("Import a spreadsheet"), icon="upload")
        self.new_button = SecondaryButton(_("New case"), icon="plus")
        column.addWidget(PageHead(_("Referrals"), self._count, (self.import_button, self.new_button)))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter this list"))
        self.filter.setAccessibleName(_("Filter this list"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(theme().grown(320))
        line = QHBoxLayout()  # its own: in the column it would be the column's widest, and the head would be wrapped
        line.addWidget(self.filter, 1)
        line.addStretch()
        column.addLayout(line)
        self.trouble = Banner("late", "")
        self.trouble.hide()
        column.addWidget(self.trouble)
        return column

    def _list(self) -> ReferralsTable:
        self.table = ReferralsTable(_("Waiting referrals"), indent=28)
        self.model = referrals_model(self._office.place, self._office.today)
        self.table.setModel(self.model)
        self.table.setItemDelegate(ReferralDelegate(self.table, self._office.place, self._office.today))
        self.table.set_widths(WIDTHS)
        self.table.head.setStretchLastSection(True)
        self.keep = KeepCurrent(self.table)
        return self.table

    def _wire(self) -> None:
        self.table.pressed.connect(self._pressed)
        self.table.opened.connect(self._opened)
        self.table.doubleClicked.connect(self._take_up)
        self.table.previewed.connect(self._toggle_pane)
        self.keep.moved.connect(self._load_preview)
        self.filter.textChanged.connect(self._show)
        self.filter.returnPressed.connect(self._to_list)
        self.no_match.linked.connect(self.filter.clear)
        self.preview.take_up_wanted.connect(self._take_up)
        self.preview.decided.connect(self._decide)
        self.import_button.clicked.connect(self._import)
        self.empty.pressed.connect(self._import)
        self.new_button.clicked.connect(self._new)
        decide = QShortcut(QKeySequence("D"), self.table, context=Qt.ShortcutContext.WidgetShortcut)
        decide.activated.connect(self.preview.open_menu)
        privacy().changed.connect(self._show_again)

    def load(self) -> None:
        """Read the waiting referrals again."""
        self._runner.vault(
            self,
            partial(cases.waiting, self._office, SHOWN_AT_MOST),
            self._loaded,
            self._failed,
            waiting=self._wait,
            latest="list",
        )
        if self.keep.current_id():
            self._load_preview(self.keep.current_id())

    def on_changed(self, changed: Changed) -> None:
        """Read again after something that referrals depend on."""
        if changed.touches("referrals", "cases"):
            self.load()

    def draft_work(self) -> list[Callable[[], None]]:
        """Nothing is typed here that would be missed."""
        return []

    def first_focus(self) -> None:
        """Work starts in the list."""
        self._focus_list = not self.model.rowCount()
        (self.import_button if self._focus_list else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """What the keys do here."""
        return (
            ("↑ ↓", _("move")),
            ("Enter", _("take up")),
            ("D", _("other decision")),
            ("Ctrl+F", _("filter")),
            ("Space", _("show or hide the preview")),
        )

    def clear(self) -> None:
        """Drop everything shown."""
        self._rows = ()
        self.model.clear()
        self.preview.clear()
        self.filter.clear()
        self._count.set_text("")
        self.trouble.hide()

    def _loaded(self, rows: tuple[WaitingReferral, ...]) -> None:
        self.trouble.hide()
        self._rows = rows
        self._show()
        if rows and self._focus_list and self.window().focusWidget() is self.import_button:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus_list = False

    def _show(self) -> None:
        words = bare(self.filter.text()).split()
        shown = [row for row in self._rows if not words or self._matches(row, words)]
        self.model.set_rows([masked(row) for row in shown])
        total = ngettext("{count} waiting", "{count} waiting", len(self._rows)).format(count=len(self._rows))
        if len(self._rows) == SHOWN_AT_MOST:
            total = _("The {count} that have waited longest").format(count=SHOWN_AT_MOST)
        elif words:
            total = _("{shown} of {count}").format(shown=len(shown), count=len(self._rows))
        self._count.set_text(total)
        state = 0 if shown else 2 if self._rows else 1
        self.states.setCurrentIndex(state)
        self.filter.setVisible(bool(self._rows))
        if shown and not self.table.currentIndex().isValid():
            self.keep.go_to(shown[0].id)
        self._fit()

    def _show_again(self) -> None:
        self._show()
        self._load_preview(self.keep.current_id())

    def _matches(self, row: WaitingReferral, words: list[str]) -> bool:
        text = bare(f"{name_of(row)} {route_of(row.route)} {district_of(self._office.place, row.district)}").split()
        return all(any(part.startswith(word) for part in text) for word in words)

    def _wait(self) -> None:
        if not self._rows:
            self.states.setCurrentIndex(3)

    def _failed(self, trouble: Trouble) -> None:
        self.trouble.set_words(_("Not done"), sentence(trouble))
        self.trouble.show()
        if not self._rows:
            self.states.setCurrentIndex(1)

    def _load_preview(self, referral_id: str) -> None:
        if not referral_id:
            self.preview.clear()
            return
        self._runner.vault(
            self, partial(cases.referral, self._office, referral_id), self._show_preview, self._gone, latest="preview"
        )

    def _show_preview(self, found: ReferralDetail) -> None:
        if found.id == self.keep.current_id():
            self.preview.show_referral(found, self._office.today())

    def _gone(self, _trouble: Trouble) -> None:
        self.preview.clear()

    def _pressed(self) -> None:
        self._by_mouse = True

    def _opened(self) -> None:
        """Enter takes up; a click only chooses, so that the other decisions can be reached."""
        if not self._by_mouse:
            self._take_up()
        self._by_mouse = False

    def _take_up(self) -> None:
        if self.keep.current_id():
            self.place_wanted.emit(PlaceWanted("new_case", self.keep.current_id()))

    def _decide(self, decision: str) -> None:
        self._runner.vault(
            self,
            partial(cases.decide_referral, self._office, self.keep.current_id(), decision),
            partial(self._decided, decision),
            self._failed,
        )

    def _decided(self, decision: str, done: Saved) -> None:
        self.saved.emit(Toasted(done, _("Referral: {decision}").format(decision=decision_of(decision).lower())))

    def _import(self) -> None:
        self.place_wanted.emit(PlaceWanted("import"))

    def _new(self) -> None:
        self.place_wanted.emit(PlaceWanted("new_case"))

    def focus_filter(self) -> None:
        """Put the cursor in the filter: the window asks for it on Ctrl+F."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _to_list(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _toggle_pane(self) -> None:
        self._pane_asked_for = not self._pane_asked_for
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = has_room_beside(self.width())
        self.preview.setFixedWidth(theme().grown(WIDTH))
        self.preview.setVisible(bool(self._rows) and wide != self._pane_asked_for)
