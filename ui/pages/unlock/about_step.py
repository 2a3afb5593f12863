"""Set-up, second: who uses the vault, for which service, and where it is kept."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
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
    """What the worker said: the name as shown, the service, the place's id, the folder, and whether the
    organisation gave a key file."""

    name: str
    service: str
    place: str
    folder: Path
    has_key: bool = False


class AboutStep(Step):
    """Asks as little as will do: one name. What seldom differs is filled in and folded away."""

    given = Signal(object)
    back = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(_("About you"), parent=parent)
        self._folder = folder
        self._name = QLineEdit()
        self._name.setMaxLength(LONGEST_NAME)
        self.name_row = FormRow(
            _("Your name"),
            self._name,
            hint=_("Like “Robin E.”; seen before unlocking."),
        )
        self._service = QLineEdit()
        self._service.setMaxLength(LONGEST_NAME)
        self.service_row = FormRow(_("Service"), self._service, optional=True)
        self._place = Select(vaults.places())
        self.place_row = FormRow(_("Place"), self._place, hint=_("Sets the districts you can choose from."))
        self._where = Text("", "small", "text_2", wrap=True, selectable=False)
        self._change = LinkButton(_("Keep it somewhere else"))
        self.has_key = QCheckBox(_("My organisation gave me a key file"))
        self.more = LinkButton(_("Place, folder, key"), icon="chevron-down")
        self._folded = QWidget()
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
        self.has_key.setChecked(False)
        self.fold(True)
        self.name_row.clear_error()

    def folder(self) -> Path:
        """Where the vault would be."""
        return self._folder

    def set_folder(self, folder: Path) -> None:
        """Offer another folder for the vault."""
        self._folder = folder
        self._show_folder()

    def fold(self, folded: bool) -> None:
        """Fold away, or show, what seldom differs."""
        self._folded.setHidden(folded)
        self.more.setAccessibleDescription(_("Folded") if folded else _("Open"))

    def set_error(self, sentence: str) -> None:
        """Say what was wrong with the name or the folder."""
        self.name_row.set_error(sentence)
        self._name.setFocus()

    def _build(self) -> None:
        self.add(self.name_row, 20)
        self.add(self.service_row, 14)
        self.add(side_by_side(self.more), 14)
        inside = QVBoxLayout(self._folded)
        inside.setContentsMargins(0, 0, 0, 8)
        inside.setSpacing(18)
        inside.addWidget(self.place_row)
        where = QHBoxLayout()
        where.addWidget(self._where, 1)
        where.addWidget(self._change)
        inside.addLayout(where)
        inside.addWidget(self.has_key)
        self.add(self._folded, 8)
        self.fold(True)
        self.add(side_by_side(self._next, self._back), 0)
        self.finish()

    def _wire(self) -> None:
        self._next.clicked.connect(self._go_on)
        self._name.returnPressed.connect(self._go_on)
        self._service.returnPressed.connect(self._go_on)
        self._back.clicked.connect(self.back)
        self.more.clicked.connect(self._turn)
        self._change.clicked.connect(self._choose)

    def _show_folder(self) -> None:
        self._where.set_text(_("The vault is kept in {folder}").format(folder=self._folder))

    def _turn(self) -> None:
        self.fold(not self._folded.isHidden())

    def _go_on(self) -> None:
        name = self._name.text().strip()
        if not name:
            self.set_error(_("Enter your first name and an initial, like “Robin E.”"))
            return
        self.name_row.clear_error()
        service, place = self._service.text().strip(), self._place.value() or "kent"
        self.given.emit(About(name, service, place, self._folder, self.has_key.isChecked()))

    def _choose(self) -> None:
        chosen = choose_folder(self, _("Where should the vault be kept?"), self._folder.parent)
        if chosen is not None:
            self._folder = chosen if not any(chosen.iterdir()) else chosen / "vault"
            self._show_folder()
