"""Keeps half-typed words of one form, encrypted, within two seconds and whenever the focus leaves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from caseapp.base.errors import Trouble
from caseapp.services import drafts
from caseapp.services.office import Office
from ui.work.runner import Runner

KEPT_AFTER_MS = 1500
"""From the first keystroke not yet kept; with the write itself that stays under two seconds."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form holds just now, and where typing goes on."""

    fields: Mapping[str, Any]
    field: str | None = None
    cursor: int = 0


class DraftKeeper(QObject):
    """`read` gives what is typed, or None when there is nothing worth keeping.

    `kept(datetime)` after each keep, `emptied` after the words were taken out again and the draft let go.
    """

    kept = Signal(object)
    emptied = Signal()
    trouble = Signal(object)

    def __init__(
        self, office: Office, runner: Runner, page: str, case_id: str, read: Callable[[], Typed | None], owner: QObject
    ) -> None:
        super().__init__(owner)
        self._office, self._runner, self._page, self._case_id = office, runner, page, case_id
        self._read = read
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        self._dirty = False

    def touch(self) -> None:
        """Something was typed: keep it soon. Typing on does not put it off."""
        self._dirty = True
        if not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """Keep now, if something changed since the last time."""
        work = self.work()
        self.rest()
        if work is not None:
            self._runner.vault(self, work, self._told, self._failed)

    def work(self) -> Callable[[], datetime | None] | None:
        """The call for the vault thread that keeps what is typed now; None when nothing was typed since."""
        if not self._dirty:
            return None
        typed = self._read()
        office, page, case_id = self._office, self._page, self._case_id

        def keep() -> datetime | None:
            if typed is None:
                drafts.discard(office, page, case_id)
                return None
            drafts.keep(office, page, case_id, typed.fields, typed.field, typed.cursor)
            return office.now()

        return keep

    def unkept(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self._dirty

    def rest(self) -> None:
        """Stop waiting: it was kept, saved or thrown away."""
        self._dirty = False
        self._timer.stop()

    def discard(self) -> None:
        """Let the kept words go as well."""
        self.rest()
        office, page, case_id = self._office, self._page, self._case_id
        self._runner.vault(self, lambda: drafts.discard(office, page, case_id), lambda _none: None)

    def _told(self, at: datetime | None) -> None:
        if at is None:
            self.emptied.emit()
        else:
            self.kept.emit(at)

    def _failed(self, trouble: Trouble) -> None:
        self._dirty = True
        self.trouble.emit(trouble)
