"""Restoring a backup into a new folder, and then to unlocking it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from caseapp.base.clock import Clock, london_date
from caseapp.base.errors import Trouble
from caseapp.base.words import sentence
from caseapp.services import backups
from caseapp.services.backups import Restored
from ui.pages.unlock.restore_step import RestoreStep, Wanted
from ui.work.runner import Runner


class RestoreFlow(QObject):
    """Tells `restored` with the new folder. The vaults that are there stay as they are."""

    restored = Signal(object)

    def __init__(self, runner: Runner, step: RestoreStep, new_vault: Path, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._runner, self._step, self._new_vault, self._clock = runner, step, new_vault, clock
        step.given.connect(self._restore)

    def begin(self) -> None:
        """Offer a folder of its own beside the usual one."""
        self._step.clear()
        self._step.begin(self._new_vault.parent / "backups", self.into())

    def into(self) -> Path:
        """The first free folder of today."""
        day, number = london_date(self._clock.now()).isoformat(), 1
        while (folder := self._new_vault.with_name(f"restored-{day}-{number}")).exists():
            number += 1
        return folder

    def _restore(self, wanted: Wanted) -> None:
        into, clock = self.into(), self._clock
        self._runner.vault(
            self,
            lambda: backups.restore(wanted.backup, into, recovery_code=wanted.code, clock=clock),
            self._done,
            self._failed,
            latest="restore",
        )

    def _done(self, found: Restored) -> None:
        self._step.clear()
        self.restored.emit(found.folder)

    def _failed(self, trouble: Trouble) -> None:
        self._step.set_error(sentence(trouble))
