"""An office with one invented person's case, on a real vault, worked on by its own thread."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from caseapp.base.clock import SetClock, at_london
from caseapp.domain.case import NewCase
from caseapp.domain.contact import ContactDraft
from caseapp.domain.person import PersonDetails
from caseapp.services import cases, contacts, journal, journey
from caseapp.services.office import Office
from ui.work.changed import Changed
from ui.work.runner import Runner
from ui.work.wanted import Toasted

if TYPE_CHECKING:
    from tests.conftest import NewVault

T = TypeVar("T")
PASSPHRASE = "violet harbour lantern pebble crisp"


@dataclass
class Bench:
    """What a test works with: the office and its thread, a clock that can be set, and what pages asked for."""

    runner: Runner
    office: Office
    clock: SetClock
    qtbot: QtBot
    owner: QObject = field(default_factory=QObject)
    toasts: list[Toasted] = field(default_factory=list)

    def do(self, work: Callable[[], T]) -> T:
        """Run something on the vault's thread and wait for it."""
        found: list[Any] = []
        self.runner.vault(self.owner, work, found.append)
        self.qtbot.waitUntil(lambda: bool(found))
        return found[0]

    def settle(self) -> None:
        """Wait until everything asked of the vault's thread so far has come back."""
        self.do(lambda: None)
        self.do(lambda: None)

    def today(self, day: date, hour: int = 12) -> None:
        """Set the clock to noon of a day."""
        wanted = at_london(day, hour)
        self.clock.forward(wanted - self.clock.now())

    def case(self, crime_group: str | None = "da", first_name: str = "Amara") -> str:
        """Open a case."""
        new = NewCase(None, PersonDetails(first_name=first_name, last_name="Example"), crime_group=crime_group)
        return self.do(lambda: cases.open_case(self.office, new).row_id)

    def happened(self, case_id: str, kind: str, on: date, precision: str = "day") -> None:
        """Record an event of the journey."""
        self.do(lambda: journey.record(self.office, journey.EventDraft(case_id, kind, on, precision)))

    def contact(self, case_id: str, at: datetime, channel: str = "call") -> str:
        """Log a contact."""
        draft = ContactDraft(case_id, at, channel, "spoke", "Police rang about the bail.")
        return self.do(lambda: contacts.log(self.office, draft).row_id)

    def undo(self, toasted: Toasted) -> None:
        """Press Undo."""
        self.do(lambda: journal.undo(self.office, toasted.saved.batch))

    def show(self, tab: Any, width: int = 1208, height: int = 700) -> Any:
        """Show a tab as the case page does: load, and answer what it saved by telling it what changed."""
        self.qtbot.addWidget(tab)
        tab.resize(width, height)
        tab.saved.connect(self._on_saved(tab))
        with self.qtbot.waitActive(tab):
            tab.show()
            tab.activateWindow()
        tab.load()
        self.settle()
        return tab

    def press(self, widget: QWidget, *keys: Qt.Key) -> None:
        """Press keys on a widget."""
        for key in keys:
            self.qtbot.keyClick(widget, key)

    def _on_saved(self, tab: Any) -> Callable[[Toasted], None]:
        def answer(toasted: Toasted) -> None:
            self.toasts.append(toasted)
            tab.on_changed(Changed(toasted.saved.topics, toasted.saved.case_id))

        return answer


@pytest.fixture
def bench(qtbot: QtBot, qapp: object, tmp_path: Path, new_vault: "NewVault") -> Iterator[Bench]:
    runner, owner = Runner(), QObject()
    clock = SetClock(at_london(date(2026, 12, 23), 12))
    made: list[Office] = []

    runner.vault(owner, lambda: new_vault(tmp_path / "vault", clock), made.append)
    qtbot.waitUntil(lambda: bool(made))
    work = Bench(runner, made[0], clock, qtbot)
    yield work
    work.do(made[0].close)
    runner.finish()
