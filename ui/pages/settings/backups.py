"""Backups: where they go, the last one in words, and those that are there."""

from dataclasses import dataclass
from pathlib import Path
from threading import Event

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.clock import london_date
from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.services import backups
from caseapp.services.backups import Backup, LastBackup
from caseapp.services.office import Office
from ui.dialogs.passphrase_again import Proof
from ui.pages.settings.backup_words import last_words, size_words
from ui.pages.settings.section import Section, side_by_side
from ui.widgets.announce import announce
from ui.widgets.banner import Banner, BannerKind
from ui.widgets.button import LinkButton, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.choose_file import chosen_in, nearest_folder, own_dialog
from ui.widgets.form_row import FormRow
from ui.widgets.rule import Rule
from ui.widgets.text import Text
from ui.widgets.work_bar import StepCount, WorkBar
from ui.words.dates import clock_time, day_month_year
from ui.work.changed import Changed
from ui.work.runner import Runner

TOPIC = "backups"
_STEPS = ("pages", "journal", "rows", "copy", "read", "pages", "journal", "rows")


@dataclass(frozen=True, slots=True)
class _Read:
    """What is shown."""

    place: Path
    every: str
    last: LastBackup
    there: tuple[Backup, ...]
    warning: Trouble | None
    """What speaks against the folder."""


