"""The page of one case: its top, its tabs, and the panel for editing at the right."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.errors import Refused, Trouble
from caseapp.base.words import _, sentence
from caseapp.services import cases, drafts, safe_contacts
from caseapp.services.office import Office
from ui.pages.case.case_menu import CaseMenu
from ui.pages.case.close_form import CloseForm
from ui.pages.case.header import CaseHead, CaseTop
from ui.pages.case.overview.facts_form import FactsForm
from ui.pages.case.panel_place import PanelPlace
from ui.pages.case.safe_contact_form import SafeContactForm
from ui.pages.case.tab_factory import TABS
from ui.pages.case.tab_stack import TabStack
from ui.pages.case.tabs import CaseTabs, TabLabel
from ui.theme.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.laid_out_once import laid_out_once
from ui.widgets.loading_shapes import LoadingShapes
from ui.widgets.rule import Rule
from ui.work.beforehand import beforehand
from ui.work.changed import Changed
from ui.work.runner import Runner
from ui.work.wanted import CaseWanted, PlaceWanted

_ADVICE_EVERY_MS = 20_000
_LOW = 740
"""Below this height (at 100 %) the top starts compact: the design's 800 less the title bar, with some room."""
_SHOWN_ON_TOP = ("cases", "safe_contact", "contacts", "rights", "journey", "pins")


