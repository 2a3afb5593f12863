"""Restoring a backup: which one, where to, and what opens it. The only copy of anything is never overwritten."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from caseapp.base.clock import london_date
from caseapp.base.words import _
from caseapp.services.backups import Backup
from ui.pages.unlock.choose_folder import choose_folder
from ui.pages.unlock.chosen_file import ChosenFile
from ui.pages.unlock.restore_answers import Wanted
from ui.pages.unlock.step import Step, side_by_side
from ui.widgets.button import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.form_row import FormRow
from ui.widgets.passphrase_field import FORGET_WHAT_IS_TYPED
from ui.widgets.select import Select
from ui.widgets.text import Text
from ui.widgets.work_bar import WorkBar
from ui.words.dates import clock_time, day_month_year

OVER, NEW, PHRASE, CODE, KEY = "over", "new", "passphrase", "code", "key"
STEPS = ("copy", "pages", "journal", "rows")


class RestoreStep(Step):
    """`given` tells a Wanted, `looked` a folder to look for backups in; `set_error` keeps what was typed."""

    given = Signal(object)
    looked = Signal(object)
    back = Signal()
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Restore a backup"),
            _("Nothing that is there is overwritten, and whatever was erased since the backup stays erased."),
            parent,
        )
        self._backup: Path | None = None
        self._vault: Path | None = None
        self._new, self._start = Path(), Path.home()
        self._without_list = False
        self.choose = SecondaryButton(_("Choose the backup’s folder"), icon="folder")
        self.choose_row = FormRow(
            _("Which backup?"), self.choose, hint=_("The folder of one backup, or the folder where backups go.")
        )
        self.which = Select()
        self.which_row = FormRow(_("Made on"), self.which)
        self.where = ChipRow(
            _("Where to?"),
            (Option(OVER, _("In place of what is in the vault now")), Option(NEW, _("Into a new folder"))),
            ticks=True,
        )
        self.where_row = FormRow(_("Where to?"), self.where)
        self.opens = ChipRow(
            _("What opens it?"),
            _ways(with_passphrase=True),
            ticks=True,
        )
        self.opens_row = FormRow(_("What opens it?"), self.opens)
        self.key = ChosenFile(_("The organisation’s private key"), _("Choose the key file"))
        self.edit = QLineEdit()
        self.edit.setMaxLength(1024)
        self.edit.setInputMethodHints(FORGET_WHAT_IS_TYPED)
        self.edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.row = FormRow(_("Recovery code"), self.edit, hint=_("From the sheet you wrote it on, in the office safe."))
        self.without_list = LinkButton(_("Restore without the list of what was erased"))
        self._into = Text("", "small", "text_2", wrap=True)
        self.bar = WorkBar(_("Restoring and checking"), step_words(), promise="")
        self._go = PrimaryButton(_("Restore"))
        self._back = SecondaryButton(_("Back"))
        self._build()
        self._wire()

    def begin(self, start: Path, new: Path, vault: Path | None) -> None:
        """Begin where backups usually are: over the records of `vault`, if there is one, or in `new`."""
        self._start, self._new, self._vault = start, new, vault
        self.where.set_value(OVER if vault is not None else NEW)
        self.opens.set_value(PHRASE)
        self._say()

    def set_backup(self, backup: Path | None) -> None:
        """Which backup; its folder is named below the question."""
        self._backup = backup
        self.choose_row.set_note(str(backup) if backup is not None else "")
        self.choose_row.clear_error()
        self.which_row.hide()

    def set_backups(self, found: Sequence[Backup]) -> None:
        """Several lie in the folder: the newest is chosen until another one is."""
        if found:
            self.set_backup(found[0].folder)
            self.which.set_options(tuple((str(one.folder), _when(one)) for one in found))
            self.which.set_value(str(found[0].folder))
            self.which_row.setVisible(len(found) > 1)

    def set_error(self, words: str, *, list_unreadable: bool = False) -> None:
        """Say why it was not restored; what was typed stays. Without the list of the erased it is asked once more."""
        self._rest()
        self.without_list.setVisible(list_unreadable)
        self.row.set_error(words)
        (self.without_list if list_unreadable else self.edit).setFocus()

    @override
    def first_focus(self) -> None:
        self.choose.setFocus()

    @override
    def clear(self) -> None:
        self.edit.setText("")  # unlike `clear`, this also drops what undo would bring back
        self.key.set_file(None)
        self.row.clear_error()
        self.set_backup(None)
        self.without_list.hide()
        self._without_list = False
        self._rest()

    def _build(self) -> None:
        for part in (self.choose_row, self.which_row, self.where_row, self.opens_row, self.key, self.row):
            self.add(part, 16)
        self.add(self.without_list, 16)
        self.add(self._into, 18)
        self.add(self.bar, 18)
        self.add(side_by_side(self._go, self._back), 0)
        self.finish()
        self.which_row.hide()
        self.without_list.hide()
        self.bar.hide()

    def _wire(self) -> None:
        self.choose.clicked.connect(self._choose)
        self.which.activated.connect(self._picked)
        self.where.changed.connect(self._say)
        self.opens.changed.connect(self._say)
        self.key.chosen.connect(self.edit.setFocus)
        self.edit.returnPressed.connect(self._give)
        self._go.clicked.connect(self._give)
        self._back.clicked.connect(self.back)
        self.bar.stop_wanted.connect(self.stop_wanted)
        self.without_list.clicked.connect(self._again_without)

    def _over(self) -> bool:
        return self._vault is not None and self.where.value() != NEW

    def _by(self) -> str:
        """What opens it. A folder of its own has no passphrases yet."""
        chosen = self.opens.value() or PHRASE
        return CODE if chosen == PHRASE and not self._over() else chosen

    def _say(self) -> None:
        """Ask only what this way needs."""
        over, by = self._over(), self._by()
        self.where_row.setVisible(self._vault is not None)
        self.opens.set_options(_ways(with_passphrase=over))
        self.opens.set_value(by)
        self.key.setVisible(by == KEY)
        label, hint = {
            PHRASE: (_("Passphrase"), _("The one you unlock with now.")),
            CODE: (_("Recovery code"), _("From the sheet you wrote it on, in the office safe.")),
            KEY: (_("Its passphrase"), _("Typed by the second person.")),
        }[by]
        self.row.label.set_text(label)
        self.row.set_hint(hint)
        self.edit.setAccessibleName(label)
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if by == CODE else QLineEdit.EchoMode.Password)
        words = _("It will lie in {folder}").format(folder=self._new)
        if over:
            words = _("In {folder}. What is there now is kept beside it under another name, until somebody deletes it.")
            words = words.format(folder=self._vault)
        self._into.set_text(words)

    def _choose(self) -> None:
        chosen = choose_folder(self, _("Choose a backup, or the folder of backups"), self._start)
        if chosen is not None:
            self.set_backup(chosen)
            self.looked.emit(chosen)
            self.edit.setFocus()

    def _picked(self, _place: int) -> None:
        value = self.which.value()
        if value is not None:
            self._backup = Path(value)
            self.choose_row.set_note(value)

    def _again_without(self) -> None:
        self._without_list = True
        self._give()

    def _give(self) -> None:
        if not self.bar.isHidden():
            return
        typed, by, key = self.edit.text(), self._by(), self.key.file()
        missing = {
            PHRASE: _("Enter your passphrase."),
            CODE: _("Enter the recovery code."),
            KEY: _("Enter the passphrase of the key."),
        }[by]
        no_key = by == KEY and key is None
        self.key.set_error(_("Choose the key file.") if no_key else "")
        self.choose_row.set_error("" if self._backup is not None else _("Choose the folder of one backup."))
        self.row.set_error("" if typed.strip() else missing)
        if self._backup is None:
            self.choose.setFocus()
        elif no_key:
            self.key.choose.setFocus()
        elif not typed.strip():
            self.edit.setFocus()
        else:
            self._go.set_busy(_("Restoring and checking"))
            self.bar.begin()
            phrase, code = (None, typed.strip()) if by == CODE else (typed, None)
            into = self._vault if self._over() else None
            self.given.emit(Wanted(self._backup, into, phrase, code, key if by == KEY else None, self._without_list))

    def _rest(self) -> None:
        self._go.set_busy()
        self.bar.hide()


def step_words() -> tuple[str, ...]:
    """What is being done, in the order of `STEPS`."""
    check = _("Checking what was brought back")
    return (_("Bringing the backup back"), check, check, check)


def _ways(*, with_passphrase: bool) -> tuple[Option, ...]:
    spare = (Option(CODE, _("The recovery code")), Option(KEY, _("The organisation’s key")))
    return (Option(PHRASE, _("My passphrase")), *spare) if with_passphrase else spare


def _when(backup: Backup) -> str:
    said = _("{day}, {time}")
    return said.format(day=day_month_year(london_date(backup.made_at)), time=clock_time(backup.made_at))
