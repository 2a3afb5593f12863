"""Changing one's own passphrase: the old one, then the new one twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.services import team
from caseapp.services.office import Office
from ui.pages.settings.new_passphrase import NewPassphrase
from ui.pages.settings.section import side_by_side
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.button import SecondaryButton
from ui.widgets.form_row import FormRow
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.section_heading import SectionHeading
from ui.work.runner import Runner

_OF_THE_OLD_ONE = frozenset({"passphrase_wrong", "unlock_wait"})


class ChangePassphrase(QWidget):
    """Tells `changed` once the new one is in force."""

    changed = Signal()

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self.old = PassphraseField()
        self.old_row = FormRow(_("Passphrase now"), self.old)
        self.new = NewPassphrase(_("New passphrase"))
        self.button = SecondaryButton(_("Change passphrase"))
        self.done = Banner("ok", _("Your passphrase has been changed"), _("Use the new one from the next unlock on."))
        self._build()
        self._wire()

    def first_focus(self) -> None:
        """Put the focus on the old passphrase."""
        self.old.focus_target().setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        self.old.clear()
        self.old_row.clear_error()
        self.new.clear()
        self.button.set_busy()
        self.done.hide()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        column.addWidget(SectionHeading(_("Your passphrase")))
        column.addWidget(self.done)
        column.addWidget(self.old_row)
        column.addWidget(self.new)
        column.addLayout(side_by_side(self.button))
        self.done.hide()

    def _wire(self) -> None:
        self.old.entered.connect(self.new.first.focus_target().setFocus)
        self.new.entered.connect(self._go_on)
        self.button.clicked.connect(self._go_on)

    def _go_on(self) -> None:
        office, old = self._office, self.old.field.text()
        self.done.hide()
        self.old_row.set_error("" if old else _("Enter the passphrase you use now."))
        if not old:
            self.first_focus()
            return
        new = self.new.checked()
        if new is None:
            return
        self.button.set_busy(_("Changing"))
        self._runner.vault(
            self, lambda: team.change_passphrase(office, old, new), self._changed, self._failed, latest="change"
        )

    def _changed(self, _nothing: None) -> None:
        self.clear()
        self.done.show()
        announce(self, _("Your passphrase has been changed"))
        self.changed.emit()

    def _failed(self, trouble: Trouble) -> None:
        self.button.set_busy()
        words = sentence(trouble)
        if trouble.code in _OF_THE_OLD_ONE:
            self.old_row.set_error(words)
            self.first_focus()
        else:
            self.new.set_error(words)
        announce(self, words)
