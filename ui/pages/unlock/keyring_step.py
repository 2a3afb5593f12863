"""Set-up, where the account's keyring cannot be used: try again, or go without it, but never quietly."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from caseapp.base.errors import Trouble
from caseapp.base.words import _, later, sentence
from ui.pages.unlock.step import Step, side_by_side
from ui.widgets.banner import Banner
from ui.widgets.button import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.text import Text

_HERE = {
    "keyring_locked": later(
        "The keyring of this account is locked. Unlock it with the password of your account and try again; "
        "nothing was changed."
    ),
    "keyring_failed": later(
        "The keyring of this account did not answer. Nothing was changed; try again, or log in to the computer afresh."
    ),
}
"""Elsewhere these two point to the recovery code, which is no way on from here: in set-up nobody has one yet."""


class KeyringStep(Step):
    """`again`, `without` or `back`; shown only when the keyring was asked for and refused."""

    again = Signal()
    without = Signal()
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("A second key in the keyring"), parent=parent)
        self._trouble = Banner("late", "")
        self._again = PrimaryButton(_("Try the keyring again"))
        self._without = SecondaryButton(_("Go without the keyring"))
        self._back = LinkButton(_("Choose another passphrase"))
        self.add(self._trouble, 18)
        words = _(
            "The keyring of your account can hold a second key, so that somebody who copies the vault cannot guess "
            "passphrases elsewhere. Without it the passphrase alone opens the vault, so it has to be a long one."
        )
        self.add(Text(words, "body", wrap=True), 22)
        self.add(side_by_side(self._again, self._without), 18)
        self.add(side_by_side(self._back), 0)
        self.finish()
        self._again.clicked.connect(self.again)
        self._without.clicked.connect(self.without)
        self._back.clicked.connect(self.back)

    @override
    def first_focus(self) -> None:
        self._again.setFocus()

    def show_trouble(self, trouble: Trouble) -> None:
        """Say why the keyring cannot be used."""
        self._again.set_busy()
        self._without.set_busy()
        self._trouble.set_words(
            _("The keyring cannot be used"), _(_HERE[trouble.code]) if trouble.code in _HERE else sentence(trouble)
        )

    def set_busy(self, words: str) -> None:
        """Show that the vault is being made."""
        self._again.set_busy(words)
        self._without.set_busy(words)
