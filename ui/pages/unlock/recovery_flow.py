"""Getting back in: recovery code or organisation's key, whose passphrase, the new one, and in as that person."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override

from caseapp.base.clock import Clock, london_date
from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.services import vaults
from caseapp.services.office import Office
from ui.pages.unlock.entry import Entered
from ui.pages.unlock.escrow_step import EscrowStep, EscrowTry
from ui.pages.unlock.flow import Flow
from ui.pages.unlock.keyring_step import KeyringStep
from ui.pages.unlock.phrase_step import PhraseStep
from ui.pages.unlock.recovery_step import RecoveryStep
from ui.pages.unlock.step import Step
from ui.pages.unlock.who_step import WhoStep
from ui.work.runner import Runner


@dataclass(frozen=True, slots=True)
class _Opened:
    """The office opened by the other way, and everybody who has a passphrase."""

    office: Office
    people: tuple[vaults.Unlocker, ...]


class RecoveryFlow(Flow):
    """The code opens the vault only to set a passphrase anew; then its owner unlocks with it, in their own name."""

    def __init__(
        self, runner: Runner, steps: QStackedWidget, recovery: RecoveryStep, clock: Clock, parent: QObject
    ) -> None:
        super().__init__(runner, parent)
        self._steps, self._recovery, self._clock = steps, recovery, clock
        self._folder: Path | None = None
        self._slot: str | None = None
        self._several = False
        self._passphrase = ""
        self.escrow = EscrowStep()
        self.who = WhoStep(london_date(clock.now()))
        self.phrase = PhraseStep(
            _("Choose a new passphrase"),
            _("The old passphrase stops working; the recovery code stays as it is."),
            _("Save and unlock"),
        )
        self.keyring = KeyringStep()
        for step in (self.escrow, self.who, self.phrase, self.keyring):
            steps.addWidget(step)
        self._wire()

    def begin(self, folder: Path) -> None:
        """Ask for the code of a vault."""
        self._folder = folder
        self._show(self._recovery)

    @override
    def abandon(self) -> None:
        super().abandon()
        self._slot, self._passphrase = None, ""

    def _wire(self) -> None:
        self._recovery.given.connect(self._open_with_code)
        self._recovery.escrow_wanted.connect(partial(self._show, self.escrow))
        self.escrow.given.connect(self._open_with_key)
        self.escrow.back.connect(partial(self._show, self._recovery))
        self.who.given.connect(self._to_phrase)
        self.who.back.connect(self._start_again)
        self.phrase.given.connect(self._save_with)
        self.phrase.back.connect(self._back_from_phrase)
        self.keyring.again.connect(partial(self._save, None))
        self.keyring.without.connect(partial(self._save, False))
        self.keyring.back.connect(partial(self._show, self.phrase))

    def _show(self, step: Step) -> None:
        self._steps.setCurrentWidget(step)
        step.first_focus()

    def _open_with_code(self, code: str) -> None:
        self._recovery.set_busy()
        self._open(partial(vaults.open_with_recovery, code=code, clock=self._clock), self._recovery)

    def _open_with_key(self, given: EscrowTry) -> None:
        work = partial(
            vaults.open_with_escrow, private_file=given.key_file, passphrase=given.passphrase, clock=self._clock
        )
        self._open(work, self.escrow)

    def _open(self, opens: Callable[[Path], Office], step: RecoveryStep | EscrowStep) -> None:
        folder = self._folder
        if folder is None:
            return

        def work() -> _Opened:
            return _Opened(opens(folder), vaults.people(folder))

        self._runner.vault(
            self,
            work,
            self._opened,
            lambda trouble: step.set_error(sentence(trouble)),
            latest="recover",
        )

    def _opened(self, found: _Opened) -> None:
        self._office = found.office
        self._recovery.clear()
        self.escrow.clear()
        self.phrase.note(_("Put your paper right"), vaults.put_right_words(found.office.vault.put_right))
        self._several = len(found.people) > 1
        if not found.people:
            self._hand_on(found.office, None)
        elif self._several:
            self.who.show_people(found.people)
            self._show(self.who)
        else:
            self._to_phrase(found.people[0].slot_id)

    def _to_phrase(self, slot: str) -> None:
        self._slot = slot
        self._show(self.phrase)

    def _back_from_phrase(self) -> None:
        if self._several:
            self._show(self.who)
        else:
            self._start_again()

    def _start_again(self) -> None:
        """Close what the code had opened: it is asked for again."""
        self.abandon()
        self.phrase.clear()
        self._show(self._recovery)

    def _save_with(self, passphrase: str) -> None:
        self._passphrase = passphrase
        self._save(None)

    def _save(self, use_keyring: bool | None) -> None:
        office, slot, passphrase = self._office, self._slot, self._passphrase
        if office is None or slot is None:
            return
        self.phrase.set_busy(_("Saving"))
        self.keyring.set_busy(_("Saving"))
        self._runner.vault(
            self,
            lambda: vaults.new_passphrase_after_recovery(office, passphrase, slot, use_keyring=use_keyring),
            self._saved,
            self._not_saved,
            latest="recover",
        )

    def _saved(self, _result: None) -> None:
        office, folder, slot, passphrase = self._take(), self._folder, self._slot, self._passphrase
        self._passphrase = ""
        if office is None or folder is None:
            return

        def in_their_own_name() -> Office:
            office.close()
            return vaults.unlock(folder, passphrase, slot_id=slot, clock=self._clock)

        self._runner.vault(
            self, in_their_own_name, lambda entered: self._hand_on(entered, slot), self._not_saved, latest="recover"
        )

    def _not_saved(self, trouble: Trouble) -> None:
        self.phrase.set_busy("")
        if trouble.code.startswith("keyring"):
            self.keyring.show_trouble(trouble)
            self._show(self.keyring)
        else:
            self._show(self.phrase)
            self.phrase.set_error(sentence(trouble))

    def _hand_on(self, office: Office, slot: str | None) -> None:
        folder = self._folder
        self._office = None
        for step in (self.phrase, self.who, self.keyring):
            step.clear()
        if folder is not None:
            self.entered.emit(Entered(office, folder, slot))
