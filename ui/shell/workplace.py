"""Everything inside an open vault: sidebar, pages, palette, toast. Made at unlock, dropped whole at lock."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.errors import Refused, Trouble
from caseapp.base.words import sentence
from caseapp.services import backups, last_place, rule_book, surveys, today
from caseapp.services.office import Office
from ui.shell.bands import Bands
from ui.shell.coming_back import ComingBack, PlaceKeeper
from ui.shell.open_pages import OpenPages
from ui.shell.page_calls import Exports, Filters, LogsContacts, ShowsCases, StartsFrom, Work, as_page, connect
from ui.shell.palette import CommandPalette
from ui.shell.palette_actions import Deeds, actions
from ui.shell.places import CASE, HELP, PLACES, SETTINGS, SURVEY, TODAY, Place, place
from ui.shell.shortcuts_panel import ShortcutsPanel
from ui.shell.sidebar import SideBar
from ui.shell.undo_line import UndoLine
from ui.shell.whereabouts import Whereabouts, case_now, focus_in, from_fields
from ui.shell.window_keys import WindowKeys, move_between, panes_of
from ui.widgets.toast import Toast
from ui.words.working_days import take_calendar
from ui.work.beforehand import beforehand
from ui.work.changed import Changed
from ui.work.privacy import names_hidden, names_word, set_names_hidden
from ui.work.runner import Runner
from ui.work.wanted import CaseWanted, PlaceWanted, Toasted


class Workplace(QWidget):
    """Pages are made when first wanted and kept. Tells `lock_wanted`, `hide_wanted`, `survey_wanted` (its item)."""

    lock_wanted = Signal()
    hide_wanted = Signal()
    survey_wanted = Signal(object)

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office, self._runner = office, runner
        self._place = ""
        self._case: CaseWanted | None = None
        self._item: str | None = None
        self._place_work: list[Work] = []
        self._build()
        self._wire()
        self._load_figures()
        runner.pure(self, surveys.languages, lambda _read: None)  # long lists of words, read once: not when a page asks
        beforehand().add(self, self._stack.beforehand([one for one in PLACES if self._may(one)]))

    def _build(self) -> None:
        self.setProperty("ground", "canvas")
        self.sidebar = SideBar(self.office.desk)
        self._stack = OpenPages(self.office, self._runner, self._connect_page)
        self.band = Bands(self.office, self._runner)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.band)
        column.addWidget(self._stack, 1)
        row.addLayout(column, 1)
        self.toast = Toast(self)
        self.palette_box = CommandPalette(self.office, self._runner, self)
        self.shortcuts = ShortcutsPanel(self)
        self.undo_line = UndoLine(self.office, self._runner, self)
        page = self._stack.currentWidget
        self.keys = WindowKeys(self, page)
        self.coming_back = ComingBack(page, self)
        self.place_keeper = PlaceKeeper(self.office, self._runner, page, self.whereabouts, self)
        deeds = Deeds(
            self.log_contact,
            self.undo_line.undo,
            self._turn_names,
            self._show_keys,
            self.hide_wanted.emit,
            self.lock_wanted.emit,
        )
        self.palette_box.set_actions(actions([one for one in PLACES if self._may(one)], deeds))

    def _wire(self) -> None:
        self.sidebar.place_wanted.connect(self.go)
        self.sidebar.case_wanted.connect(lambda case_id: self.show_case(CaseWanted(case_id)))
        self.sidebar.search_wanted.connect(self._search)
        self.sidebar.settings_wanted.connect(partial(self.go, SETTINGS))
        self.sidebar.hide_wanted.connect(self.hide_wanted)
        self.sidebar.lock_wanted.connect(self.lock_wanted)
        self.palette_box.chosen.connect(self.follow)
        self.shortcuts.help_wanted.connect(partial(self.go, HELP))
        self.toast.undo_wanted.connect(self.undo_line.undo)
        self.undo_line.done.connect(partial(self._tell, undo=False))
        self.undo_line.failed.connect(self.show_trouble)
        self._runner.changed.connect(self._changed)
        self.keys.add("Ctrl+K", self._search)
        self.keys.add("Ctrl+L", self.lock_wanted.emit)
        self.keys.add("Ctrl+N", self.log_contact)
        self.keys.add("Ctrl+F", self._filter)
        self.keys.add("Ctrl+E", self._export)
        self.keys.add("Ctrl+Z", self.undo_line.undo)
        self.keys.add("Ctrl+Shift+Z", self.undo_line.redo)
        self.keys.add("Ctrl+Shift+H", self._turn_names)
        self.keys.add("F1", self._show_keys)
        self.keys.add("F6", partial(self._next_pane, 1))
        self.keys.add("Shift+F6", partial(self._next_pane, -1))
        for one in PLACES:
            if one.key and (one.group != "team" or self._may(one)):
                self.keys.add(one.key, partial(self.go, one.id))

    def go(self, place_id: str, item: object | None = None) -> None:
        """Show a place, made now if it was not shown before; `item` is what it should start from."""
        wanted = place(place_id)
        if wanted is None or not self._may(wanted):
            return
        if wanted.writes and self.office.read_only:
            self.show_trouble(Refused("read_only"))
            return
        page = self._stack.page(wanted)
        starts: object = page
        if isinstance(starts, StartsFrom):
            starts.start_from(item)
        self._item = item if isinstance(item, str) else None
        self._show(wanted.id, page)
        if (shown := as_page(page)) is not None:
            shown.load()
            shown.first_focus()

    def show_case(self, wanted: CaseWanted) -> None:
        """Open a case on a tab."""
        found = place(CASE)
        if found is None:
            return
        page = self._stack.page(found)
        self._case = wanted
        self._show(CASE, page)
        shows: object = page
        if isinstance(shows, ShowsCases):
            shows.show_case(wanted)

    def follow(self, wanted: CaseWanted | PlaceWanted | Callable[[], None]) -> None:
        """Go where a page or the palette wants to go, or do what was chosen."""
        if isinstance(wanted, CaseWanted):
            self.show_case(wanted)
        elif isinstance(wanted, PlaceWanted):
            if wanted.place == SURVEY:
                self.survey_wanted.emit(wanted.item)
            else:
                self.go(wanted.place, wanted.item)
        else:
            wanted()

    def log_contact(self) -> None:
        """In this case, or ask with whom it was."""
        page: object = self._stack.currentWidget()
        if self.office.read_only:
            self.show_trouble(Refused("read_only"))
        elif isinstance(page, LogsContacts):
            page.log_contact()
        else:
            self.palette_box.open(ask_who=True)

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what went wrong where no page did: a band while saving fails, otherwise a line."""
        if not self.band.takes(trouble):
            self.toast.say(sentence(trouble))

    def first_focus(self) -> None:
        """Put the focus on the page that is shown."""
        page = as_page(self._stack.currentWidget())
        if page is not None:
            page.first_focus()

    def take_saved(self, toasted: Toasted) -> None:
        """Something was saved: say so, offer to undo it, and tell every open page."""
        self.undo_line.saved(toasted.saved)
        self._tell(toasted, undo=bool(toasted.saved.batch))

    def draft_work(self) -> list[Work]:
        """What keeps every half-typed word of every open page."""
        return [work for page in self._stack.open_pages() for work in page.draft_work()] + self._place_work

    def leaving(self) -> Whereabouts:
        """Where the worker is, read before another page takes the focus away."""
        self._place_work = [self.place_keeper.work()]
        return self.whereabouts()

    def whereabouts(self) -> Whereabouts:
        """Where the worker is, to come back to."""
        page = self._stack.currentWidget()
        case = case_now(page, self._case) if self._place == CASE and self._case is not None else None
        focus = focus_in(page) if page is not None else None
        return Whereabouts(
            self.office.folder, self.office.desk.worker_id, self._place or TODAY, self._item, case, focus
        )

    def come_back(self, there: Whereabouts | None) -> None:
        """Start where the worker was, or on Today. Drafts come back with their pages."""
        if names_hidden():
            self.toast.say(names_word())
        if there is None or (there.folder, there.worker_id) != (self.office.folder, self.office.desk.worker_id):
            self.go(TODAY)
            self._runner.vault(self, partial(last_place.find, self.office), self._left_off_at, latest="place")
            return
        if there.case is not None:
            self.show_case(there.case)
        else:
            self.go(there.place, there.item)
        self.coming_back.to(there.focus)

    def touched(self) -> None:
        """Somebody pressed a key or a button."""
        beforehand().touched()
        self.coming_back.stop()
        self.place_keeper.touch()
        self.band.touched()

    def clear(self) -> None:
        """Drop everything shown, at lock."""
        self._runner.changed.disconnect(self._changed)
        take_calendar(None)
        self.toast.hide()
        self.palette_box.close_palette()
        self.undo_line.clear()
        self.band.clear()
        beforehand().forget()
        for page in self._stack.open_pages():
            page.clear()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sidebar.fit(self.width())

    def _connect_page(self, page: QWidget) -> None:
        connect(page, case_wanted=self.follow, place_wanted=self.follow, saved=self.take_saved)

    def _show(self, place_id: str, page: QWidget) -> None:
        self._place = place_id
        self._stack.setCurrentWidget(page)
        self.sidebar.set_current(place_id)

    def _left_off_at(self, kept: Mapping[str, Any] | None) -> None:
        """The app ended while somebody typed: back there, unless they have gone on already."""
        if kept is not None and self._place == TODAY:
            self.come_back(from_fields(self.office.folder, self.office.desk.worker_id, kept))

    def _may(self, wanted: Place) -> bool:
        return not wanted.leads_only or self.office.desk.role == "lead"

    def _load_figures(self) -> None:
        office = self.office
        self._runner.vault(self, lambda: rule_book.book(office).calendar, take_calendar, latest="calendar")
        self._runner.vault(self, lambda: today.sidebar(office), self.sidebar.set_figures, latest="figures")
        self._runner.vault(self, lambda: backups.age(office), self.sidebar.foot.set_backup_age, latest="backup")

    def _changed(self, changed: Changed) -> None:
        self._load_figures()
        for page in self._stack.open_pages():
            page.on_changed(changed)

    def _tell(self, toasted: Toasted, *, undo: bool) -> None:
        self.band.saving_works()
        self.sidebar.set_saved(self.office.now())
        self.toast.say(toasted.text, undo=undo)
        self._runner.announce(Changed(toasted.saved.topics, toasted.saved.case_id))

    def _search(self) -> None:
        self.palette_box.open()

    def _filter(self) -> None:
        page: object = self._stack.currentWidget()
        if isinstance(page, Filters):
            page.focus_filter()

    def _export(self) -> None:
        page: object = self._stack.currentWidget()
        if isinstance(page, Exports):
            page.export()

    def _turn_names(self) -> None:
        set_names_hidden(not names_hidden())
        self.toast.say(names_word())

    def _show_keys(self) -> None:
        page = as_page(self._stack.currentWidget())
        self.shortcuts.open(page.keys() if page is not None else ())

    def _next_pane(self, step: int) -> None:
        move_between([self.sidebar.current_button(), *panes_of(self._stack.currentWidget())], step)
