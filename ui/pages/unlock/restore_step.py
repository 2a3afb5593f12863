"""Restoring a backup: which one, the recovery code, and a folder of its own. Nothing that is there is touched."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.pages.unlock.choose_folder import choose_folder
from ui.pages.unlock.step import Step, side_by_side
from ui.widgets.button import PrimaryButton, SecondaryButton
from ui.widgets.form_row import FormRow
from ui.widgets.passphrase_field import FORGET_WHAT_IS_TYPED
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be brought back, and the code that opens it."""

    backup: Path
    code: str


class RestoreStep(Step):
    """`given` tells a Wanted; `set_error` keeps what was typed."""

    given = Signal(object)
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Restore a backup"),
            _(
                "The backup is brought back into a new folder, beside any vault that is there. Nothing is overwritten, "
                "and whatever was erased since stays erased."
            ),
            parent,
        )
        self._backup: Path | None = None
        self._start = Path.home()
        self.choose = SecondaryButton(_("Choose the backup’s folder"), icon="folder")
        self.choose_row = FormRow(
            _("Which backup?"), self.choose, hint=_("Its name begins with case-tracker-backup and holds the date.")
        )
        self.edit = QLineEdit()
        self.edit.setMaxLength(200)
        self.edit.setInputMethodHints(FORGET_WHAT_IS_TYPED)
        self.edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.row = FormRow(_("Recovery code"), self.edit, hint=_("From the sheet you wrote it on, in the office safe."))
        self._into = Text("", "small", "text_2", wrap=True)
        self._go = PrimaryButton(_("Restore"))
        self._back = SecondaryButton(_("Back"))
        self.add(self.choose_row, 20)
        self.add(self.row, 16)
        self.add(self._into, 22)
        self.add(side_by_side(self._go, self._back), 0)
        self.finish()
        self.choose.clicked.connect(self._choose)
        self.edit.returnPressed.connect(self._give)
        self._go.clicked.connect(self._give)
        self._back.clicked.connect(self.back)

    def begin(self, start: Path, into: Path) -> None:
        """Begin with the folder where backups usually are, for a new folder."""
        self._start = start
        self._into.set_text(_("It will lie in {folder}").format(folder=into))

    def set_backup(self, backup: Path | None) -> None:
        """Which backup; its folder is named below the question."""
        self._backup = backup
        self.choose_row.set_note(str(backup) if backup is not None else "")
        self.choose_row.clear_error()

    def set_error(self, words: str) -> None:
        """Say why it was not restored; what was typed stays."""
        self._go.set_busy()
        self.row.set_error(words)
        self.edit.setFocus()

    @override
    def first_focus(self) -> None:
        self.choose.setFocus()

    @override
    def clear(self) -> None:
        self.edit.setText("")  # unlike `clear`, this also drops what undo would bring back
        self.row.clear_error()
        self.set_backup(None)
        self._go.set_busy()

    def _choose(self) -> None:
        chosen = choose_folder(self, _("Choose the folder of one backup"), self._start)
        if chosen is not None:
            self.set_backup(chosen)
            self.edit.setFocus()

    def _give(self) -> None:
        code = self.edit.text().strip()
        self.choose_row.set_error("" if self._backup is not None else _("Choose the folder of one backup."))
        self.row.set_error("" if code else _("Enter the recovery code."))
        if self._backup is None:
            self.choose.setFocus()
        elif not code:
            self.edit.setFocus()
        else:
            self._go.set_busy(_("Restoring and checking"))
            self.given.emit(Wanted(self._backup, code))
