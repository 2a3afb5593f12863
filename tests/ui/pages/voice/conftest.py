"""A real vault opened on the vault thread, a case in it, and shorthands for pages."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from pytestqt.qtbot import QtBot

from caseapp.base.clock import SetClock
from caseapp.base.errors import Trouble
from caseapp.domain.case import NewCase, NewReferral
from caseapp.domain.person import PersonDetails
from caseapp.services import cases, journey
from caseapp.services.office import Office
from ui.work.runner import Runner

if TYPE_CHECKING:
    from tests.conftest import NewVault

T = TypeVar("T")
REPORTED = date(2026, 10, 12)


class VaultThread:
    """Does things on the vault thread and waits for them, as a test may and a page may not."""

    def __init__(self, runner: Runner, qtbot: QtBot) -> None:
        self.runner, self._qtbot = runner, qtbot

    def do(self, fn: Callable[[], T]) -> T:
        made: list[T] = []
        troubles: list[Trouble] = []
        self.runner.vault(self.runner, fn, made.append, troubles.append)
        self._qtbot.waitUntil(lambda: bool(made or troubles))
        if troubles:
            raise troubles[0]
        return made[0]

    def settle(self) -> None:
        """Wait for everything asked of the vault thread so far, and for what came of it."""
        for _again in range(3):
            self.do(lambda: None)


@pytest.fixture
def runner(qapp: object) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.finish()


@pytest.fixture
def vault_thread(runner: Runner, qtbot: QtBot) -> VaultThread:
    return VaultThread(runner, qtbot)


@pytest.fixture
def desk(tmp_path: Path, vault_thread: VaultThread, new_vault: "NewVault") -> Iterator[Office]:
    """Thursday 19 November 2026, 14:32, with Robin E. at the desk."""
    clock = SetClock(datetime(2026, 11, 19, 14, 32, tzinfo=UTC))
    office = vault_thread.do(lambda: new_vault(tmp_path / "vault", clock))
    yield office
    vault_thread.do(office.close)


def open_case(office: Office, new: NewCase) -> str:
    person = PersonDetails(first_name="Ines", last_name="Demo", born_on=date(1990, 5, 4), sex="female")
    return cases.open_case(office, replace(new, person=person)).row_id


@pytest.fixture
def unreported(desk: Office, vault_thread: VaultThread) -> str:
    """A case that was not reported to the police."""
    new = NewCase(NewReferral(date(2026, 10, 13)), crime_group="rsso", reported="no")
    return vault_thread.do(lambda: open_case(desk, new))


@pytest.fixture
def ines(desk: Office, vault_thread: VaultThread) -> str:
    """A case reported to the police, with a statement given."""
    new = NewCase(NewReferral(date(2026, 10, 13)), crime_group="da", reported="yes", reported_on=REPORTED)

    def make() -> str:
        case_id = open_case(desk, new)
        journey.record(desk, journey.EventDraft(case_id, "statement", date(2026, 10, 20)))
        return case_id

    return vault_thread.do(make)
