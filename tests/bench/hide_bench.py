"""Quick hide: from F9 to the painted cover, beside drawing the whole covered window; a full timeline is open."""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["CASEAPP_TESTING_KDF"] = "1"

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from caseapp.base.machine_settings import MachineSettings
from caseapp.crypto.kdf import TESTING
from caseapp.domain.case import NewCase
from caseapp.domain.contact import ContactDraft
from caseapp.domain.person import PersonDetails
from caseapp.services import cases, contacts, vaults
from caseapp.services.office import Office
from ui.pages.unlock.entry import Entered, EntryPlaces
from ui.shell import cover as covers
from ui.shell.start import make_app
from ui.shell.window import MainWindow
from ui.work.runner import Runner
from ui.work.wanted import CaseWanted

PASSPHRASE = "seven quiet herons wade"
ROUNDS, CONTACTS = 7, 80
MOST_MS, MOST_TIMES = 100.0, 1.5
NOTE = "She rang at ten and said that the neighbour had asked about the court day again. "


def a_full_case(folder: Path) -> str:
    office = vaults.set_up(folder, name="Robin E.", passphrase=PASSPHRASE, profile=TESTING).office
    person = PersonDetails(first_name="Amara", last_name="Example")
    case_id = cases.open_case(office, NewCase(None, person)).row_id
    for _each in range(CONTACTS):
        contacts.log(office, ContactDraft(case_id, office.now(), "call", "spoke", NOTE * 3))
    office.close()
    return case_id


def wait_for(app: QApplication, there: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not there() and time.monotonic() < until:
        app.processEvents()


def hidden_in(app: QApplication, window: MainWindow, folder: Path, case_id: str, painted: list[float]) -> float:
    """Unlock, open the case, press F9: seconds until the cover has been painted."""
    got: list[Office] = []
    window.runner.vault(window, lambda: vaults.unlock(folder, PASSPHRASE), got.append)
    wait_for(app, lambda: bool(got))
    window.enter(Entered(got[0], folder, None))
    place = window.workplace()
    if place is None:
        raise SystemExit("it did not open")
    place.show_case(CaseWanted(case_id, "contacts"))
    until = time.monotonic() + 2
    while time.monotonic() < until:
        app.processEvents()
    painted.clear()
    started = time.perf_counter()
    QTest.keyClick(app.focusWidget() or window, Qt.Key.Key_F9)
    return painted[0] - started


def main() -> int:
    """Both taking turns; non-zero where a budget is missed."""
    painted: list[float] = []

    class Watched(covers.Cover):
        @override
        def paintEvent(self, event: object) -> None:
            super().paintEvent(event)  # type: ignore[arg-type]  # handed on as it came
            painted.append(time.perf_counter())

    covers_cover, sys.modules["ui.shell.window"].Cover = covers.Cover, Watched  # type: ignore[attr-defined]
    settings = MachineSettings(theme="light")
    app = make_app(settings)
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "vault"
        case_id = a_full_case(folder)
        places = EntryPlaces(folder, folder.with_name("example"))
        window = MainWindow(Runner(), settings, places, keeps_settings=False)
        window.resize(1440, 864)
        window.show()
        hides, paints = [], []
        for _round in range(ROUNDS):
            hides.append(hidden_in(app, window, folder, case_id, painted))
            started = time.perf_counter()
            window.grab()
            paints.append(time.perf_counter() - started)
        window.close()
    sys.modules["ui.shell.window"].Cover = covers_cover  # type: ignore[attr-defined]
    hide, paint = statistics.median(hides), statistics.median(paints)
    print(f"from F9 to the painted cover {hide * 1000:.1f} ms; drawing the covered window {paint * 1000:.1f} ms")
    print(f"ratio {hide / paint:.1f}, budget {MOST_TIMES:.1f}, and {MOST_MS:.0f} ms")
    return 1 if hide * 1000 > MOST_MS or hide / paint > MOST_TIMES else 0


if __name__ == "__main__":
    sys.exit(main())
