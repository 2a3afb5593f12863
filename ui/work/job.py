"""One piece of work handed to a thread, and who wants its result."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from caseapp.base.errors import Broken, Trouble


@dataclass(eq=False, slots=True)
class Job:
    """A piece of work under way. `cancel()` drops its result; long work may look at `cancelled` and stop early."""

    owner: QObject
    then: Callable[[Any], None]
    failed: Callable[[Trouble], None] | None
    waiting: Callable[[], None] | None
    future: "Future[Any] | None" = None
    superseded: bool = False
    delivered: bool = False
    _stop: Event = field(default_factory=Event)

    def cancel(self) -> None:
        """Ask the work to stop and drop its result. Work not yet started never runs."""
        self._stop.set()
        if self.future is not None:
            self.future.cancel()

    @property
    def cancelled(self) -> bool:
        """Whether someone asked it to stop. Safe to read from any thread."""
        return self._stop.is_set()

    @property
    def wanted(self) -> bool:
        """Whether the owner still exists and still wants this result."""
        return not self.cancelled and not self.superseded and isValid(self.owner)


def trouble_of(error: BaseException) -> Trouble:
    """The error itself if it is ours, otherwise `Broken("unexpected")` naming only its class, with it as cause."""
    if isinstance(error, Trouble):
        return error
    broken = Broken("unexpected", kind=type(error).__name__)
    broken.__cause__ = error
    return broken
