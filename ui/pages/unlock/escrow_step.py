"""Opening a vault with the organisation's key: one person brings the file, another its passphrase."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.pages.unlock.chosen_file import ChosenFile
from ui.pages.unlock.step import Step, side_by_side
from ui.widgets.button import PrimaryButton, SecondaryButton
from ui.widgets.form_row import FormRow
from ui.widgets.passphrase_field import PassphraseField


@dataclass(frozen=True, slots=True)
class EscrowTry:
    """The organisation's private key file and its passphrase."""

    key_file: Path
    passphrase: str


class EscrowStep(Step):
    """`given` tells an EscrowTry; `set_error` keeps what was typed."""

    given = Signal(object)
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Use your organisation’s key"),
            _(
                "It takes two people: one brings the stick with the key file, the other types its passphrase. "
                "The vault’s history will say that it was used."
            ),
            parent,
        )
        self.key = ChosenFile(_("The organisation’s private key"), _("Choose the key file"))
        self.passphrase = PassphraseField()
        self.row = FormRow(_("Its passphrase"), self.passphrase, hint=_("Typed by the second person."))
        self._open = PrimaryButton(_("Open"), keys=("Enter",))
        self._back = SecondaryButton(_("Back"))
        self.add(self.key, 18)
        self.add(self.row, 22)
        self.add(side_by_side(self._open, self._back), 0)
        self.finish()
        self.key.chosen.connect(self.passphrase.focus_target().setFocus)
        self.passphrase.entered.connect(self._give)
        self._open.clicked.connect(self._give)
        self._back.clicked.connect(self.back)

    @override
    def first_focus(self) -> None:
        self.key.choose.setFocus()

    @override
    def clear(self) -> None:
        self.passphrase.clear()
        self.row.clear_error()
        self.key.set_file(None)
        self._open.set_busy()

    def set_error(self, words: str) -> None:
        """Say why it did not open."""
        self._open.set_busy()
        self.row.set_error(words)
        self.passphrase.focus_target().setFocus()

    def _give(self) -> None:
        file, typed = self.key.file(), self.passphrase.field.text()
        self.key.set_error("" if file is not None else _("Choose the key file."))
        self.row.set_error("" if typed else _("Enter the passphrase of the key."))
        if file is None:
            self.key.choose.setFocus()
        elif not typed:
            self.passphrase.focus_target().setFocus()
        else:
            self._open.set_busy(_("Opening"))
            self.given.emit(EscrowTry(file, typed))