class Backups(Section):
    """ "Back up now", and everything about it."""

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Backups"),
            _(
                "A backup is encrypted with the vault’s keys, and counts only once it has been restored on trial. "
                "Keep it on a stick or another disk: a backup on this laptop is lost together with it."
            ),
            parent,
        )
        self._office, self._runner = office, runner
        self._stop = Event()
        self._place: Path | None = None
        self._said: Banner | None = None
        self.last = Banner("info", "")
        self.button = PrimaryButton(_("Back up now"), icon="hard-drive")
        self.bar = WorkBar(_("Making a backup"), _step_words())
        self._where = Text("", "body", wrap=True, selectable=True)
        self.change = LinkButton(_("Choose another folder"))
        self._every = "daily"
        self._card = Card(_("Backups in this folder"))
        self._banners = QVBoxLayout()
        self.proof = Proof(office, runner, self)
        self._build()
        self._wire()

    @override
    def load(self) -> None:
        office = self._office
        self._runner.vault(
            self,
            lambda: _Read(
                backups.place_of(office),
                backups.how_often(office),
                backups.last_backup(office),
                backups.generations(office),
                backups.place_warning(backups.place_of(office)),
            ),
            self._show,
            self._failed,
            latest="backups",
        )

    @override
    def first_focus(self) -> None:
        self.button.setFocus()

    @override
    def clear(self) -> None:
        self._stop.set()
        self.bar.hide()
        self._say(None)

    def said(self) -> str:
        """What is said of the last thing done here."""
        return f"{self._said.accessibleName()}. {self._said.accessibleDescription()}" if self._said else ""

    def where(self) -> str:
        """The folder shown."""
        return self._where.plain()

    def _build(self) -> None:
        self._last_place = QVBoxLayout()
        self.add(self._last_place, 18)
        self.add(self._banners, 18)
        self.add(side_by_side(self.button), 18)
        self.add(self.bar, 24)
        where = QWidget()
        line = QHBoxLayout(where)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        line.addWidget(self._where, 1)
        line.addWidget(self.change)
        self.add(FormRow(_("Where to"), where))
        self.add(self._card, 12)
        words = _("To restore one, lock, choose “Open another vault”, then “Restore a backup”. Nothing is overwritten.")
        self.add(Text(words, "small", "text_2", wrap=True), 0)
        self.bar.hide()
        self._card.hide()
        self.finish()

    def _wire(self) -> None:
        self.button.clicked.connect(self._back_up)
        self.bar.stop_wanted.connect(self._stop_it)
        self.change.clicked.connect(self._ask_to_choose)

    def _show(self, read: _Read) -> None:
        self._place = read.place
        self._where.set_text(str(read.place))
        self._where.setAccessibleName(_("Backups go to {folder}").format(folder=read.place))
        self._every = read.every
        today = self._office.today()
        _empty(self._last_place)
        kind, title, words = last_words(read.last, today)
        self.last = Banner(kind, title, words, icon="hard-drive")
        self._last_place.addWidget(self.last)
        if read.last.trouble is not None:
            self._last_place.addWidget(Banner("late", _("The last try did not succeed"), sentence(read.last.trouble)))
        if read.warning is not None:
            self._last_place.addWidget(Banner("soon", _("Not a good place for backups"), sentence(read.warning)))
        self._show_there(read.there)

    def _show_there(self, there: tuple[Backup, ...]) -> None:
        _empty(self._card.body)
        for backup in there:
            if self._card.body.count():
                self._card.add(Rule())
            self._card.add(_row(backup))
        self._card.setVisible(bool(there))

    def _back_up(self) -> None:
        if not self.bar.isHidden():
            return
        self._say(None)
        self._stop = Event()
        office, stop = self._office, self._stop
        progress = StepCount(_STEPS, self._runner.reporter(self, self.bar.show_progress))
        self.bar.begin()
        self._runner.vault(
            self,
            lambda: backups.back_up(office, progress=progress, cancelled=stop.is_set),
            self._made,
            self._failed,
            latest="make",
        )

    def _made(self, backup: Backup) -> None:
        self.bar.hide()
        words = _("It was restored on trial, and every record was there. {size}.").format(size=size_words(backup.size))
        self._say("ok", _("Backup made"), words)
        self._runner.announce(Changed(frozenset({TOPIC})))
        self.load()

    def _failed(self, trouble: Trouble) -> None:
        self.bar.hide()
        if trouble.code == "cancelled":
            self._say("info", _("The backup was stopped"), _("Earlier backups are unharmed."))
        else:
            self._say("late", _("No backup was made"), sentence(trouble))

    def _stop_it(self) -> None:
        self._stop.set()
        self.bar.stop.set_busy(_("Stopping"))

    def _ask_to_choose(self) -> None:
        self.proof.ask(_("So that nobody else sends copies of this vault elsewhere."), self._choose_folder)

    def _choose_folder(self) -> None:
        dialog = own_dialog(self, _("Where should backups go?"), nearest_folder(self._place or Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        chosen = chosen_in(dialog)
        if chosen is not None:
            self.choose(chosen)

    def choose(self, folder: Path) -> None:
        """Let backups go to this folder from now on."""
        office, every = self._office, self._every
        self._runner.vault(self, lambda: backups.choose(office, folder, every), self._chosen, self._not_chosen)

    def _chosen(self, _nothing: None) -> None:
        self._say(None)
        self.load()

    def _not_chosen(self, trouble: Trouble) -> None:
        self._say("late", _("That was not changed"), sentence(trouble))
        self.load()

    def _say(self, kind: BannerKind | None, title: str = "", words: str = "") -> None:
        _empty(self._banners)
        self._said = None
        if kind is not None:
            self._said = Banner(kind, title, words)
            self._banners.addWidget(self._said)
            announce(self, f"{title}. {words}")


def _step_words() -> tuple[str, ...]:
    check, trial = _("Checking the vault"), _("Restoring it on trial")
    return (check, check, check, _("Writing the backup"), trial, trial, trial, trial)


def _row(backup: Backup) -> QWidget:
    made = london_date(backup.made_at)
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(19, 10, 19, 10)
    line.setSpacing(16)
    said = _("{day}, {time}").format(day=day_month_year(made), time=clock_time(backup.made_at))
    line.addWidget(Text(said, "body", tabular=True, wrap=True), 1)
    line.addWidget(Text(size_words(backup.size), "small", "text_2", tabular=True))
    return row


def _empty(layout: QVBoxLayout) -> None:
    while (part := layout.takeAt(0)) is not None:
        shown = part.widget()
        if shown is not None:
            shown.hide()
            shown.deleteLater()
