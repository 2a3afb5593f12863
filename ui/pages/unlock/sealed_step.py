"""Opening a report that a service sealed to a lead: needs no vault, for a lead gets none."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.pages.unlock.chosen_file import ChosenFile
from ui.pages.unlock.step import Step, side_by_side
from ui.widgets.announce import announce
from ui.widgets.banner import Banner, BannerKind
from ui.widgets.button import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.form_row import FormRow
from ui.widgets.passphrase_field import PassphraseField


@dataclass(frozen=True, slots=True)
class SealedTry:
    """The sealed file, the lead's private key file and its passphrase, and the service's key file if it is held."""

    file: Path
    key_file: Path
    passphrase: str
    service_key: Path | None


class SealedStep(Step):
    """`given` tells a SealedTry; what is said of the last one stands above, with its folder."""

    given = Signal(object)
    key_wanted = Signal()
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Open a sealed report"),
            _("It opens into a new folder beside the file. Anybody who gets that folder can read it."),
            parent,
        )
        self._folder: Path | None = None
        self._said: Banner | None = None
        self._room: QWidget | None = None
        self.report = ChosenFile(_("The sealed report"), _("Choose the report"))
        self.key = ChosenFile(_("Your private key"), _("Choose your key file"))
        self.passphrase = PassphraseField()
        self.row = FormRow(_("The passphrase of your key"), self.passphrase)
        self.service_key = ChosenFile(
            _("The service’s key"),
            _("Choose the service’s key file"),
            hint=_("Shows that the report is theirs. They send it another way than the report."),
            optional=True,
        )
        self.make = LinkButton(_("I have no key yet"), icon="key-round")
        self._open = PrimaryButton(_("Open"), keys=("Enter",))
        self._back = SecondaryButton(_("Back"))
        self._above = self.column.count()
        for part in (self.report, self.key, self.row, self.service_key):
            self.add(part, 18)
        self.add(side_by_side(self._open, self._back), 18)
        self.add(side_by_side(self.make), 0)
        self.finish()
        self.report.chosen.connect(self._to_next)
        self.key.chosen.connect(self._to_next)
        self.passphrase.entered.connect(self._give)
        self._open.clicked.connect(self._give)
        self._back.clicked.connect(self.back)
        self.make.clicked.connect(self.key_wanted)

    @override
    def first_focus(self) -> None:
        self.report.choose.setFocus()

    @override
    def clear(self) -> None:
        self.passphrase.clear()
        self.row.clear_error()
        for chosen in (self.report, self.key, self.service_key):
            chosen.set_file(None)
        self._open.set_busy()
        self._say_nothing()

    def said(self) -> str:
        """What is said of the last one."""
        return f"{self._said.accessibleName()}. {self._said.accessibleDescription()}" if self._said else ""

    def set_error(self, words: str) -> None:
        """Say why it did not open; what was typed stays."""
        self._open.set_busy()
        self.row.set_error(words)
        self.passphrase.focus_target().setFocus()

    def say(self, kind: BannerKind, title: str, words: str, folder: Path | None = None) -> None:
        """Say what came of it, and what is to be kept; with the folder it opened into, or the key was put into."""
        self._open.set_busy()
        self.passphrase.clear()
        self._say_nothing()
        self._folder = folder
        self._said = Banner(kind, title, words, link=_("Open the folder") if folder is not None else "")
        self._said.action.connect(self._show_folder)
        self._room = QWidget()
        inside = QVBoxLayout(self._room)
        inside.setContentsMargins(0, 0, 0, 18)
        inside.addWidget(self._said)
        self.column.insertWidget(self._above, self._room)
        announce(self, f"{title}. {words}")

    def _say_nothing(self) -> None:
        if self._room is not None:
            self._room.hide()
            self._room.deleteLater()
        self._said, self._room, self._folder = None, None, None

    def _to_next(self) -> None:
        missing = [chosen for chosen in (self.report, self.key) if chosen.file() is None]
        (missing[0].choose if missing else self.passphrase.focus_target()).setFocus()

    def _give(self) -> None:
        report, key, typed = self.report.file(), self.key.file(), self.passphrase.field.text()
        self.report.set_error("" if report is not None else _("Choose the report."))
        self.key.set_error("" if key is not None else _("Choose your key file."))
        self.row.set_error("" if typed else _("Enter the passphrase of your key."))
        if report is None or key is None:
            self._to_next()
        elif not typed:
            self.passphrase.focus_target().setFocus()
        else:
            self._open.set_busy(_("Opening"))
            self.given.emit(SealedTry(report, key, typed, self.service_key.file()))

    def _show_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
