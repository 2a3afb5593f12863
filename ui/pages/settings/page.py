"""Settings: the sections on the left, the one chosen on the right."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.services.office import Office
from ui.pages.settings.section import Section
from ui.pages.settings.sections import Sections
from ui.theme.room import has_room_for_sections
from ui.widgets.section_list import SectionList
from ui.widgets.text import Text
from ui.work.beforehand import Piece
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
        self.sections = Sections(self._office, self._runner, self)
        self.sections.setCurrentWidget(self.sections.laptop)
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
        row.addWidget(self.sections, 1)

    def _wire(self) -> None:
        self.list.chosen.connect(self.show_section)
        self.sections.help_wanted.connect(self._to_help)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.list.set_narrow(narrow=not has_room_for_sections(self.width()))

    def start_from(self, item: object) -> None:
        """Begin at a section, by its id; otherwise stay where it was."""
        if isinstance(item, str) and item in self.sections.ids:
            self.show_section(item)

    def load(self) -> None:
        """Read what the section shows."""
        self._section().load()

    def on_changed(self, changed: Changed) -> None:
        """What is recorded about cases is not shown here."""

    def draft_work(self) -> list[Callable[[], None]]:
        """Nothing half-typed here may be kept: it is secrets, and lines that are kept at once."""
        self.sections.laptop.cover.keep_now()
        return []

    def first_focus(self) -> None:
        """Put the focus on the list of sections."""
        self.list.focus_target().setFocus()

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Keys of the page and what they do."""
        return (("↑ ↓", _("Previous or next section")), ("Tab", _("Into the section")))

    def panes(self) -> list[QWidget]:
        """The parts F6 moves between."""
        return [self.list.focus_target(), self.sections]

    def clear(self) -> None:
        """Drop everything shown and typed."""
        self._runner.forget(self)
        for section in self.sections.made().values():
            section.clear()

    def show_section(self, section: str) -> None:
        """Show a section, read anew. What was typed in the one before is dropped: it was secrets."""
        shown = self.sections.section(section)
        if self._section() is not shown:
            self._section().clear()
        self.list.set_current(section)
        self.sections.setCurrentWidget(shown)
        shown.load()

    def beforehand(self) -> Iterable[Piece]:
        """Pieces that make the sections not shown yet."""
        return self.sections.beforehand()

    def _section(self) -> Section:
        shown = self.sections.currentWidget()
        return shown if isinstance(shown, Section) else self.sections.about

    def _to_help(self, page: str) -> None:
        self.place_wanted.emit(PlaceWanted("help", page or None))
