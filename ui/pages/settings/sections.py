"""The sections of the settings, each made when it is first wanted, or a little before."""

from collections.abc import Iterator
from functools import cached_property, partial
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

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
from ui.work.beforehand import Piece
from ui.work.runner import Runner

EVERYBODY_S = ("laptop", "you", "backups", "health", "about")
LEAD_S = ("people", "readers", "rules", "history")
_Made = TypeVar("_Made", bound=QWidget)


class Sections(QStackedWidget):
    """An attribute a section. `ids` are those this person may see. `help_wanted` with a page of the help."""

    help_wanted = Signal(str)

    def __init__(self, office: Office, runner: Runner, parent: QWidget) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self.ids = (*EVERYBODY_S, *LEAD_S) if office.desk.role == "lead" else EVERYBODY_S

    def section(self, section: str) -> Section:
        """A section by its id."""
        if section not in self.ids:
            raise KeyError(section)
        found: Section = getattr(self, section)
        return found

    def made(self) -> dict[str, Section]:
        """The sections there are by now."""
        return {each: self.section(each) for each in self.ids if each in vars(self)}

    def beforehand(self) -> Iterator[Piece]:
        """Pieces that make the sections not there yet."""
        for each in self.ids:
            yield partial(self.section, each)

    @cached_property
    def laptop(self) -> ThisLaptop:
        """Looks, waits and hiding."""
        return self._add(ThisLaptop(self._office, self._runner, self))

    @cached_property
    def you(self) -> You:
        """Passphrase and recovery code."""
        return self._add(You(self._office, self._runner, self))

    @cached_property
    def people(self) -> People:
        """Who works here."""
        return self._add(People(self._office, self._runner, self))

    @cached_property
    def readers(self) -> ReportReaders:
        """Leads elsewhere who can read a sealed report."""
        return self._add(ReportReaders(self._office, self._runner, self))

    @cached_property
    def rules(self) -> Rules:
        """Rights and working days."""
        return self._add(Rules(self._office, self._runner, self))

    @cached_property
    def backups(self) -> Backups:
        """Copies and their proof."""
        return self._add(Backups(self._office, self._runner, self))

    @cached_property
    def health(self) -> HealthCheck:
        """The check of the vault."""
        return self._add(HealthCheck(self._office, self._runner, self))

    @cached_property
    def history(self) -> VaultHistory:
        """What was done in the vault."""
        return self._add(VaultHistory(self._office, self._runner, self))

    @cached_property
    def about(self) -> About:
        """Version and licences."""
        made = self._add(About(self))
        made.text_wanted.connect(self._show_text)
        made.help_wanted.connect(self.help_wanted)
        return made

    @cached_property
    def document(self) -> Document:
        """A text of About, in the place of the sections."""
        made = self._add(Document(self))
        made.closed.connect(self._back_to_about)
        return made

    def _show_text(self, title: str, text: str) -> None:
        self.setCurrentWidget(self.document)
        self.document.show_text(title, text)

    def _back_to_about(self) -> None:
        self.setCurrentWidget(self.about)
        self.about.first_focus()

    def _add(self, section: _Made) -> _Made:
        self.addWidget(section)
        return section
