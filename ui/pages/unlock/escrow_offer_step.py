"""Set-up, last and optional: let the organisation's key open this vault too."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.pages.unlock.step import Step, side_by_side
from ui.widgets.banner import Banner
from ui.widgets.button import PrimaryButton, SecondaryButton
from ui.widgets.choose_file import chosen_in, own_dialog


class EscrowOfferStep(Step):
    """`chosen` tells the public key file; `done` goes on, with or without a key."""

    chosen = Signal(object)
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Your organisation’s key"),
            _(
                "It opens the vault if passphrase and recovery code are both lost. Choose the public key file. "
                "Without it, go on: a lead can add it later."
            ),
            parent,
        )
        self.said = Banner("info", "")
        self._choose = SecondaryButton(_("Choose the key file"), icon="folder")
        self._done = PrimaryButton(_("Open my vault"))
        self.add(self.said, 18)
        self.add(side_by_side(self._done, self._choose), 0)
        self.said.hide()
        self.finish()
        self._choose.clicked.connect(self._ask)
        self._done.clicked.connect(self.done)

    def show_added(self, fingerprint: str) -> None:
        """The key opens the vault: compare its fingerprint."""
        self._say(_("Compare this with the paper that came with the key"), fingerprint)

    def show_trouble(self, words: str) -> None:
        """The file was not taken."""
        self._say(_("That key was not added"), words)

    @override
    def first_focus(self) -> None:
        self._done.setFocus()

    @override
    def clear(self) -> None:
        self.said.hide()

    def _say(self, title: str, words: str) -> None:
        self.said.set_words(title, words)
        self.said.show()
        self.first_focus()

    def _ask(self) -> None:
        chosen = chosen_in(own_dialog(self, _("Choose the organisation’s public key"), Path.home()))
        if chosen is not None:
            self.chosen.emit(chosen)
