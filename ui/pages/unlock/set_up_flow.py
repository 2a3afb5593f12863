"""Set-up: what it protects, the disk if it is open, about you, passphrase, the keyring if it cannot be used,
recovery code, and the organisation's key if there was said to be one."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override

from caseapp.base.clock import Clock
from caseapp.base.disk_encryption import Disk, DiskEncryption, disk_encryption
from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.services import team, vaults
from caseapp.services.vaults import NewOffice
from ui.pages.unlock.about_step import About, AboutStep
from ui.pages.unlock.code_step import CodeStep
from ui.pages.unlock.disk_step import DiskStep
from ui.pages.unlock.entry import Entered
from ui.pages.unlock.escrow_offer_step import EscrowOfferStep
from ui.pages.unlock.flow import Flow
from ui.pages.unlock.keyring_step import KeyringStep
from ui.pages.unlock.phrase_step import PhraseStep
from ui.pages.unlock.protects_step import ProtectsStep
from ui.pages.unlock.step import Step
from ui.work.runner import Runner


class SetUpFlow(Flow):
    """Its steps in the page's stack. `left` when the worker goes back out of the first."""

    left = Signal()

    def __init__(self, runner: Runner, steps: QStackedWidget, folder: Path, clock: Clock, parent: QObject) -> None:
        super().__init__(runner, parent)
        self._steps, self._clock = steps, clock
        self._about: About | None = None
        self._passphrase = ""
        self.protects = ProtectsStep()
        self.about = AboutStep(folder)
        self.phrase = PhraseStep(
            _("Choose a passphrase"),
            "",
            _("Make my vault"),
        )
        self.keyring = KeyringStep()
        self.code = CodeStep()
        self.disk = DiskStep()
        self.offer = EscrowOfferStep()
        for step in (self.protects, self.disk, self.about, self.phrase, self.keyring, self.code, self.offer):
            steps.addWidget(step)
        self._wire()

    def begin(self) -> None:
        """From the start."""
        self._show(self.protects)

    def begin_in(self, folder: Path) -> None:
        """From the start, for a folder."""
        self.about.set_folder(folder)
        self.begin()

    @override
    def abandon(self) -> None:
        super().abandon()
        self._about, self._passphrase = None, ""

    def _wire(self) -> None:
        self.protects.go_on.connect(self._look_at_disk)
        self.disk.go_on.connect(self._to_about)
        self.disk.again.connect(self._look_at_disk)
        self.disk.back.connect(self.begin)
        self.protects.back.connect(self.left)
        self.about.given.connect(self._to_phrase)
        self.about.back.connect(self.begin)
        self.phrase.given.connect(self._make_with)
        self.keyring.again.connect(partial(self._make, None))
        self.keyring.without.connect(partial(self._make, False))
        self.keyring.back.connect(self._back_to_phrase)
        self.phrase.back.connect(self._to_about)
        self.code.proven.connect(self._to_offer)
        self.offer.chosen.connect(self._add_escrow)
        self.offer.done.connect(self._hand_on)

    def _show(self, step: Step) -> None:
        self._steps.setCurrentWidget(step)
        step.first_focus()

    def _look_at_disk(self) -> None:
        """Off the screen: some systems take a second to answer."""
        folder = self.about.folder()
        self._runner.pure(self, lambda: disk_encryption(folder), self._disk_seen, self._disk_not_seen, latest="disk")

    def _disk_seen(self, disk: DiskEncryption) -> None:
        if disk.state is Disk.ENCRYPTED:
            self._to_about()
        else:
            self.disk.show_found(disk)
            self._show(self.disk)

    def _disk_not_seen(self, _trouble: Trouble) -> None:
        self._disk_seen(DiskEncryption(Disk.UNKNOWN, ""))

    def _to_offer(self) -> None:
        self.code.clear()
        if self._about is not None and self._about.has_key:
            self._show(self.offer)
        else:
            self._hand_on()

    def _add_escrow(self, file: Path) -> None:
        office = self._office
        if office is not None:
            self._runner.vault(
                self, lambda: team.add_escrow(office, file), self.offer.show_added, self._escrow_refused, latest="key"
            )

    def _escrow_refused(self, trouble: Trouble) -> None:
        self.offer.show_trouble(sentence(trouble))

    def _to_about(self) -> None:
        self._show(self.about)

    def _to_phrase(self, about: About) -> None:
        self._about = about
        self._show(self.phrase)

    def _make_with(self, passphrase: str) -> None:
        self._passphrase = passphrase
        self._make(None)

    def _make(self, use_keyring: bool | None) -> None:
        about, clock, passphrase = self._about, self._clock, self._passphrase
        if about is None:
            return
        self.phrase.set_busy(_("Making the vault"))
        self.keyring.set_busy(_("Making the vault"))
        self._runner.vault(
            self,
            lambda: vaults.set_up(
                about.folder,
                name=about.name,
                passphrase=passphrase,
                service=about.service,
                place=about.place,
                clock=clock,
                use_keyring=use_keyring,
            ),
            self._made,
            self._not_made,
            latest="make",
        )

    def _made(self, new: NewOffice) -> None:
        self._office, self._passphrase = new.office, ""
        self.phrase.clear()
        self.code.show_code(new.recovery_code)
        self._show(self.code)

    def _not_made(self, trouble: Trouble) -> None:
        if trouble.code.startswith("passphrase"):
            self._show(self.phrase)
            self.phrase.set_error(sentence(trouble))
            return
        self.phrase.set_busy("")
        if trouble.code.startswith("keyring"):
            self.keyring.show_trouble(trouble)
            self._show(self.keyring)
            return
        self._show(self.about)
        self.about.set_error(sentence(trouble))

    def _back_to_phrase(self) -> None:
        self._show(self.phrase)

    def _hand_on(self) -> None:
        office, about = self._take(), self._about
        self.offer.clear()
        self.about.clear()
        if office is not None and about is not None:
            self.entered.emit(Entered(office, about.folder, office.vault.slot_id))
