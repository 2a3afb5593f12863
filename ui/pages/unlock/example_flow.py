"""Building and opening the example service."""

import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject
from typing_extensions import override

from caseapp.base.clock import Clock
from caseapp.base.errors import Refused, Trouble
from caseapp.base.words import sentence
from caseapp.services import example, vaults
from caseapp.services.office import Office
from ui.pages.unlock.entry import Entered
from ui.pages.unlock.example_step import EXAMPLE_CASES, EXAMPLE_PHRASE, EXAMPLE_SEED, EXAMPLE_YEARS, ExampleStep
from ui.pages.unlock.flow import Flow
from ui.work.runner import Runner


class ExampleFlow(Flow):
    """Builds on the vault's thread with a bar and Cancel, then opens what was built."""

    def __init__(self, runner: Runner, step: ExampleStep, folder: Path, clock: Clock, parent: QObject) -> None:
        super().__init__(runner, parent)
        self._step, self._folder, self._clock = step, folder, clock
        self._stop = Event()
        step.build_wanted.connect(self._build)
        step.cancel_wanted.connect(self._cancel)

    @override
    def abandon(self) -> None:
        self._stop.set()
        super().abandon()

    def _build(self) -> None:
        self._stop = Event()
        stop, folder, clock = self._stop, self._folder, self._clock
        self._step.set_building(True)
        tell = self._runner.reporter(self._step, self._step.work.show_progress)
        self._runner.vault(self, lambda: _built(folder, clock, tell, stop), self._built, self._not_built)

    def _built(self, office: Office | None) -> None:
        self._step.set_building(False)
        if office is not None:
            self.entered.emit(Entered(office, self._folder, office.vault.slot_id))

    def _not_built(self, trouble: Trouble) -> None:
        self._step.set_trouble(sentence(trouble))

    def _cancel(self) -> None:
        self._stop.set()


def _built(folder: Path, clock: Clock, tell: Callable[[int, int], None], stop: Event) -> Office | None:
    """Build beside the place, move it there when it is whole, and open it; None if it was stopped."""
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    try:
        example.build(
            part,
            cases=EXAMPLE_CASES,
            years=EXAMPLE_YEARS,
            seed=EXAMPLE_SEED,
            passphrase=EXAMPLE_PHRASE,
            progress=tell,
            cancelled=stop.is_set,
        )
        part.rename(folder)
    except Refused as refusal:
        shutil.rmtree(part, ignore_errors=True)
        if refusal.code == "cancelled":
            return None
        raise
    return vaults.unlock(folder, EXAMPLE_PHRASE, clock=clock)
