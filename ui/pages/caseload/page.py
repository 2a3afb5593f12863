"""The caseload: find any case by typing, sort and filter in the database, and see one at a glance."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.errors import Trouble
from caseapp.base.words import _, ngettext, sentence
from caseapp.services import case_preview, cases
from caseapp.services.case_preview import CasePreview
from caseapp.services.office import Office
from ui.pages.caseload.case_list import CaseList
from ui.pages.caseload.filters import Filters
from ui.pages.caseload.preview import Preview
from ui.pages.caseload.views import Views
from ui.theme.room import has_room_beside
from ui.theme.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.button import PrimaryButton, SecondaryButton
from ui.widgets.help_strip import HelpStrip
from ui.widgets.page_head import PageHead
from ui.widgets.rule import Rule
from ui.widgets.text import Text
from ui.work.changed import Changed
from ui.work.privacy import names_hidden, privacy, set_names_hidden
from ui.work.runner import Runner
from ui.work.wanted import CaseWanted, PlaceWanted

STILL_MS = 150
"""How long the list stands still before the case beside it is read."""
_PANE = 328
TOPICS = ("cases", "contacts", "follow_ups", "rights", "journey", "hearings", "safe_contact", "referrals")


class CaseloadPage(QWidget):
    """Every case as a row, one beside it."""

    case_wanted = Signal(object)
    place_wanted = Signal(object)
    saved = Signal(object)

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self._pane_asked = False
        self._build()
        self._wire()

    def _build(self) -> None:
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.filters = Filters(self._office)
        self.list = CaseList(self._office, self._runner, self.filters)
        self.views = Views(self._office, self._runner, self.filters, self.list)
        self._count = Text("", "body", "text_2", tabular=True)
        self._hide_names = SecondaryButton("", icon="eye-off")
        self._new = PrimaryButton(_("New case"), icon="plus")
        self._trouble = Banner("late", "", icon="circle-alert")
        self._trouble.hide()
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(STILL_MS)
        self._build_page()
        self.preview = Preview(self)
        self._say_names()

    def _build_page(self) -> None:
        above = QVBoxLayout()
        above.setContentsMargins(28, 20, 24, 14)
        above.setSpacing(14)
        above.addWidget(PageHead(_("Caseload"), self._count, (self._hide_names, self._new)))
        above.addWidget(self._trouble)
        above.addWidget(self.filters)
        above.addWidget(self.views.naming)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(Rule())
        column.addWidget(self.list, 1)
        column.addWidget(HelpStrip(self.keys()))

    def _wire(self) -> None:
        privacy().changed.connect(self._say_names)
        self._hide_names.clicked.connect(self._switch_names)
        self._new.clicked.connect(self._new_case)
        self.list.opened.connect(self._open)
        self.list.previewed.connect(self._show_pane)
        self.list.moved.connect(self._still.start)
        self.list.read_done.connect(self._list_read)
        self.list.failed.connect(self._failed)
        self.views.saved.connect(self.saved)
        self.views.failed.connect(self._failed)
        self.list.place_wanted.connect(self.place_wanted)
        self._still.timeout.connect(self._read_preview)
        self.preview.open_wanted.connect(self._open_shown)
        self.preview.log_wanted.connect(self.log_contact)

    def load(self) -> None:
        """Read the list again, as far as it was scrolled, and who works here."""
        self.list.load()
        self.views.load()
        office = self._office
        self._runner.vault(
            self,
            lambda: tuple((worker.id, worker.name) for worker in cases.team(office)),
            self.filters.offer_team,
            self._failed,
            latest="team",
        )

    def on_changed(self, changed: Changed) -> None:
        """Read again if a row may look different now; place and scroll stay."""
        if changed.touches(*TOPICS):
            self.list.load()
        if changed.touches("caseload_views"):
            self.views.load()

    def draft_work(self) -> list[Callable[[], None]]:
        """Nothing is typed here that could be lost."""
        return []

    def first_focus(self) -> None:
        """The list; the filter is one key away."""
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_filter(self) -> None:
        """Put the cursor in the filter: the window asks for it on Ctrl+F."""
        self.filters.field.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.field.field.selectAll()

    def log_contact(self) -> None:
        """Log a contact in the case the list stands on: the window asks for it on Ctrl+N."""
        if case_id := self.list.current_id():
            self.case_wanted.emit(CaseWanted(case_id, "contacts", compose=True))

    def panes(self) -> list[QWidget]:
        """What F6 goes between: filter, list, preview."""
        found: list[QWidget] = [self.filters.field.field, self.list.table]
        return [*found, self.preview.open_button] if self.preview.case_id() else found

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Keys of this page."""
        return (
            ("↑ ↓", _("move")),
            (_("Enter"), _("open")),
            ("Ctrl+N", _("log a contact")),
            ("Ctrl+F", _("filter")),
            ("S", _("sort")),
            ("F6", _("next pane")),
        )

    def clear(self) -> None:
        """Keep nothing on the screen or in memory: for the lock. What is chosen in the chips stays."""
        self._runner.forget(self)
        self._still.stop()
        self.list.clear()
        self.filters.field.field.clear()
        self.filters.field.settle()
        self.preview.show_case(None, self._office.place)
        self._count.set_text("")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        pane = min(theme().grown(_PANE), self.width())
        self._column.setContentsMargins(0, 0, 0 if self._is_narrow() else pane, 0)
        self.preview.setGeometry(self.width() - pane, 0, pane, self.height())
        self.preview.setVisible(self._pane_asked or not self._is_narrow())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._pane_asked:
            self._pane_asked = False
            self.preview.setVisible(not self._is_narrow())
            self.first_focus()
        elif event.key() == Qt.Key.Key_Escape and self.preview.isAncestorOf(self.focusWidget()):
            self.first_focus()
        else:
            super().keyPressEvent(event)

    def _is_narrow(self) -> bool:
        return not has_room_beside(self.width())

    def _list_read(self) -> None:
        self._trouble.hide()
        total = self.list.total
        if self.filters.closed.values():
            said = ngettext("{count} closed case", "{count} closed cases", total)
        else:
            said = ngettext("{count} open case", "{count} open cases", total)
        self._count.set_text(said.format(count=f"{total:,}"))
        self._still.start()

    def _failed(self, trouble: Trouble) -> None:
        self._trouble.set_words(_("The caseload could not be read"), sentence(trouble))
        self._trouble.show()

    def _read_preview(self) -> None:
        office, case_id = self._office, self.list.current_id()
        if not case_id:
            self.preview.show_case(None, office.place)
            return
        work = partial(case_preview.preview, office, case_id)
        self._runner.vault(self, work, self._preview_read, self._failed, latest="preview")

    def _preview_read(self, case: CasePreview) -> None:
        if case.header.id == self.list.current_id():
            self.preview.show_case(case, self._office.place)

    def _show_pane(self, _case_id: str) -> None:
        self._still.stop()
        self._read_preview()
        if self._is_narrow():
            self._pane_asked = True
            self.preview.show()
            self.preview.raise_()
        else:
            self.preview.open_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _open(self, case_id: str) -> None:
        self.case_wanted.emit(CaseWanted(case_id))

    def _open_shown(self) -> None:
        if case_id := self.preview.case_id():
            self._open(case_id)

    def _new_case(self) -> None:
        self.place_wanted.emit(PlaceWanted("new_case"))

    def _switch_names(self) -> None:
        set_names_hidden(not names_hidden())

    def _say_names(self) -> None:
        hidden = names_hidden()
        self._hide_names.setText(_("Show names") if hidden else _("Hide names"))
        self._hide_names.set_icon_name("eye" if hidden else "eye-off")
        self.list.table.viewport().update()
        self.preview.show_again()
