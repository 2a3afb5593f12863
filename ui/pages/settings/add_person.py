"""Adding somebody: their name as shown, what they do, and a passphrase that they type themselves."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.services import team
from caseapp.services.office import Office
from ui.pages.settings.new_passphrase import NewPassphrase
from ui.pages.settings.section import side_by_side
from ui.pages.settings.tick import Tick
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.button import PrimaryButton, SecondaryButton
from ui.widgets.form_row import FormRow
from ui.widgets.section_heading import SectionHeading
from ui.widgets.segmented_choice import SegmentedChoice
from ui.work.runner import Runner

LONGEST_NAME = 60


class AddPerson(QWidget):
    """Tells `added` with the name, or `left`."""

    added = Signal(str)
    left = Signal()

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name_row = FormRow(
            _("Their name, as it is shown"),
            self.name,
            hint=_("First name and an initial, like “Sam P.” It can be read before unlocking."),
        )
        self.role = SegmentedChoice(_("What they do"), (("caseworker", _("Caseworker")), ("lead", _("Team lead"))))
        self.new = NewPassphrase(_("Their passphrase"))
        self.hand_over = Banner(
            "info",
            _("Now hand them the keyboard"),
            _("They choose and type the passphrase themselves. Look away: nobody else should know it."),
        )
        self.without = Tick(
            _("Go without the keyring"),
            _("The passphrase alone opens the vault for them then. Somebody who copies it may guess at leisure."),
        )
        self.button = PrimaryButton(_("Add them"))
        self.cancel = SecondaryButton(_("Cancel"))
        self._build()
        self._wire()

    def first_focus(self) -> None:
        """Put the focus on the name."""
        self.name.setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        self.name.setText("")
        self.name_row.clear_error()
        self.role.set_value("caseworker")
        self.new.clear()
        self.without.show_value(False)
        self.without.hide()
        self.button.set_busy()

    def _build(self) -> None:
        hint = _("A team lead sees reports, and may add and remove people.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        column.addWidget(SectionHeading(_("Add somebody")))
        column.addWidget(self.name_row)
        column.addWidget(FormRow(_("What they do"), self.role, hint=hint))
        column.addWidget(self.hand_over)
        column.addWidget(self.new)
        column.addWidget(self.without)
        self.without.hide()
        column.addLayout(side_by_side(self.button, self.cancel))

    def _wire(self) -> None:
        self.name.returnPressed.connect(self.new.first.focus_target().setFocus)
        self.new.entered.connect(self._go_on)
        self.button.clicked.connect(self._go_on)
        self.cancel.clicked.connect(self.left)

    def _go_on(self) -> None:
        name, role, office = self.name.text().strip(), self.role.value(), self._office
        self.name_row.set_error("" if name else _("Enter a first name and an initial, like “Sam P.”"))
        if not name:
            self.first_focus()
            return
        passphrase = self.new.checked()
        if passphrase is None:
            return
        use_keyring = False if self.without.box.isChecked() else None
        self.button.set_busy(_("Adding"))
        self._runner.vault(
            self,
            lambda: team.add(office, name=name, role=role, passphrase=passphrase, use_keyring=use_keyring),
            self._done,
            self._failed,
            latest="add",
        )

    def _done(self, _worker_id: str) -> None:
        name = self.name.text().strip()
        self.clear()
        self.added.emit(name)

    def _failed(self, trouble: Trouble) -> None:
        self.button.set_busy()
        words = sentence(trouble)
        if trouble.code.startswith("keyring"):
            self.without.show()
        if not trouble.code.startswith(("passphrase", "keyring")):
            self.name_row.set_error(words)
            self.first_focus()
        else:
            self.new.set_error(words)
        announce(self, words)
