"""Settings: the sections on the left, the one chosen on the right."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.services.office import Office
from ui.pages.settings.about import About
from ui.pages.settings.backups import Backups
from ui.pages.settings.document import Document
from ui.pages.settings.health import HealthCheck
from ui.pages.settings.people import People
from ui.pages.settings.report_readers import ReportReaders
from ui.pages.settings.rules import Rules
from ui.pages.settings.section import Section
from ui.pages.settings.this_laptop import ThisLaptop
from ui.pages.settings.vault_history import VaultHistory
from ui.pages.settings.you import You
from ui.widgets.section_list import SectionList
from ui.widgets.text import Text
from ui.work.changed import Changed
from ui.work.runner import Runner
from ui.work.wanted import PlaceWanted

LAPTOP, YOU, PEOPLE, RULES, BACKUPS, HEALTH, ABOUT = "laptop", "you", "people", "rules", "backups", "health", "about"
HISTORY, READERS = "history", "readers"


class SettingsPage(QWidget):
    """Opened from the worker's name at the foot of the sidebar, and by Ctrl and the comma."""

    case_wanted = Signal(object)
    place_wanted = Signal(object)
    saved = Signal(object)

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self._build()
        self._wire()

    def _build(self) -> None:
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Settings"))
        lead = self._office.desk.role == "lead"
        entries = [(LAPTOP, "laptop", _("This laptop")), (YOU, "user", _("You"))]
        if lead:
            entries += [(PEOPLE, "users", _("People")), (READERS, "fingerprint", _("Readers of reports"))]
            entries += [(RULES, "scale", _("Rights and days"))]
        entries += [
            (BACKUPS, "hard-drive", _("Backups")),
            (HEALTH, "shield-check", _("Health")),
        ]
        entries += [(HISTORY, "history", _("History"))] if lead else []
        entries += [(ABOUT, "info", _("About"))]
        self.list = SectionList(entries)
        self.laptop, self.you = ThisLaptop(self._office, self._runner), You(self._office, self._runner)
        self.backups = Backups(self._office, self._runner)
        self.health = HealthCheck(self._office, self._runner)
        self.about = About()
        self.sections: dict[str, Section] = {LAPTOP: self.laptop, YOU: self.you}
        if lead:
            self.sections[PEOPLE] = People(self._office, self._runner)
            self.sections[READERS] = ReportReaders(self._office, self._runner)
            self.sections[RULES] = Rules(self._office, self._runner)
        self.sections |= {BACKUPS: self.backups, HEALTH: self.health, ABOUT: self.about}
        if lead:
            self.sections[HISTORY] = VaultHistory(self._office, self._runner)
        self._stack = QStackedWidget()
        for section in self.sections.values():
            self._stack.addWidget(section)
        self.document = Document()
        self._stack.addWidget(self.document)
        left = QVBoxLayout()
        left.setContentsMargins(32, 28, 16, 24)
        left.setSpacing(18)
        left.addWidget(Text(_("Settings"), "title"))
        left.addWidget(self.list, 1)
        between = QFrame()
        between.setProperty("rule", "line")
        between.setFixedWidth(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left)
        row.addWidget(between)
        row.addWidget(self._stack, 1)

    def _wire(self) -> None:
        self.list.chosen.connect(self.show_section)
        self.about.text_wanted.connect(self._show_text)
        self.about.help_wanted.connect(self._to_help)
        self.document.closed.connect(self._back_to_about)

    def start_from(self, item: object) -> None:
        """Begin at a section, by its id; otherwise stay where it was."""
        if isinstance(item, str) and item in self.sections:
            self.show_section(item)

    def load(self) -> None:
        """Read what the section shows."""
        self._section().load()

    def on_changed(self, changed: Changed) -> None:
        """What is recorded about cases is not shown here."""

    def draft_work(self) -> list[Callable[[], None]]:
        """Nothing half-typed here may be kept: it is secrets, and lines that are kept at once."""
        self.laptop.cover.keep_now()
        return []

    def first_focus(self) -> None:
        """Put the focus on the list of sections."""
        self.list.focus_target().setFocus()

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Keys of the page and what they do."""
        return (("↑ ↓", _("Previous or next section")), ("Tab", _("Into the section")))

    def panes(self) -> list[QWidget]:
        """The parts F6 moves between."""
        return [self.list.focus_target(), self._stack]

    def clear(self) -> None:
        """Drop everything shown and typed."""
        self._runner.forget(self)
        for section in self.sections.values():
            section.clear()

    def show_section(self, section: str) -> None:
        """Show a section, read anew. What was typed in the one before is dropped: it was secrets."""
        if self._section() is not self.sections[section]:
            self._section().clear()
        self.list.set_current(section)
        self._stack.setCurrentWidget(self.sections[section])
        self._section().load()

    def _section(self) -> Section:
        shown = self._stack.currentWidget()
        return next((one for one in self.sections.values() if one is shown), self.about)

    def _show_text(self, title: str, text: str) -> None:
        self._stack.setCurrentWidget(self.document)
        self.document.show_text(title, text)

    def _to_help(self, page: str) -> None:
        self.place_wanted.emit(PlaceWanted("help", page or None))

    def _back_to_about(self) -> None:
        self._stack.setCurrentWidget(self.about)
        self.about.first_focus()
