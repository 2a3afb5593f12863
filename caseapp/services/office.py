"""The office: an open vault, who is at the desk, and the clock. The first argument of every use case."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from caseapp.base.clock import Clock, london_date
from caseapp.base.errors import Refused, Trouble
from caseapp.base.ids import uuid7
from caseapp.domain.saved import Saved
from caseapp.services import anchors
from caseapp.store.store import ROOM_MADE, Store
from caseapp.store.unit import Unit
from caseapp.vault.open_vault import OpenVault

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """Who is working: shown as a first name and an initial. `role` is caseworker or lead."""

    worker_id: str
    name: str
    role: str


@dataclass(frozen=True)
class Office:
    """Made at unlock, closed at lock. Its methods and every service run on the thread that opened it."""

    vault: OpenVault
    store: Store
    desk: Desk
    clock: Clock
    prefix: str
    place: str
    service: str
    new_id: Callable[[datetime], str] = field(default=uuid7)

    def now(self) -> datetime:
        """The present instant."""
        return self.clock.now()

    def today(self) -> date:
        """The date in London."""
        return london_date(self.clock.now())

    @property
    def folder(self) -> Path:
        """Where the vault lies."""
        return self.vault.folder

    @property
    def read_only(self) -> bool:
        """Whether nothing can be recorded: every unit is refused."""
        return self.vault.read_only

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """One transaction in the name of the worker at the desk; joins the one already open, if any."""
        with self.store.unit(self.desk.worker_id, self.clock.now()) as unit:
            yield unit

    def close(self) -> None:
        """Move the anchor on, close the database and wipe the keys. Lock always wins: no trouble stops it."""
        try:
            if not self.store.connection().closed:
                with suppress(Trouble):
                    if not self.read_only:
                        anchors.remember(self.vault, self.store)
            self.store.close()
        finally:
            self.vault.close()


def pressed(work: Callable[[], T]) -> T:
    """Do what nobody can be asked to try again, once more where the full disk has just given up the room kept back."""
    try:
        return work()
    except Refused as refused:
        if refused.code != ROOM_MADE:
            raise
        return work()


def saved(unit: Unit, row_id: str, *topics: str, case_id: str | None = None, reference: str | None = None) -> Saved:
    """What to tell the screen about the unit's change."""
    return Saved(unit.batch, row_id, case_id, reference, frozenset(topics))
