"""How long the window stands still in a big vault, and how long it takes to be on the screen.

The vault is the folder in CASEAPP_BENCH_VAULT, or one made here, smaller, in a throw-away folder. Contacts are saved in
it, so name a copy. Its passphrase is the first line of the file in CASEAPP_BENCH_PASSPHRASE_FILE, else that of the one
made here.

A gap is how much later than wanted a 5 ms timer of the event loop came: what a hand feels.
On a busy machine a gap says as much about the machine as about the window, so three figures are printed: the clock, the
processor time of the whole program in that gap, and that of the window's own thread, which alone has a budget.

Every page, and every tab of a case, is opened the first time twice: `at once`, by hands that never rest, so that
nothing is made beforehand, the worst a hurried person meets; and, after lock and unlock, `first`, when the window had
had quiet seconds, as on most working days. `again` is a time after that.

Start-up is a ratio: a window on the screen against an empty PySide6 window, both as fresh processes, taking turns, in
processor time, which a busy machine does not stretch (Windows does not tell it: there it is the time on the clock).
"""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["CASEAPP_TESTING_KDF"] = "1"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from _desk import PASSPHRASE, Desk, Gap
from PySide6.QtCore import Qt

from caseapp.domain.case import CaseloadQuery
from caseapp.services import cases, example
from caseapp.services.office import Office
from ui.pages.case.tab_factory import TABS
from ui.pages.caseload.page import CaseloadPage
from ui.shell.places import CASE, PLACES
from ui.work.wanted import CaseWanted

ROOT = Path(__file__).resolve().parents[2]
SMALL, CONTACTS, STARTS = 2_000, 25, 7
LONGEST_GAP_MS, START_RATIO, START_MS, QUIET_SECONDS = 50.0, 1.5, 100.0, 12
UNLOCK = "unlock: the first page"
MAY_HOLD = (UNLOCK, "lock")
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier

EMPTY = """
import os, sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv); window = QMainWindow(); window.resize(1440, 900); window.show()
app.processEvents(); os._exit(0)
"""
OURS = """
import os
from caseapp.base.machine_settings import MachineSettings
from ui.shell.opening import Opening, show
from ui.shell.start import make_app
app = make_app(MachineSettings()); window = Opening(known=True)
show(window, MachineSettings())
app.processEvents(); os._exit(0)
"""


def gaps(folder: Path) -> Iterator[tuple[str, Gap]]:
    """The longest gap of each thing people do, as it is measured."""
    desk = Desk(folder)
    yield "nothing done", desk.often(lambda: None)
    with desk.hurried():
        yield UNLOCK, desk.once(desk.unlock)
        busiest, other = desk.ask(lambda: busiest_cases(desk.office))
        yield from pages(desk, "at once")
        yield from a_case(desk, busiest, "at once")
    yield "lock", desk.once(desk.window.lock)
    desk.unlock()
    yield "pages made beforehand", desk.once(lambda: None, QUIET_SECONDS)
    yield from pages(desk, "first")
    yield from pages(desk, "again")
    yield from caseload(desk)
    yield from a_case(desk, busiest, "first")
    yield from a_case(desk, busiest, "again")
    yield "another case", desk.once(lambda: desk.workplace.show_case(CaseWanted(other)))
    yield from contacts(desk)
    desk.window.close()
    desk.settle(0.3)


def pages(desk: Desk, when: str) -> Iterator[tuple[str, Gap]]:
    """Each page the window can go to."""
    for one in PLACES:
        if one.id != CASE:
            yield f"{one.label}, {when}", desk.once(lambda one=one: desk.workplace.go(one.id))


def caseload(desk: Desk) -> Iterator[tuple[str, Gap]]:
    """The list of all cases of the service: typing in its filter, its orders, scrolling, walking, and Ctrl+K."""
    desk.press(Qt.Key.Key_2, ALT)
    desk.settle(1)
    page = desk.workplace.findChild(CaseloadPage)
    assert page is not None
    page.filters.worker.set_values(())
    page.filters.changed.emit()
    desk.settle(3)

    def narrow() -> None:
        desk.press(Qt.Key.Key_F, CONTROL)
        desk.type("smit", 0.08)
        desk.settle(0.6)
        page.filters.field.field.clear()

    def sort() -> None:
        for order in ("name", "-last_contact_on", "next_due_on"):
            page.list.sort_by(order)
            desk.settle(0.8)

    def scroll() -> None:
        bar = page.list.table.verticalScrollBar()
        for _ in range(60):
            bar.setValue(bar.value() + bar.pageStep())
            desk.settle(0.02)

    def walk() -> None:
        page.list.table.setFocus()
        for _ in range(30):
            desk.press(Qt.Key.Key_Down)
            desk.settle(0.03)

    def find() -> None:
        desk.press(Qt.Key.Key_K, CONTROL)
        desk.type("jones", 0.08)
        desk.settle(0.6)
        desk.press(Qt.Key.Key_Escape)

    yield "Caseload: filter by four letters", desk.often(narrow)
    yield "Caseload: three orders", desk.often(sort)
    yield "Caseload: scroll 60 pages", desk.often(scroll)
    yield "Caseload: down 30 rows, preview", desk.often(walk)
    yield "Ctrl+K: five letters", desk.often(find)


