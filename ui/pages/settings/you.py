"""What belongs to the person at the desk: their passphrase, and for leads the recovery code of the vault."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.services.office import Office
from ui.pages.settings.change_passphrase import ChangePassphrase
from ui.pages.settings.new_code import NewCode
from ui.pages.settings.section import Section
from ui.work.runner import Runner


class You(Section):
    """The passphrase of the person at the desk."""

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        said = _("You are shown as “{name}”. Nobody can look your passphrase up.").format(name=office.desk.name)
        super().__init__(_("You"), said, parent)
        self.passphrase = ChangePassphrase(office, runner)
        self.code = NewCode(office, runner) if office.desk.role == "lead" else None
        self.add(self.passphrase, 40)
        if self.code is not None:
            self.add(self.code)
        self.finish()

    @override
    def first_focus(self) -> None:
        self.passphrase.first_focus()

    @override
    def clear(self) -> None:
        self.passphrase.clear()
        if self.code is not None:
            self.code.clear()
