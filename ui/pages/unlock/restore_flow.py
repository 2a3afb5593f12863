"""Restoring a backup, over the records of a vault or into a new folder, and then to unlocking it."""

from pathlib import Path
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from caseapp.base.clock import Clock, london_date
from caseapp.base.errors import Trouble
from caseapp.base.words import sentence
from caseapp.services import backups, restoring_by_key
from caseapp.services.backups import Backup, Restored
from ui.pages.unlock.restore_answers import Wanted
from ui.pages.unlock.restore_done_step import RestoreDoneStep
from ui.pages.unlock.restore_step import STEPS, RestoreStep
from ui.widgets.work_bar import StepCount
from ui.work.runner import Runner


class RestoreFlow(QObject):
    """Tells `restored` with the folder to unlock. What is in a vault that is there is kept beside it."""

    restored = Signal(object)

    def __init__(
        self, runner: Runner, steps: QStackedWidget, step: RestoreStep, new_vault: Path, clock: Clock, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._runner, self._steps, self._step = runner, steps, step
        self._new_vault, self._clock = new_vault, clock
        self._stop = Event()
        self._folder = Path()
        self.done = RestoreDoneStep()
        steps.addWidget(self.done)
        step.given.connect(self._restore)
        step.looked.connect(self._look)
        step.stop_wanted.connect(self._stop_it)
        self.done.unlock_wanted.connect(lambda: self.restored.emit(self._folder))

    def begin(self, vault: Path | None) -> None:
        """Offer the vault that was to be unlocked, or a folder of its own beside the usual one."""
        self._step.clear()
        self._step.begin(self._new_vault.parent / "backups", self.into(), vault)

    def into(self) -> Path:
        """The first free folder of today."""
        day, number = london_date(self._clock.now()).isoformat(), 1
        while (folder := self._new_vault.with_name(f"restored-{day}-{number}")).exists():
            number += 1
        return folder

    def abandon(self) -> None:
        """Stop what is under way: everything is then as it was."""
        self._stop.set()

    def _look(self, place: Path) -> None:
        self._runner.vault(self, lambda: backups.found_in(place), self._found, self._failed, latest="look")

    def _found(self, found: tuple[Backup, ...]) -> None:
        self._step.set_backups(found)

    def _restore(self, wanted: Wanted) -> None:
        self._stop = Event()
        into, clock, stop = wanted.into or self.into(), self._clock, self._stop
        progress = StepCount(STEPS, self._runner.reporter(self, self._step.bar.show_progress))
        self._runner.vault(
            self,
            lambda: _restore(
                wanted,
                into,
                clock=clock,
                progress=progress,
                cancelled=stop.is_set,
                without_erased_list=wanted.without_erased_list,
            ),
            self._done,
            self._failed,
            latest="restore",
        )

    def _stop_it(self) -> None:
        self._stop.set()

    def _done(self, found: Restored) -> None:
        self._step.clear()
        self._folder = found.folder
        self.done.show_restored(found)
        self._steps.setCurrentWidget(self.done)
        self.done.first_focus()

    def _failed(self, trouble: Trouble) -> None:
        self._step.set_error(sentence(trouble), list_unreadable=trouble.code == "erased_list_unreadable")


def _restore(wanted: Wanted, into: Path, **how: Any) -> Restored:
    """By the organisation's key where one was given, else by code or passphrase."""
    if wanted.key_file is not None:
        assert wanted.passphrase is not None
        return restoring_by_key.restore_with_escrow(wanted.backup, into, wanted.key_file, wanted.passphrase, **how)
    return backups.restore(wanted.backup, into, recovery_code=wanted.code, passphrase=wanted.passphrase, **how)
