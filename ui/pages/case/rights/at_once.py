"""What is saved at one press on the Rights tab, with no form to fill in; each can be undone."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from caseapp.base.words import _
from caseapp.domain.saved import Saved
from caseapp.services import cases, challenges
from caseapp.services.office import Office
from ui.work.runner import Runner
from ui.work.wanted import Toasted


class AtOnce(QObject):
    """`saved(Toasted)` or `failed(Trouble)`."""

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, office: Office, runner: Runner, case_id: str, parent: QObject) -> None:
        super().__init__(parent)
        self._office, self._runner, self._case_id = office, runner, case_id

    def enhanced_not_recorded(self) -> None:
        """The police have not recorded enhanced rights."""
        work = partial(cases.change, self._office, self._case_id, enhanced="not_recorded")
        self._do(work, _("Enhanced rights saved to {reference}"))

    def take_back(self, challenge_id: str) -> None:
        """The victim does not want a step any more; it stays in the record."""
        self._do(partial(challenges.withdraw, self._office, challenge_id), _("Step taken back in {reference}"))

    def _do(self, work: Callable[[], Saved], said: str) -> None:
        def told(done: Saved) -> None:
            self.saved.emit(Toasted(done, said.format(reference=done.reference or "")))

        self._runner.vault(self, work, told, self.failed.emit)
