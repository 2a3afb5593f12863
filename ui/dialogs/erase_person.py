"""Erasing a person for good: says what goes and what cannot be reached, and asks for two proofs that it is meant."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _, later
from ui.dialogs.dialog import Dialog
from ui.theme.theme import theme
from ui.widgets.announce import announce
from ui.widgets.button import RemovalButton, SecondaryButton
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.form_row import FormRow
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.text import Text

_WIDTH = 680
_REASONS = (
    ("they_asked", later("They asked for it")),
    ("kept_long_enough", later("Kept as long as our policy says")),
    ("recorded_by_mistake", later("Recorded by mistake")),
)


@dataclass(frozen=True, slots=True)
class EraseAnswers:
    """Why, the reference typed out, and the passphrase of who asks."""

    reason: str
    reference: str
    passphrase: str


class ErasePerson(Dialog):
    """Tells `meant` with the answers once all three are given; stays open until `accept`, so that errors show."""

    meant = Signal(object)

    def __init__(self, parent: QWidget, references: Sequence[str], what: str) -> None:
        title = _("Erase the person of {reference}?").format(reference=references[0])
        super().__init__(parent, title)
        self.setFixedWidth(theme().grown(_WIDTH))
        self.reason = ChipRow(_("Why"), tuple(Option(code, _(words)) for code, words in _REASONS))
        self.reference, self.passphrase = QLineEdit(), PassphraseField()
        self.reason_row = FormRow(_("Why"), self.reason)
        self.reference_row = FormRow(
            _("Type the reference of this case"), self.reference, hint=_("As it stands at the top of the case")
        )
        self.passphrase_row = FormRow(_("Your passphrase"), self.passphrase)
        self.safe, self.erase = SecondaryButton(_("Keep the record")), RemovalButton(_("Erase for good"))
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 26, 28, 24)
        column.setSpacing(14)
        column.addWidget(Text(title, "subtitle", wrap=True))
        told = (
            what,
            _("This cannot be undone. The history keeps that somebody was erased, when and by whom, but not who."),
            _(
                "It does not reach backups made before, paper, or files that were exported. A backup that is brought "
                "back erases this person again; make a new backup and destroy old sticks."
            ),
        )
        for words in told:
            column.addWidget(Text(words, "body", wrap=True))
        for row in (self.reason_row, self.reference_row, self.passphrase_row):
            column.addWidget(row)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch()
        buttons.addWidget(self.safe)
        buttons.addWidget(self.erase)
        column.addSpacing(8)
        column.addLayout(buttons)
        for button in (self.safe, self.erase):
            button.setAutoDefault(False)
        self.setAccessibleDescription("\n".join(told))
        self.safe.clicked.connect(self.reject)
        self.erase.clicked.connect(self._ask)
        self.passphrase.entered.connect(self._ask)
        self.safe.setFocus()

    def show_trouble(self, code: str, words: str) -> None:
        """Nothing was erased: say why beside what is wrong."""
        self.erase.setEnabled(True)
        row = self.reference_row if code == "erase_reference_differs" else self.passphrase_row
        row.set_error(words)
        row.target().setFocus()
        announce(self, words)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words and chips need at this width."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    @override
    def done(self, result: int) -> None:
        self.passphrase.clear()
        super().done(result)

    def _ask(self) -> None:
        reason, reference, passphrase = self.reason.value(), self.reference.text().strip(), self.passphrase.field.text()
        self.reason_row.set_error("" if reason else _("Choose why"))
        self.reference_row.set_error("" if reference else _("Type the reference"))
        self.passphrase_row.set_error("" if passphrase else _("Enter your passphrase."))
        wrong = [row for row in (self.reason_row, self.reference_row, self.passphrase_row) if row.error()]
        if wrong or reason is None:
            wrong[0].target().setFocus()
            return
        self.erase.setEnabled(False)
        self.meant.emit(EraseAnswers(reason, reference, passphrase))
