"""The key this vault's reports are signed with: its fingerprint to read aloud, and its file for the readers."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.services import signing
from caseapp.services.office import Office
from caseapp.services.signing import ServiceKey
from ui.pages.settings.section import side_by_side
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.button import SecondaryButton
from ui.widgets.choose_file import chosen_in, own_dialog
from ui.widgets.section_heading import SectionHeading
from ui.widgets.text import Text
from ui.work.runner import Runner

SUGGESTED = "service-key.json"


class OwnServiceKey(QWidget):
    """Only the public half is ever shown or written; the private one never leaves the vault."""

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self.fingerprint = Text("", "body_strong", wrap=True, tabular=True)
        self.save_button = SecondaryButton(_("Save the key file"), icon="download")
        self.said = Banner("ok", "")
        self.trouble = Banner("late", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(SectionHeading(_("This service’s own key")))
        words = _(
            "Every report is signed with it, so that readers can check who made it. Give them the file once, "
            "another way than the reports, and read them the fingerprint. It changes when somebody is removed "
            "from this vault: then give it again."
        )
        column.addWidget(Text(words, "body", "text_2", wrap=True))
        column.addWidget(self.fingerprint)
        column.addWidget(self.said)
        column.addWidget(self.trouble)
        column.addLayout(side_by_side(self.save_button))
        self.clear()
        self.save_button.clicked.connect(self._choose)

    def load(self) -> None:
        """Which key it is now."""
        office = self._office
        self._runner.vault(self, lambda: signing.service_key(office), self._show, self._failed, latest="own")

    def clear(self) -> None:
        """Forget what was said."""
        self.said.hide()
        self.trouble.hide()

    def save(self, file: Path) -> None:
        """Write the public key into a new file."""
        self.clear()
        office = self._office
        self._runner.vault(
            self,
            lambda: signing.write_service_key(office, file),
            partial(self._written, file),
            self._failed,
            latest="save",
        )

    def _show(self, key: ServiceKey) -> None:
        self.fingerprint.set_text(_("Fingerprint: {fingerprint}").format(fingerprint=key.fingerprint))

    def _choose(self) -> None:
        dialog = own_dialog(self, _("Save the key file"), Path.home())
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # nothing is ever overwritten
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.selectFile(SUGGESTED)
        chosen = chosen_in(dialog)
        if chosen is not None:
            self.save(chosen)

    def _written(self, file: Path, key: ServiceKey) -> None:
        self._show(key)
        title = _("The key file is saved")
        words = _("It is saved as {file}. Nothing in it is secret.").format(file=file)
        self.said.set_words(title, words)
        self.said.show()
        announce(self, f"{title}. {words}")

    def _failed(self, trouble: Trouble) -> None:
        title, words = _("The key file was not saved"), sentence(trouble)
        self.trouble.set_words(title, words)
        self.trouble.show()
        announce(self, f"{title}. {words}")
