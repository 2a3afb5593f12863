"""Keeps the half-typed form, encrypted, within two seconds."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from caseapp.base.errors import Trouble
from caseapp.services import drafts
from caseapp.services.office import Office
from ui.work.runner import Runner

KEPT_AFTER_MS = 1500
"""From the first keystroke not yet kept; with the write itself that stays under two seconds."""


class NewCaseDraft(QObject):
    """`read` gives what is typed, or None when there is nothing to keep. `kept(datetime)` after each keep."""

    kept = Signal(object)
    trouble = Signal(object)

    def __init__(
        self, office: Office, runner: Runner, read: Callable[[], dict[str, Any] | None], owner: QObject
    ) -> None:
        super().__init__(owner)
        self._office, self._runner, self._read = office, runner, read
        self.page = "new_case"
        self._dirty = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_AFTER_MS)
        self._timer.timeout.connect(self.flush)

    def of_referral(self, referral_id: str | None) -> None:
        """Whose draft it is: each referral has its own."""
        self.rest()
        self.page = f"new_case:{referral_id}" if referral_id else "new_case"

    def touch(self) -> None:
        """Something was typed: keep it soon. Typing on does not put it off."""
        self._dirty = True
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Keep now, if something changed since the last time."""
        if self._dirty and (work := self.work()) is not None:
            self.rest()
            self._runner.vault(self, work, self.kept.emit, self._failed)

    def work(self) -> Callable[[], datetime] | None:
        """The call for the vault thread that keeps what is typed now."""
        fields = self._read()
        if fields is None or not self._dirty:
            return None
        office, page = self._office, self.page

        def keep() -> datetime:
            drafts.keep(office, page, None, fields)
            return office.now()

        return keep

    def rest(self) -> None:
        """Stop waiting: it was kept, saved or thrown away."""
        self._dirty = False
        self._timer.stop()

    def _failed(self, trouble: Trouble) -> None:
        self._dirty = True
        self.trouble.emit(trouble)
