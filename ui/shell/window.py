"""The window: what is shown of entry, workplace, survey, cover and crash page, and the lock that always wins."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget
from typing_extensions import override

from caseapp.base import machine_settings, paths
from caseapp.base.clock import Clock, SystemClock
from caseapp.base.errors import Trouble
from caseapp.base.machine_settings import MachineSettings
from caseapp.base.words import _
from caseapp.services import vaults
from caseapp.services.surveys import Handover
from ui.pages.survey.page import SurveyPage
from ui.pages.unlock.entry import Entered, EntryPlaces
from ui.pages.unlock.page import UnlockPage
from ui.shell.cover import Cover
from ui.shell.crash_page import CrashPage
from ui.shell.gate import Gate
from ui.shell.hide_keys import HideKeys
from ui.shell.idle_watch import Idleness, IdleWatch
from ui.shell.leaving import close_pop_ups, leave
from ui.shell.obeying import behave_as, look_as, same_looks
from ui.shell.opening import TITLE
from ui.shell.own_clipboard import OwnClipboard
from ui.shell.page_calls import connect
from ui.shell.session.this_system import session_watch
from ui.shell.whereabouts import Whereabouts, after_handover
from ui.shell.workplace import Workplace
from ui.theme.icons import app_icon, notes_icon
from ui.widgets.announce import announce
from ui.widgets.focus_ring import FocusRing
from ui.work.runner import Runner
from ui.work.this_machine import this_machine


class MainWindow(QMainWindow):
    """One window a program. `closed` once its threads have ended."""

    closed = Signal()

    def __init__(
        self,
        runner: Runner,
        settings: MachineSettings,
        places: EntryPlaces,
        clock: Clock | None = None,
        *,
        keeps_settings: bool = True,
    ) -> None:
        super().__init__()
        self.runner, self._settings, self._keeps_settings = runner, settings, keeps_settings
        self._clock = clock or SystemClock()
        self._workplace: Workplace | None = None
        self._survey: QWidget | None = None
        self._frame = Qt.WindowState.WindowNoState
        self._entered: Entered | None = None
        self._there: Whereabouts | None = None
        self._leaving = False
        this_machine().settings = settings
        self._build(places)
        self._wire()

    def _build(self, places: EntryPlaces) -> None:
        self.setWindowTitle(TITLE)
        self.setWindowIcon(app_icon())
        self.root = QStackedWidget()
        self.setCentralWidget(self.root)
        self.unlock_page = UnlockPage(self.runner, places, self._settings.last_here, self._clock)
        self.cover = Cover(self._settings.cover_lines)
        self.crash_page = CrashPage()
        for page in (self.unlock_page, self.cover, self.crash_page):
            self.root.addWidget(page)
        self._ring = FocusRing(self)
        self._clipboard = OwnClipboard(self)
        watch = IdleWatch(self._clock, self._settings.idle_minutes)
        self.session = session_watch(self)
        self.gate = Gate(HideKeys(self._clock, shift_hides=self._settings.shift_hides), watch, self)

    def _wire(self) -> None:
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self.gate)
        self.gate.hide_asked.connect(self.hide_or_return)
        self.gate.keys_lost.connect(self._keys_lost)
        self.gate.idle.connect(self._idle)
        self.session.away.connect(self._away)
        self.unlock_page.entered.connect(self.enter)
        self.cover.left.connect(self._to_unlock)
        self.crash_page.unlock_wanted.connect(self._to_unlock)
        self.crash_page.close_wanted.connect(self.close)
        self.runner.trouble.connect(self._trouble)
        this_machine().changed.connect(self._obey)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._system_changed)

    def start(self, vault: Path | None = None) -> None:
        """What is shown first: the vault named, the one open last, or the choice."""
        last = Path(self._settings.last_vault) if self._settings.last_vault else None
        if vault is not None and not vaults.exists(vault):
            self.unlock_page.show_new_vault(vault)
        elif vault is not None:
            self.unlock_page.show_vault(vault)
        elif last is not None and vaults.exists(last):
            self.unlock_page.show_vault(last)
        else:
            self.unlock_page.show_choice()

    def enter(self, entered: Entered, *, remember: bool = True) -> None:
        """A vault is open: make the workplace and go back to where its worker was."""
        self._entered = entered
        workplace = Workplace(entered.office, self.runner)
        self._workplace = workplace
        workplace.lock_wanted.connect(self.lock)
        workplace.hide_wanted.connect(self.hide_screen)
        workplace.survey_wanted.connect(self._open_survey)
        self.gate.touched.connect(workplace.touched)
        self.root.addWidget(workplace)
        self._show(workplace)
        self.gate.use_keys(workplace.keys)
        workplace.come_back(self._there)
        self._there = None
        if remember:
            self._remember(entered)
        announce(self, _("Unlocked"))

    def workplace(self) -> Workplace | None:
        """What is open; None while locked."""
        return self._workplace

    def show_place(self, place_id: str) -> None:
        """Go to a place of the open workplace; nothing happens while locked."""
        if self._workplace is not None:
            self._workplace.go(place_id)

    def lock(self) -> None:
        """Show the unlock page, then close everything behind it. Never asks, never waits."""
        if self._leaving:
            return  # a survey that ends because it is being covered asks for the lock as well
        self._leave_for(self.unlock_page)
        if self._entered is not None:
            self.unlock_page.show_vault(self._entered.folder)
        self.unlock_page.first_focus()

    def hide_screen(self) -> None:
        """Show the cover in the very next frame, then lock behind it."""
        self._leave_for(self.cover)
        self.cover.ready()
        if self._entered is not None:
            self.unlock_page.show_vault(self._entered.folder)

    def hide_or_return(self) -> None:
        """F9: hide, or from the cover to unlocking."""
        if self.root.currentWidget() is self.cover:
            self._to_unlock()
        else:
            self.hide_screen()

    def show_crash(self, code: str) -> None:
        """Something in the program went wrong: lock, and say so plainly."""
        self._leave_for(self.crash_page)
        self.crash_page.show_code(code)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._survey is not None:
            event.ignore()
            self.lock()
            return
        self._leave_for(self.unlock_page)
        size = self.normalGeometry().size() if self.isMaximized() else self.size()
        maximised, width, height = self.isMaximized(), size.width(), size.height()
        self._save_settings(
            replace(self._settings, window_maximised=maximised, window_width=width, window_height=height)
        )
        self.runner.finish()
        self.closed.emit()
        super().closeEvent(event)

    def _leave_for(self, page: QWidget) -> None:
        """The order is the promise: first what is shown, then everything else."""
        self._leaving = True
        if self._workplace is not None and self._survey is None:
            self._there = self._workplace.leaving()  # only read: nothing of it delays the cover
        self._show(page)
        covered = page is self.cover
        self.setWindowTitle(_("Notes") if covered else TITLE)
        self.setWindowIcon(notes_icon() if covered else app_icon())
        self.repaint()
        close_pop_ups()
        self._clipboard.clear_ours()
        self.gate.use_keys(None)
        workplace, self._workplace = self._workplace, None
        survey, self._survey = self._survey, None
        if workplace is not None:
            leave(self, self.runner, workplace, survey)
            self.root.removeWidget(workplace)
            workplace.deleteLater()
        if survey is not None:
            self.setWindowState(self._frame)
            self.root.removeWidget(survey)
            survey.deleteLater()
        self.unlock_page.clear()
        self._leaving = False

    def _show(self, page: QWidget) -> None:
        """Only what is shown may have the keys: what is typed on the cover must not reach the passphrase behind it."""
        self.unlock_page.setEnabled(page is self.unlock_page)
        self.root.setCurrentWidget(page)

    def _keys_lost(self) -> None:
        """The keys went to something that is not shown: give them to what is."""
        page = self.root.currentWidget()
        if page is self.cover:
            self.cover.notes.setFocus()
        elif page is self.unlock_page:
            self.unlock_page.first_focus()
        elif self._workplace is not None and self._survey is None:
            self._workplace.first_focus()

    def _to_unlock(self) -> None:
        self.setWindowTitle(TITLE)
        self.setWindowIcon(app_icon())
        self._show(self.unlock_page)
        if self._entered is not None:
            self.unlock_page.show_vault(self._entered.folder)
        self.unlock_page.first_focus()

    def _open_survey(self, item: object) -> None:
        """It fills the screen, and while it is open nothing else exists; however it ends, it ends at unlocking."""
        if self._workplace is None or not isinstance(item, Handover):
            return
        survey = SurveyPage(self._workplace.office, self.runner, item)
        self._there = after_handover(self._workplace.leaving())
        self._survey, self._frame = survey, self.windowState()
        connect(survey, finished=self.lock, hide_wanted=self.hide_screen)
        self.gate.use_keys(None)
        self.root.addWidget(survey)
        self.root.setCurrentWidget(survey)
        self._workplace.setEnabled(False)  # a page that was still loading may not take the keys away
        self.setWindowState(self._frame | Qt.WindowState.WindowFullScreen)
        survey.load()
        survey.first_focus()

    def _away(self) -> None:
        """The computer sleeps or its session is left: nothing stays open, and it waits until all is kept."""
        if self._workplace is not None:
            self.lock()
        self.runner.vault(self, partial(_done, None), self.session.let_sleep)

    def _idle(self, idleness: Idleness) -> None:
        if self._workplace is None:
            return
        if idleness is Idleness.LOCK:
            self.lock()
        elif idleness is Idleness.NOTICE:
            self._workplace.toast.say(_("Locks in 30 seconds. Press a key or move the mouse to stay."))
        else:
            self._workplace.toast.hide()

    def _trouble(self, trouble: Trouble) -> None:
        if self._workplace is not None:
            self._workplace.show_trouble(trouble)

    def _remember(self, entered: Entered) -> None:
        settings = replace(self._settings, last_vault=str(entered.folder))
        if entered.slot_id is not None:
            settings = settings.seen(entered.slot_id, self._clock.now().isoformat(timespec="minutes"))
        self._save_settings(settings)
        self.unlock_page.note_last_here(settings.last_here)

    def _obey(self, settings: MachineSettings) -> None:
        """Somebody chose something on the settings page."""
        before, self._settings = self._settings, settings
        if not same_looks(before, settings):
            look_as(settings, self._workplace)
        behave_as(settings, self.gate, self.cover)
        self._save_settings(settings)

    def _system_changed(self, what: Qt.ColorScheme | Qt.ContrastPreference) -> None:
        """The desktop turned light or dark, or asks for more contrast."""
        if self._settings.theme == "system" or isinstance(what, Qt.ContrastPreference):
            look_as(self._settings, self._workplace)

    def _save_settings(self, settings: MachineSettings) -> None:
        if not self._keeps_settings:
            return
        self._settings = this_machine().settings = settings
        self.runner.pure(self, partial(machine_settings.save, paths.settings_file(), settings), _done, _done)


def _done(_result: object) -> None:
    """Settings are a convenience: nothing to show, whether they were saved or not."""
