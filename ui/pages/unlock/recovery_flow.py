"""Recovery: the printed code, then a new passphrase."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override

from caseapp.base.clock import Clock
from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.services import vaults
from caseapp.services.office import Office
from ui.pages.unlock.entry import Entered
from ui.pages.unlock.flow import Flow
from ui.pages.unlock.phrase_step import PhraseStep
from ui.pages.unlock.recovery_step import RecoveryStep
from ui.work.runner import Runner


class RecoveryFlow(Flow):
    """The code opens the vault for its lead, who then chooses a new passphrase."""

    def __init__(
        self, runner: Runner, steps: QStackedWidget, recovery: RecoveryStep, clock: Clock, parent: QObject
    ) -> None:
        super().__init__(runner, parent)
        self._steps, self._recovery, self._clock = steps, recovery, clock
        self._folder: Path | None = None
        self._slot: str | None = None
        self.phrase = PhraseStep(
            _("Choose a new passphrase"),
            _("The vault is open. The old passphrase stops working; the recovery code stays as it is."),
            _("Save and open"),
        )
        steps.addWidget(self.phrase)
        self._recovery.given.connect(self._open)
        self.phrase.given.connect(self._save)
        self.phrase.back.connect(self._skip)

    def begin(self, folder: Path) -> None:
        """Ask for the code of a vault."""
        self._folder = folder
        self._steps.setCurrentWidget(self._recovery)
        self._recovery.first_focus()

    @override
    def abandon(self) -> None:
        super().abandon()
        self._slot = None

    def _open(self, code: str) -> None:
        folder, clock = self._folder, self._clock
        if folder is None:
            return
        self._recovery.set_busy()
        self._runner.vault(
            self,
            lambda: _opened_with(folder, code, clock),
            self._opened,
            self._not_opened,
            latest="recover",
        )

    def _opened(self, found: tuple[Office, str | None]) -> None:
        self._office, self._slot = found
        self._recovery.clear()
        if self._slot is None:
            self._hand_on()
            return
        self._steps.setCurrentWidget(self.phrase)
        self.phrase.first_focus()

    def _not_opened(self, trouble: Trouble) -> None:
        self._recovery.set_error(sentence(trouble))

    def _save(self, passphrase: str) -> None:
        office, slot = self._office, self._slot
        if office is None or slot is None:
            return
        self.phrase.set_busy(_("Saving"))
        self._runner.vault(
            self,
            lambda: vaults.new_passphrase_after_recovery(office, passphrase, slot),
            self._saved,
            self._not_saved,
            latest="recover",
        )

    def _saved(self, _result: None) -> None:
        self._hand_on()

    def _not_saved(self, trouble: Trouble) -> None:
        self.phrase.set_error(sentence(trouble))

    def _skip(self) -> None:
        self._hand_on()

    def _hand_on(self) -> None:
        office, folder, slot = self._take(), self._folder, self._slot
        self.phrase.clear()
        if office is not None and folder is not None:
            self.entered.emit(Entered(office, folder, slot))


def _opened_with(folder: Path, code: str, clock: Clock) -> tuple[Office, str | None]:
    """The office, and the slot to give a new passphrase: that of the person it opened for, by the name shown."""
    office = vaults.open_with_recovery(folder, code, clock=clock)
    own = [person.slot_id for person in vaults.people(folder) if person.name == office.desk.name]
    return office, own[0] if len(own) == 1 else None
