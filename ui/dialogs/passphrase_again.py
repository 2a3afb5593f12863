"""Before what only the right person may do: their passphrase once more, however lately they unlocked."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.services import team
from caseapp.services.office import Office
from ui.dialogs.dialog import Dialog
from ui.theme.theme import theme
from ui.widgets.announce import announce
from ui.widgets.button import PrimaryButton, SecondaryButton
from ui.widgets.form_row import FormRow
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.text import Text
from ui.work.runner import Runner

_WIDTH = 460


class PassphraseAgain(Dialog):
    """`given` tells what was typed; stays open until `accept`, so that a mistyped one can be put right."""

    given = Signal(str)

    def __init__(self, parent: QWidget, why: str) -> None:
        super().__init__(parent, _("Your passphrase again"))
        self.setAccessibleDescription(why)
        self.setMinimumWidth(theme().grown(_WIDTH))
        self.passphrase = PassphraseField()
        self.row = FormRow(_("Your passphrase"), self.passphrase)
        self.go_on, self.cancel = PrimaryButton(_("Continue"), keys=("Enter",)), SecondaryButton(_("Cancel"))
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 26, 28, 24)
        column.setSpacing(16)
        column.addWidget(Text(_("Your passphrase again"), "subtitle", wrap=True))
        column.addWidget(Text(why, "body", wrap=True))
        column.addWidget(self.row)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch()
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go_on)
        column.addLayout(buttons)
        for button in (self.go_on, self.cancel):
            button.setAutoDefault(False)
        self.passphrase.entered.connect(self._give)
        self.go_on.clicked.connect(self._give)
        self.cancel.clicked.connect(self.reject)
        self.passphrase.focus_target().setFocus()

    def show_trouble(self, words: str) -> None:
        """It was not the passphrase: say so, and keep what was typed."""
        self.go_on.set_busy()
        self.row.set_error(words)
        self._make_room()
        self.passphrase.focus_target().setFocus()
        announce(self, words)

    @override
    def done(self, result: int) -> None:
        self.passphrase.clear()
        super().done(result)

    def _make_room(self) -> None:
        """Grow by what the error takes: wrapped words do not make an open dialog taller by themselves."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _give(self) -> None:
        typed = self.passphrase.field.text()
        if not typed:
            self.show_trouble(_("Enter your passphrase."))
            return
        self.go_on.set_busy(_("Checking"))
        self.given.emit(typed)


class Proof(QObject):
    """`ask(why, then)` calls `then` once the person at the desk has typed their passphrase."""

    def __init__(self, office: Office, runner: Runner, owner: QWidget) -> None:
        super().__init__(owner)
        self._office, self._runner, self._owner = office, runner, owner
        self.dialog: PassphraseAgain | None = None

    def ask(self, why: str, then: Callable[[], None]) -> None:
        """Open the question. Cancel, Esc and hiding the screen leave everything as it is."""
        if self.dialog is not None:
            return
        self.dialog = PassphraseAgain(self._owner, why)
        self.dialog.given.connect(partial(self._check, then))
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _check(self, then: Callable[[], None], typed: str) -> None:
        office = self._office
        self._runner.vault(self, lambda: team.confirm(office, typed), partial(self._proven, then), self._refused)

    def _proven(self, then: Callable[[], None], _nothing: None) -> None:
        if self.dialog is not None:  # cancelled meanwhile: then it is not meant
            self.dialog.accept()
            then()

    def _refused(self, trouble: Trouble) -> None:
        if self.dialog is not None:
            self.dialog.show_trouble(sentence(trouble))

    def _closed(self, _result: int) -> None:
        self.dialog = None
