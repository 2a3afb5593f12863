"""Programs that are killed in the middle of their work, many of them: forked from one that has imported everything."""

import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

WAY = "spawn" if sys.platform == "win32" else "forkserver"
BEFOREHAND = ["caseapp.services.cases", "caseapp.services.contacts", "caseapp.services.team", "caseapp.services.vaults"]

Tell = Callable[[str], None]
"""What the work calls to say that something is done: the words arrive whole or not at all."""


@dataclass(frozen=True)
class Program:
    """A program at work."""

    process: Any
    line: Connection

    def hear(self) -> str:
        """What it says next; waits for it."""
        return self.line.recv_bytes().decode()

    def kill_after(self, seconds: float) -> list[str]:
        """Let it go on for so long, kill it (SIGKILL), and return all that it said until then."""
        until = time.monotonic() + seconds
        said: list[str] = []
        try:
            while (left := until - time.monotonic()) > 0 and self.line.poll(left):
                said.append(self.hear())
            self.process.kill()
            while True:
                said.append(self.hear())
        except EOFError:
            return said


@contextmanager
def running(work: Callable[..., None], *given: Any) -> Iterator[Program]:
    """A program of its own that does `work(tell, *given)`, killed at the latest when the block ends."""
    way: Any = multiprocessing.get_context(WAY)
    # Made here, it is removed with the test's home; the library would look for it once more, after that, and complain.
    own = multiprocessing.current_process()._config  # type: ignore[attr-defined]
    own["tempdir"] = own.get("tempdir") or tempfile.mkdtemp()
    if WAY == "forkserver":
        way.set_forkserver_preload([work.__module__, *BEFOREHAND])
    ours, its = way.Pipe(duplex=False)
    process = way.Process(target=begin, args=(work, its, *given), daemon=True)
    process.start()
    its.close()
    try:
        yield Program(process, ours)
    finally:
        process.kill()
        process.join()
        ours.close()


def begin(work: Callable[..., None], line: Connection, *given: Any) -> None:
    """Where the program starts."""
    work(lambda words: line.send_bytes(words.encode()), *given)