class CasePage(QWidget):
    """One case at a time. Opening it is noted in the journal; reloading what is open is not."""

    case_wanted = Signal(object)
    place_wanted = Signal(object)
    saved = Signal(object)

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self._wanted: CaseWanted | None = None
        self._top: CaseTop | None = None
        self._build()
        self._wire()

    def _build(self) -> None:
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = CaseHead(self._office)
        self.tabs = CaseTabs()
        self._loading = LoadingShapes(_("Opening case"), 5)
        waiting = QWidget()
        inside = QVBoxLayout(waiting)
        inside.setContentsMargins(32, 20, 32, 24)
        inside.addWidget(self._loading)
        inside.addStretch()
        self._loading.hide()
        self._stack = TabStack(self._office, self._runner, waiting)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._stack, 1)
        self._panels = PanelPlace()
        below.addWidget(self._panels)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addSpacing(8)
        column.addWidget(self.tabs)
        column.addWidget(Rule(strong=True))
        self._trouble = Banner("late", "")
        self._trouble.hide()
        column.addWidget(self._trouble)
        column.addLayout(below, 1)
        self._menu = CaseMenu(self._office, self._runner, self.head.more)
        self._clock = QTimer(self)
        self._clock.setInterval(_ADVICE_EVERY_MS)

    def _wire(self) -> None:
        self.head.caseload_wanted.connect(self._go_to_caseload)
        self.head.log_wanted.connect(self.log_contact)
        self.head.menu_wanted.connect(self._menu.open)
        self.head.change_wanted.connect(self._change_safe_contact)
        self.tabs.currentChanged.connect(self._tab_chosen)
        self._clock.timeout.connect(self.head.refresh_advice)
        self._stack.saved.connect(self.saved)
        self._stack.case_wanted.connect(self._tab_wants_case)
        self._stack.place_wanted.connect(self.place_wanted)
        self._stack.facts_wanted.connect(self.edit_facts)
        self._stack.drafts_moved.connect(self._label_tabs)
        self._panels.saved.connect(self.saved)
        self._panels.moved.connect(self._fit)
        self._menu.saved.connect(self.saved)
        self._menu.failed.connect(self._failed)
        for slot in (self.clear, self.saved, self._go_to_caseload):
            self._menu.erased.connect(slot)
        self._menu.facts_wanted.connect(self.edit_facts)
        self._menu.safe_contact_wanted.connect(self._change_safe_contact)
        self._menu.close_wanted.connect(self._close_case)
        log = QShortcut(QKeySequence("Ctrl+N"), self, context=Qt.ShortcutContext.WindowShortcut)
        log.activated.connect(self.log_contact)
        for digit in range(1, len(TABS) + 1):
            keys = QShortcut(QKeySequence(f"Ctrl+{digit}"), self, context=Qt.ShortcutContext.WindowShortcut)
            keys.activated.connect(partial(self.show_tab, digit))

    def load(self) -> None:
        """Read the top again, and the tab that is shown."""
        if self._wanted is None:
            return
        self._load_top(self._wanted.case_id, opened=False)
        if (tab := self._stack.tab()) is not None:
            tab.load()

    def on_changed(self, changed: Changed) -> None:
        """Reload what the change touches, in every tab already made."""
        if self._wanted is None:
            return
        if changed.touches(*_SHOWN_ON_TOP, case=self._wanted.case_id):
            self._load_top(self._wanted.case_id, opened=False)
        self._stack.on_changed(changed)

    def show_case(self, wanted: CaseWanted) -> None:
        """Open a case on a tab. The same case again only changes the tab, unless a form put away is asked for."""
        again = self._wanted is not None and self._wanted.case_id == wanted.case_id
        if again and not wanted.form:
            self._wanted = wanted
            if self._top is not None:
                self._go_to(wanted)
            return
        self._keep_drafts()
        self.clear()
        self._wanted = wanted
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)  # until the tab is there; never the path back out
        self._load_top(wanted.case_id, opened=not again)

    def show_tab(self, number: int) -> None:
        """Show a tab by its number, from 1."""
        if self._top is not None and 1 <= number <= len(TABS):
            self.tabs.setCurrentIndex(number - 1)
            if (tab := self._stack.tab()) is not None:
                tab.first_focus()

    def log_contact(self) -> None:
        """Open the contact composer of this case."""
        if self._wanted is not None:
            self.show_case(CaseWanted(self._wanted.case_id, "contacts", compose=True))

    def edit_facts(self) -> None:
        """Open the panel with the key facts."""
        if self._top is not None and self._may_change():
            self._panels.open(FactsForm(self._office, self._runner, self._top.header))

    def draft_work(self) -> list[Callable[[], object]]:
        """What keeps every half-typed word of this case now."""
        return self._stack.draft_work() + self._panels.draft_work()

    def first_focus(self) -> None:
        """Put the focus where work starts."""
        tab = self._stack.tab()
        tab.first_focus() if tab is not None else self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Keys of this page and of its tab."""
        tab = self._stack.tab()
        own = ((_("Ctrl+N"), _("log a contact")), (_("Ctrl+1 to {last}").format(last=len(TABS)), _("go to a tab")))
        return own + (tab.keys() if tab is not None else ())

    def clear(self) -> None:
        """Drop everything shown."""
        self._clock.stop()
        self._runner.forget(self)
        with laid_out_once(self, deep=False):
            self._panels.close_panel()
            self._stack.clear()
            self.head.clear()
        self._top = self._wanted = None

    def _load_top(self, case_id: str, *, opened: bool) -> None:
        office = self._office

        def read() -> CaseTop:
            header = cases.opened(office, case_id) if opened else cases.header(office, case_id)
            begun = frozenset(draft.page for draft in drafts.all_of_mine(office) if draft.case_id == case_id)
            return CaseTop(header, safe_contacts.current(office, case_id), begun)

        self._runner.vault(self, read, self._show_top, self._failed, waiting=self._loading.show, latest="top")

    def _show_top(self, top: CaseTop) -> None:
        first, self._top = self._top is None, top
        if first and "contact" in top.begun:
            self._stack.drafts.add("contacts")
        self._menu.show_case(top.header)
        self._clock.start()
        with laid_out_once(self, deep=False):
            self._loading.hide()
            self._trouble.hide()
            self.head.show_top(top)
            self._label_tabs()
            if first and self._wanted is not None:
                self._go_to(self._wanted)
        if first and self._wanted is not None:
            beforehand().add(self._stack, self._stack.beforehand(self._wanted.case_id))
            self._open_begun(top, self._wanted.form)

    def _open_begun(self, top: CaseTop, wanted: str) -> None:
        """A form beside the tabs that was left half-typed is there again; where there are more, the one wanted."""
        opens = {"facts": self.edit_facts, "safe_contact": self._change_safe_contact, "close_case": self._close_case}
        begun = top.begun & opens.keys() if top.header.changeable else frozenset()
        for form in sorted(begun, key=lambda each: (each != wanted, each))[:1]:
            opens[form]()

    def _label_tabs(self) -> None:
        if self._top is None:
            return
        header, labels = self._top.header, []
        for kind, name in TABS:
            count = header.contacts if kind == "contacts" else None
            late = header.rights_late if kind == "rights" else 0
            labels.append(TabLabel(_(name), count, late, draft=kind in self._stack.drafts))
        with QSignalBlocker(self.tabs):
            self.tabs.set_labels(tuple(labels))

    def _go_to(self, wanted: CaseWanted) -> None:
        kinds = [kind for kind, _name in TABS]
        place = kinds.index(wanted.tab) if wanted.tab in kinds else 0
        if self.tabs.currentIndex() != place:
            self.tabs.setCurrentIndex(place)
        else:
            self._tab_chosen(place)
        self._stack.go_on(wanted)

    def _tab_chosen(self, place: int) -> None:
        if self._top is None or self._wanted is None or place < 0:
            return
        self._fit()
        self._stack.show_kind(TABS[place][0], self._wanted.case_id)

    def _fit(self) -> None:
        """The whole top on the overview where it leaves room for the rest; a panel alone where two do not fit."""
        overview = self.tabs.currentIndex() == 0
        low = self.height() < theme().grown(_LOW)
        self.head.set_compact(not overview or low, log=overview)
        self._stack.setVisible(not self._panels.fit(self.width()))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _keep_drafts(self) -> None:
        for work in self.draft_work():
            self._runner.vault(self._runner, work, lambda _kept: None)

    def _tab_wants_case(self, wanted: CaseWanted) -> None:
        if self._wanted is not None and wanted.case_id == self._wanted.case_id:
            self.show_case(wanted)
        else:
            self.case_wanted.emit(wanted)

    def _failed(self, trouble: Trouble) -> None:
        self._loading.hide()
        title = _("Not saved")
        if self._top is None:
            self._wanted = None
            title = _("This case will not open")
        self._trouble.set_words(title, sentence(trouble))
        self._trouble.show()

    def _may_change(self) -> bool:
        """Whether the case is open, and the vault; if not, that is said."""
        if self._top is None or self._top.header.changeable:
            return True
        said = (_("This case is closed"), _("Its details can be read but not changed."))
        if self._top.header.read_only:
            said = (_("Read only"), sentence(Refused("read_only")))
        self._trouble.set_words(*said)
        self._trouble.show()
        return False

    def _change_safe_contact(self) -> None:
        if self._top is not None and self._may_change():
            self._panels.open(SafeContactForm(self._office, self._runner, self._top))

    def _close_case(self) -> None:
        if self._top is not None and self._may_change():
            self._panels.open(CloseForm(self._office, self._runner, self._top.header))

    def _go_to_caseload(self) -> None:
        self.place_wanted.emit(PlaceWanted("caseload"))
