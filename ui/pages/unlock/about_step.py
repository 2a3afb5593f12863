"""Set-up, second: who uses the vault, for which service, and where it is kept."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.services import vaults
from ui.pages.unlock.choose_folder import choose_folder
from ui.pages.unlock.step import Step, side_by_side
from ui.widgets.button import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.form_row import FormRow
from ui.widgets.select import Select
from ui.widgets.text import Text

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class About:
    """What the worker said: the name as shown, the service, the place's id, and the folder."""

    name: str
    service: str
    place: str
    folder: Path


class AboutStep(Step):
    """Asks as little as will do."""

    given = Signal(object)
    back = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(_("About you and your service"), parent=parent)
        self._folder = folder
        self._name = QLineEdit()
        self._name.setMaxLength(LONGEST_NAME)
        self.name_row = FormRow(
            _("Your name, as it is shown"),
            self._name,
            hint=_("First name and an initial, like “Robin E.” It can be read before unlocking."),
        )
        self._service = QLineEdit()
        self._service.setMaxLength(LONGEST_NAME)
        self.service_row = FormRow(
            _("Service"), self._service, hint=_("Stands at the top of reports and letters."), optional=True
        )
        self._place = Select(vaults.places())
        self.place_row = FormRow(_("Place"), self._place, hint=_("Sets the districts you can choose from."))
        self._where = Text("", "small", "text_2", wrap=True, selectable=False)
        self._change = LinkButton(_("Keep it somewhere else"))
        self._next = PrimaryButton(_("Continue"))
        self._back = SecondaryButton(_("Back"))
        self._build()
        self._wire()
        self._show_folder()

    @override
    def first_focus(self) -> None:
        self._name.setFocus()

    @override
    def clear(self) -> None:
        self._name.clear()
        self._service.clear()
        self.name_row.clear_error()

    def folder(self) -> Path:
        """Where the vault would be."""
        return self._folder

    def set_folder(self, folder: Path) -> None:
        """Offer another folder for the vault."""
        self._folder = folder
        self._show_folder()

    def set_error(self, sentence: str) -> None:
        """Say what was wrong with the name or the folder."""
        self.name_row.set_error(sentence)
        self._name.setFocus()

    def _build(self) -> None:
        for row in (self.name_row, self.service_row, self.place_row):
            self.add(row, 20)
        where = QHBoxLayout()
        where.addWidget(self._where, 1)
        where.addWidget(self._change)
        self.add(where, 22)
        self.add(side_by_side(self._next, self._back), 0)
        self.finish()

    def _wire(self) -> None:
        self._next.clicked.connect(self._go_on)
        self._name.returnPressed.connect(self._go_on)
        self._service.returnPressed.connect(self._go_on)
        self._back.clicked.connect(self.back)
        self._change.clicked.connect(self._choose)

    def _show_folder(self) -> None:
        self._where.set_text(_("The vault is kept in {folder}").format(folder=self._folder))

    def _go_on(self) -> None:
        name = self._name.text().strip()
        if not name:
            self.set_error(_("Enter your first name and an initial, like “Robin E.”"))
            return
        self.name_row.clear_error()
        self.given.emit(About(name, self._service.text().strip(), self._place.value() or "kent", self._folder))

    def _choose(self) -> None:
        chosen = choose_folder(self, _("Where should the vault be kept?"), self._folder.parent)
        if chosen is not None:
            self._folder = chosen if not any(chosen.iterdir()) else chosen / "vault"
            self._show_folder()
