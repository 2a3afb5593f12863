"""The organisation's key: whether it opens this vault, giving it to the vault, and taking it away. For team leads."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.services import team
from caseapp.services.key_rotation import Rotated
from caseapp.services.office import Office
from ui.dialogs.ask_removal import AskRemoval
from ui.dialogs.passphrase_again import Proof
from ui.pages.settings.section import side_by_side
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.button import RemovalButton, SecondaryButton
from ui.widgets.choose_file import chosen_in, own_dialog
from ui.widgets.section_heading import SectionHeading
from ui.widgets.text import Text
from ui.work.runner import Runner


class OrganisationKey(QWidget):
    """At most one key is shown and taken away at a time; a vault hardly ever has two."""

    def __init__(self, office: Office, runner: Runner, proof: Proof, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner, self._proof = office, runner, proof
        self._slot = ""
        self.stands = Text("", "body", wrap=True)
        self.add_button = SecondaryButton(_("Choose the key file"), icon="folder")
        self.remove_button = RemovalButton(_("Take the key away"))
        self.said = Banner("info", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(14)
        column.addWidget(SectionHeading(_("The organisation’s key")))
        words = _(
            "A key in the organisation’s safe can open this vault if passphrase and recovery code are lost. It takes "
            "two people, one with the file and one with its passphrase, and each use is in the history."
        )
        column.addWidget(Text(words, "body", "text_2", wrap=True))
        column.addWidget(self.said)
        column.addWidget(self.stands)
        column.addLayout(side_by_side(self.add_button, self.remove_button))
        self.said.hide()
        self.remove_button.hide()
        self.add_button.clicked.connect(self._choose)
        self.remove_button.clicked.connect(self._ask_removal)

    def load(self) -> None:
        """Whether there is one."""
        office = self._office
        self._runner.vault(self, lambda: team.escrow_keys(office), self._show, self._failed, latest="escrow")

    def clear(self) -> None:
        """Forget what was said."""
        self.said.hide()

    def give(self, file: Path) -> None:
        """Let the key in a public file open this vault, once the lead has proven who they are."""
        self._proof.ask(
            _("Whoever holds this key and its passphrase can then read everything."), partial(self._add, file)
        )

    def _show(self, keys: tuple[tuple[str, str], ...]) -> None:
        self._slot = keys[0][0] if keys else ""
        names = ", ".join(label for _slot, label in keys)
        self.stands.set_text(_("It opens this vault: {names}").format(names=names) if keys else _("There is none."))
        self.remove_button.setVisible(bool(keys))

    def _choose(self) -> None:
        chosen = chosen_in(own_dialog(self, _("Choose the organisation’s public key"), Path.home()))
        if chosen is not None:
            self.give(chosen)

    def _add(self, file: Path) -> None:
        office = self._office
        self._runner.vault(self, lambda: team.add_escrow(office, file), self._added, self._failed, latest="key")

    def _added(self, fingerprint: str) -> None:
        self._say(_("Compare this with the paper that came with the key"), fingerprint)
        self.load()

    def _ask_removal(self) -> None:
        ask = AskRemoval(
            self,
            _("Take the organisation’s key away?"),
            (
                _("This cannot be undone. Every key is changed; passphrases and the recovery code stay."),
                _("Backups made until now can still be opened with it."),
            ),
            _("Keep it"),
            _("Take it away"),
        )
        why = _("Without it, only passphrases and the recovery code open this vault.")
        ask.accepted.connect(partial(self._proof.ask, why, self._remove))
        ask.open()

    def _remove(self) -> None:
        office, slot = self._office, self._slot
        self._runner.vault(self, lambda: team.remove_escrow(office, slot), self._removed, self._failed, latest="key")

    def _removed(self, rotated: Rotated) -> None:
        self._say(
            _("The organisation’s key no longer opens this vault"),
            _("Make a new backup now.") if rotated.trouble is None else sentence(rotated.trouble),
        )
        self.load()

    def _failed(self, trouble: Trouble) -> None:
        self._say(_("That could not be done"), sentence(trouble))

    def _say(self, title: str, words: str) -> None:
        self.said.set_words(title, words)
        self.said.show()
        announce(self, f"{title}. {words}")
