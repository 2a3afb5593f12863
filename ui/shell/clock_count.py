"""Open dates that were counted with other working days are counted again, behind whatever somebody is doing.

So it is when the app brings a newer list of bank holidays, when a change to them is undone, and when a count was
cut off by locking or by the laptop going flat.
"""

from functools import partial

from PySide6.QtCore import QObject, QTimer

from caseapp.services import recount
from caseapp.services.office import Office
from caseapp.services.recount import Recounted
from ui.work.changed import Changed
from ui.work.runner import Runner

AFTER_MS = 3_000
"""Opening a vault, and the settings page with its own count, come first."""


class ClockCount(QObject):
    """Looks once after unlocking and after each change to the rights of no one case; counts a page at a time."""

    def __init__(self, office: Office, runner: Runner, parent: QObject) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(AFTER_MS)
        self._later.timeout.connect(self.look)
        runner.changed.connect(self._changed)
        self._later.start()

    def look(self) -> None:
        """Count again if the open dates are behind."""
        self._runner.vault(self, partial(recount.is_behind, self._office), self._begin)

    def clear(self) -> None:
        """Stop, at lock; what is left is counted after the next unlocking."""
        self._later.stop()

    def _changed(self, changed: Changed) -> None:
        if changed.case is None and "rights" in changed.topics:
            self._later.start()

    def _begin(self, behind: bool) -> None:
        if behind:
            self._count("", 0)

    def _count(self, after: str, moved: int) -> None:
        self._runner.vault(self, partial(recount.page, self._office, after), partial(self._next, moved))

    def _next(self, moved: int, page: Recounted) -> None:
        if page.next_after is not None:
            self._count(page.next_after, moved + page.moved)
        elif moved + page.moved:
            self._runner.announce(Changed(frozenset({"rights", "cases"})))
