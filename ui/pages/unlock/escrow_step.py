"""Opening a vault with the organisation's key: one person brings the file, another its passphrase."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.pages.unlock.step import Step, side_by_side
from ui.widgets.button import PrimaryButton, SecondaryButton
from ui.widgets.choose_file import chosen_in, own_dialog
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
        self._file: Path | None = None
        self.choose = SecondaryButton(_("Choose the key file"), icon="folder")
        self.choose_row = FormRow(_("The organisation’s private key"), self.choose)
        self.passphrase = PassphraseField()
        self.row = FormRow(_("Its passphrase"), self.passphrase, hint=_("Typed by the second person."))
        self._open = PrimaryButton(_("Open"), keys=("Enter",))
        self._back = SecondaryButton(_("Back"))
        self.add(self.choose_row, 18)
        self.add(self.row, 22)
        self.add(side_by_side(self._open, self._back), 0)
        self.finish()
        self.choose.clicked.connect(self._choose)
        self.passphrase.entered.connect(self._give)
        self._open.clicked.connect(self._give)
        self._back.clicked.connect(self.back)

    def set_file(self, file: Path | None) -> None:
        """Which key file."""
        self._file = file
        self.choose_row.set_note(str(file) if file is not None else "")
        self.choose_row.clear_error()

    @override
    def first_focus(self) -> None:
        self.choose.setFocus()

    @override
    def clear(self) -> None:
        self.passphrase.clear()
        self.row.clear_error()
        self.set_file(None)
        self._open.set_busy()

    def set_error(self, words: str) -> None:
        """Say why it did not open."""
        self._open.set_busy()
        self.row.set_error(words)
        self.passphrase.focus_target().setFocus()

    def _choose(self) -> None:
        chosen = chosen_in(own_dialog(self, _("Choose the organisation’s private key"), Path.home()))
        if chosen is not None:
            self.set_file(chosen)
            self.passphrase.focus_target().setFocus()

    def _give(self) -> None:
        typed = self.passphrase.field.text()
        self.choose_row.set_error("" if self._file is not None else _("Choose the key file."))
        self.row.set_error("" if typed else _("Enter the passphrase of the key."))
        if self._file is None:
            self.choose.setFocus()
        elif not typed:
            self.passphrase.focus_target().setFocus()
        else:
            self._open.set_busy(_("Opening"))
            self.given.emit(EscrowTry(self._file, typed))