def a_case(desk: Desk, case_id: str, when: str) -> Iterator[tuple[str, Gap]]:
    """A case opened from the caseload, and each of its tabs."""
    desk.press(Qt.Key.Key_2, ALT)
    desk.settle(1)
    yield f"a case, {when}", desk.once(lambda: desk.workplace.show_case(CaseWanted(case_id, TABS[0][0])))
    if when == "first":
        yield "its tabs made beforehand", desk.once(lambda: None, QUIET_SECONDS / 2)
    for number, (_kind, label) in enumerate(TABS[1:], 2):
        key = Qt.Key(Qt.Key.Key_0 + number)
        yield f"its {label}, {when}", desk.once(lambda key=key: desk.press(key, CONTROL))


def contacts(desk: Desk) -> Iterator[tuple[str, Gap]]:
    """A contact by four keys and a note, up to Escape, and its saving."""

    def compose() -> None:
        desk.press(Qt.Key.Key_N, CONTROL)
        desk.settle(0.3)
        desk.press(Qt.Key.Key_C)
        desk.press(Qt.Key.Key_S)
        desk.type("Rang back. Feels safe tonight.")

    def discard() -> None:
        compose()
        desk.press(Qt.Key.Key_Escape)

    desk.press(Qt.Key.Key_2, CONTROL)
    desk.settle()
    yield "Ctrl+N, C, S, a note", desk.often(discard)
    yield "saving a contact", desk.often(lambda: desk.press(Qt.Key.Key_Return, CONTROL), prepare=compose)


def busiest_cases(office: Office) -> list[str]:
    """Two cases with many contacts: those that have most, of the two hundred contacted last."""
    rows = cases.caseload(office, CaseloadQuery(sort="-last_contact_on", limit=200)).rows
    by_contacts = sorted(rows, key=lambda row: cases.header(office, row.id).contacts)
    return [row.id for row in by_contacts[:-3:-1]]


def start_up() -> tuple[float, float]:
    """Median milliseconds of processor time until a window is painted: an empty one, and ours."""
    pairs = [(_run(EMPTY), _run(OURS)) for _ in range(STARTS)]
    return statistics.median(one for one, _ in pairs), statistics.median(other for _, other in pairs)


def _run(program: str) -> float:
    before = os.times()
    subprocess.run([sys.executable, "-c", program], check=True, cwd=ROOT, stderr=subprocess.DEVNULL)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return 1000 * (spent or after.elapsed - before.elapsed)


@contextmanager
def big_vault() -> Iterator[Path]:
    """The vault named, or one made for this run."""
    if named := os.environ.get("CASEAPP_BENCH_VAULT"):
        yield Path(named)
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        vault = Path(folder) / "vault"
        example.build(vault, cases=SMALL, contacts=CONTACTS, passphrase=PASSPHRASE)
        yield vault


def main() -> int:
    """Measure and print; 1 if a budget is missed."""
    empty, ours = start_up()
    budget = empty * START_RATIO + START_MS
    print(f"{'empty window':40} {empty:7.0f} ms")
    print(f"{'our window':40} {ours:7.0f} ms  (at most {budget:.0f}: 1.5 x empty + 100)")
    missed = [] if ours <= budget else ["start"]
    print(f"{'longest gap, ms':40} {'clock':>8} {'program':>8} {'window':>8}")
    with big_vault() as folder:
        for name, gap in gaps(folder):
            bad = gap.window > LONGEST_GAP_MS and name not in MAY_HOLD
            said = "  over 50" if bad else ""
            print(f"{name:40} {gap.clock:8.1f} {gap.program:8.1f} {gap.window:8.1f}{said}", flush=True)
            missed += [name] if bad else []
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
