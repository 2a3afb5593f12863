"""The open database: one connection on one thread, units of work to write, statements to read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, Executable
from sqlalchemy.exc import DBAPIError

from caseapp.base.errors import Refused
from caseapp.base.ids import uuid7
from caseapp.store.engine import close_engine, trouble_from
from caseapp.store.journal import Who
from caseapp.store.unit import Tail, Unit, read_tail

ROOM_MADE = "disk_full_room_made"


class Store:
    """The vault's database while it is open. Every method must be called on the thread that opened it."""

    def __init__(
        self,
        engine: Engine,
        device: str,
        new_id: Callable[[datetime], str] = uuid7,
        make_room: Callable[[], bool] = lambda: False,
        *,
        read_only: bool = False,
    ) -> None:
        """`make_room` is called when the disk is full: whether it gave something up, so that trying again may help."""
        self._engine = engine
        self._connection: Connection = engine.connect()
        self._device = device
        self._new_id = new_id
        self._make_room = make_room
        self.read_only = read_only
        self._unit: Unit | None = None
        self._tail: Tail | None = None
        # References never change once given, and every save names one.
        self.references: dict[str, str] = {}

    @contextmanager
    def unit(self, actor: str, now: datetime) -> Iterator[Unit]:
        """One transaction. Inside another unit it joins it: only the outermost one commits.

        Raises:
            Refused: `read_only`; `disk_full`, or `disk_full_room_made` where the same will go through if it is asked
                for again; or the database cannot be written. Nothing of the unit is kept.
        """
        if self.read_only:
            raise Refused("read_only")
        if self._unit is not None:
            self._unit.now = now
            yield self._unit
            return
        try:
            with self._connection.begin():
                self._connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
                self._tail = self._tail or read_tail(self._connection, self._device)
                self._unit = Unit(
                    self._connection,
                    Who(actor, self._device),
                    now,
                    lambda: self._new_id(now if self._unit is None else self._unit.now),
                    self._tail,
                    self._new_id(now),
                )
                yield self._unit
                self._unit.settle()
        except DBAPIError as error:
            self._tail = None
            self._leave_transaction()
            trouble = trouble_from(error)
            if trouble.code == "disk_full" and self._make_room():
                trouble = Refused(ROOM_MADE)
            raise trouble from None
        except BaseException:
            self._tail = None
            raise
        finally:
            self._unit = None

    def read(self, statement: Executable, parameters: Any = None) -> list[Any]:
        """The rows a statement finds, including what the present unit has written."""
        try:
            if self._unit is not None:
                self._unit.flush()
                return list(self._connection.execute(statement, parameters or {}))
            with self._connection.begin():
                return list(self._connection.execute(statement, parameters or {}))
        except DBAPIError as error:
            raise trouble_from(error) from None

    def _leave_transaction(self) -> None:
        """SQLite stays inside a transaction whose COMMIT failed on a deferred foreign key."""
        driver = self._connection.connection.dbapi_connection
        if driver is not None and getattr(driver, "in_transaction", False):
            driver.rollback()

    def connection(self) -> Connection:
        """The connection itself, for checks and migrations of this floor only."""
        return self._connection

    def take_over(self, engine: Engine) -> None:
        """Go on with the same records in a file under another key. On the vault thread, after `close()`."""
        self._engine = engine
        self._connection = engine.connect()
        self._tail = None

    def close(self) -> None:
        """Write everything down and let the file go; a second time does nothing."""
        if self._connection.closed:
            return
        self._connection.close()
        close_engine(self._engine)
