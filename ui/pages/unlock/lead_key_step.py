"""A lead's own key, first: whose it is, and the folder its two files are put into."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.pages.unlock.chosen_file import ChosenFile
from ui.pages.unlock.step import Step, side_by_side
from ui.widgets.button import PrimaryButton, SecondaryButton
from ui.widgets.form_row import FormRow

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """How services will list the lead, and the folder for the key's files."""

    name: str
    folder: Path


class LeadKeyStep(Step):
    """`given` tells a KeyPlace; the passphrase is asked for next."""

    given = Signal(object)
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Make your key"),
            _(
                "Services seal reports to it, so that only you can open them. It is two files: one you keep, one you "
                "send to the services. Without yours and its passphrase no report opens, and nobody can help."
            ),
            parent,
        )
        self._name = QLineEdit()
        self._name.setMaxLength(LONGEST_NAME)
        self.name_row = FormRow(_("Your name"), self._name, hint=_("As services will list you."))
        self.place = ChosenFile(
            _("Where should the files go?"),
            _("Choose a folder"),
            hint=_("Where only you can reach it, and never together with a vault."),
            folder=True,
        )
        self._next, self._back = PrimaryButton(_("Continue")), SecondaryButton(_("Back"))
        self.add(self.name_row, 18)
        self.add(self.place, 22)
        self.add(side_by_side(self._next, self._back), 0)
        self.finish()
        self._name.returnPressed.connect(self._go_on)
        self.place.chosen.connect(self._next.setFocus)
        self._next.clicked.connect(self._go_on)
        self._back.clicked.connect(self.back)

    @override
    def first_focus(self) -> None:
        self._name.setFocus()

    @override
    def clear(self) -> None:
        self._name.clear()
        self.place.set_file(None)
        self.set_error("")

    def set_error(self, words: str) -> None:
        """Say why the key was not made."""
        self.name_row.set_error(words)
        self._name.setFocus()

    def _go_on(self) -> None:
        name, folder = self._name.text().strip(), self.place.file()
        self.name_row.set_error("" if name else _("Enter your name."))
        self.place.set_error("" if folder is not None else _("Choose a folder."))
        if not name:
            self._name.setFocus()
        elif folder is None:
            self.place.choose.setFocus()
        else:
            self.given.emit(KeyPlace(name, folder))
