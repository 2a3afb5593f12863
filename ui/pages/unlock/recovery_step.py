"""Opening a vault with the printed recovery code."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.pages.unlock.step import Step, side_by_side
from ui.widgets.button import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.form_row import FormRow
from ui.widgets.passphrase_field import FORGET_WHAT_IS_TYPED


class RecoveryStep(Step):
    """`given` tells the code as typed; `escrow_wanted` for those who have the organisation's key instead."""

    given = Signal(str)
    escrow_wanted = Signal()
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Use your recovery code"),
            _("It opens the vault once you have lost the passphrase. You then choose a new passphrase."),
            parent,
        )
        self.edit = QLineEdit()
        self.edit.setMaxLength(200)
        self.edit.setInputMethodHints(FORGET_WHAT_IS_TYPED)
        self.edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.row = FormRow(
            _("Recovery code"),
            self.edit,
            hint=_("Nine groups of four from your sheet. Type ? for a sign you cannot read."),
        )
        self._open = PrimaryButton(_("Open"), keys=("Enter",))
        self._back = SecondaryButton(_("Back"))
        self.escrow = LinkButton(_("Use your organisation’s key instead"), icon="building-2")
        self.add(self.row, 22)
        self.add(side_by_side(self._open, self._back), 22)
        self.add(side_by_side(self.escrow), 0)
        self.finish()
        self.edit.returnPressed.connect(self._give)
        self._open.clicked.connect(self._give)
        self._back.clicked.connect(self.back)
        self.escrow.clicked.connect(self.escrow_wanted)

    @override
    def first_focus(self) -> None:
        self.edit.setFocus()

    @override
    def clear(self) -> None:
        self.edit.setText("")  # unlike `clear`, this also drops what undo would bring back
        self.row.clear_error()
        self._open.set_busy()

    def set_error(self, words: str) -> None:
        """Say what is wrong with it; what was typed stays."""
        self._open.set_busy()
        self.row.set_error(words)
        self.edit.setFocus()

    def set_busy(self) -> None:
        """Show that it is being tried."""
        self._open.set_busy(_("Opening"))

    def _give(self) -> None:
        if self.edit.text().strip():
            self.given.emit(self.edit.text())
        else:
            self.set_error(_("Enter the recovery code."))
