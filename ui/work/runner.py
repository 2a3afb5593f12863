"""The one bridge between the window and its threads.

One vault thread, the only one that touches the database, runs its work in the order asked for; a small pool runs heavy
work that touches no data. Results come back on the window's thread, and only to owners that still want them.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from caseapp.base.errors import Trouble
from ui.work.changed import Changed
from ui.work.job import Job, trouble_of

T = TypeVar("T")
WAIT_SHOWN_AFTER_MS = 300


class Runner(QObject):
    """Runs work off the screen and brings results back to it.

    Signals: `trouble(Trouble)` for every failure nobody took with `failed`, also when the page that asked is gone;
    `changed(Changed)` after a save, sent through `announce`; `busy(bool)` when work has lasted longer than 300 ms,
    and when the last such piece ends.
    """

    trouble = Signal(object)
    changed = Signal(object)
    busy = Signal(bool)
    _finished = Signal(object)
    _told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault = ThreadPoolExecutor(1, thread_name_prefix="vault")
        self._pure = ThreadPoolExecutor(2, thread_name_prefix="pure")
        self._jobs: list[Job] = []
        self._slow: list[Job] = []
        self._latest: dict[tuple[int, str], Job] = {}
        self.ended = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def vault(
        self,
        owner: QObject,
        fn: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[Trouble], None] | None = None,
        *,
        waiting: Callable[[], None] | None = None,
        latest: str = "",
    ) -> Job:
        """Run `fn` on the vault thread, then call `then` with its result on the window's thread.

        Nothing is called if `owner` has been deleted, `forget(owner)` was called, or, when `latest` names a slot
        ("list", "preview"), the owner has asked again for that slot. `failed` gets every error as a Trouble; without it
        the `trouble` signal does. `waiting` is called once if the result takes longer than 300 ms: show loading shapes.
        """
        return self._start(self._vault, fn, Job(owner, then, failed, waiting), latest)

    def pure(
        self,
        owner: QObject,
        fn: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[Trouble], None] | None = None,
        *,
        waiting: Callable[[], None] | None = None,
        latest: str = "",
    ) -> Job:
        """The same on the small pool, for work that touches no database: documents, optimiser, key stretching."""
        return self._start(self._pure, fn, Job(owner, then, failed, waiting), latest)

    def reporter(self, owner: QObject, show: Callable[[int, int], None]) -> Callable[[int, int], None]:
        """A function that work may call from its thread with (done, of): `show` is called on the window's thread."""

        def report(done: int, of: int) -> None:
            self._told.emit((owner, show, done, of))

        return report

    def forget(self, owner: QObject) -> None:
        """Drop every result still on its way to an owner: it now shows something else, or is being locked."""
        for job in self._jobs:
            if job.owner is owner:
                job.superseded = True

    def forget_all(self) -> None:
        """Drop every result still on its way, at lock. Work under way still ends, and failures are still told."""
        for job in self._jobs:
            job.superseded = True

    def announce(self, change: Changed) -> None:
        """Tell every open page what kind of thing has changed."""
        self.changed.emit(change)

    def finish(self) -> None:
        """Wait for all work asked for, deliver what is still wanted, and end the threads. For the window's close."""
        self.ended = True
        self._vault.shutdown(wait=True)
        self._pure.shutdown(wait=True)
        QCoreApplication.sendPostedEvents(self)

    def _start(self, pool: ThreadPoolExecutor, fn: Callable[[], T], job: Job, latest: str) -> Job:
        if latest:
            before = self._latest.get((id(job.owner), latest))
            if before is not None and before.owner is job.owner:
                before.superseded = True
            self._latest[id(job.owner), latest] = job
        self._jobs.append(job)
        job.future = pool.submit(fn)
        job.future.add_done_callback(partial(self._done_in_thread, job))
        QTimer.singleShot(WAIT_SHOWN_AFTER_MS, self, partial(self._still_waiting, job))
        return job

    def _done_in_thread(self, job: Job, _future: "Future[Any]") -> None:
        if isValid(self):
            self._finished.emit(job)

    @Slot(object)
    def _deliver(self, job: Job) -> None:
        future = job.future
        self._close(job)
        if future is None or future.cancelled():
            return
        error = future.exception()
        if error is not None:
            taken = job.failed if job.wanted else None
            (taken or self.trouble.emit)(trouble_of(error))
        elif job.wanted:
            job.then(future.result())

    def _close(self, job: Job) -> None:
        job.delivered = True
        self._jobs.remove(job)
        for slot in [slot for slot, held in self._latest.items() if held is job]:
            del self._latest[slot]
        if job in self._slow:
            self._slow.remove(job)
            if not self._slow:
                self.busy.emit(False)

    def _still_waiting(self, job: Job) -> None:
        if job.delivered:
            return
        self._slow.append(job)
        if len(self._slow) == 1:
            self.busy.emit(True)
        if job.waiting is not None and job.wanted:
            job.waiting()

    @Slot(object)
    def _tell(self, told: tuple[QObject, Callable[[int, int], None], int, int]) -> None:
        owner, show, done, of = told
        if isValid(owner):
            show(done, of)
