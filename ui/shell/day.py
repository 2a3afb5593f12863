"""A caseworker's day without a screen: the example vault, the real window driven by its keys, pictures, the report.

For a machine that shows nothing: `python3 run.py` there proves the whole program and leaves what it made to look at.
"""

import secrets
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from caseapp.base.errors import Refused, Trouble
from caseapp.base.words import sentence
from caseapp.domain.return_spec import year_from, year_of
from caseapp.services import annual, cases, contacts, example, vaults
from ui.pages.reports.page import ReportsPage
from ui.shell.window import MainWindow
from ui.theme.apply import apply_theme

MARK = "made-by-case-tracker.txt"
CASES = 600
PATIENCE_SECONDS = 300
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NOTE = "Rang back. Feels safe tonight, knows what happens next."


class Day:
    """One day at the real window: presses keys, waits for what they do, keeps pictures."""

    def __init__(self, app: QApplication, window: MainWindow, out: Path) -> None:
        self._app, self._window, self._out = app, window, out

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is, as a hand would."""
        QTest.keyClick(self._focus(), key, modifier)
        self.settle(0.15)

    def type(self, words: str) -> None:
        """Type words where the focus is."""
        QTest.keyClicks(self._focus(), words)
        self.settle(0.3)

    def wait_for(self, what: str, there: Callable[[], bool]) -> None:
        """Let the window work until something is there.

        Raises:
            Refused: `day_stuck`, with what was waited for.
        """
        until = time.monotonic() + PATIENCE_SECONDS
        while not there():
            if time.monotonic() > until:
                self.picture("stuck")
                raise Refused("day_stuck", waiting_for=what)
            self._app.processEvents()

    def settle(self, seconds: float) -> None:
        """Let the window work for a moment."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._app.processEvents()

    def picture(self, name: str) -> None:
        """Keep a picture of the window as it is."""
        self.settle(0.6)
        self._window.grab().save(str(self._out / f"{name}.png"))

    def _focus(self) -> QWidget:
        return self._app.focusWidget() or self._window


def whole_day(app: QApplication, window: MainWindow, out: Path) -> int:
    """Make everything in `out`, telling what was done; the exit status is 0 if all of it worked."""
    try:
        _clear(out)
        passphrase = f"example {secrets.token_hex(8)} harbour"
        vault = out / "vault"
        print(f"Building an invented service of {CASES} cases, encrypted …")
        example.build(vault, cases=CASES, passphrase=passphrase, progress=_tell)
        (out / "passphrase.txt").write_text(passphrase + "\n", encoding="utf-8")
        day = Day(app, window, _folder(out / "pictures"))
        reference = _at_the_window(day, app, window, vault, passphrase)
        _afterwards(out, vault, passphrase, reference)
    except Trouble as trouble:
        print(sentence(trouble), file=sys.stderr)
        return 1
    return 0


def _at_the_window(day: Day, app: QApplication, window: MainWindow, vault: Path, passphrase: str) -> str:
    window.resize(1440, 900)
    window.show()
    window.start(vault)
    day.settle(1.0)
    day.picture("1-unlock")
    _unlock(day, window, passphrase)
    day.picture("2-today")
    day.press(Qt.Key.Key_2, ALT)
    day.settle(1.0)
    day.picture("3-caseload")
    day.press(Qt.Key.Key_Down)
    day.press(Qt.Key.Key_Return)
    day.settle(1.5)
    day.picture("4-case")
    reference = _log_a_contact(day)
    for number, name in ((3, "6-rights"), (4, "7-journey"), (6, "8-withdrawal")):
        day.press(Qt.Key(Qt.Key.Key_0 + number), CONTROL)
        day.settle(1.0)
        day.picture(name)
    day.press(Qt.Key.Key_L, CONTROL)
    day.settle(1.0)
    day.picture("9-locked")
    _unlock(day, window, passphrase)
    window.show_place("reports")
    day.wait_for("report", lambda: any(page.shown is not None for page in window.findChildren(ReportsPage)))
    day.picture("10-reports")
    apply_theme(app, "dark")
    day.press(Qt.Key.Key_2, ALT)
    day.settle(1.0)
    day.picture("11-caseload-dark")
    day.press(Qt.Key.Key_F9)
    day.picture("12-quick-hide")
    window.close()
    print("Went through the day in the window: unlocked, logged a contact, locked, unlocked, hid the screen.")
    return reference


def _unlock(day: Day, window: MainWindow, passphrase: str) -> None:
    day.type(passphrase)
    day.press(Qt.Key.Key_Return)
    day.wait_for("unlock", lambda: window.workplace() is not None)
    day.settle(2.0)


def _log_a_contact(day: Day) -> str:
    """Ctrl+N, C, S, the note, Ctrl+Enter: four keys and a note."""
    day.press(Qt.Key.Key_N, CONTROL)
    day.settle(0.8)
    day.press(Qt.Key.Key_C)
    day.press(Qt.Key.Key_S)
    day.type(NOTE)
    day.picture("5-contact")
    day.press(Qt.Key.Key_Return, CONTROL)
    day.settle(1.5)
    return NOTE


def _afterwards(out: Path, vault: Path, passphrase: str, note: str) -> None:
    """The vault opened again without the window: the contact is there, and the annual report is written."""
    office = vaults.unlock(vault, passphrase)
    try:
        found = cases.find(office, note.split(",", maxsplit=1)[0])
        rows = [row for hit in found for row in contacts.chronology(office, hit.id).rows if row.note == note]
        if not rows:
            raise Refused("day_stuck", waiting_for="contact")
        year = year_from(year_of(office.today()).first.year - 1).label
        release, written = annual.export(office, year, "public", out / "report")
    finally:
        office.close()
    certificate = release.certificate
    print("The contact is in the encrypted vault.")
    print(f"Wrote the annual report for {year}: {len(release.tables)} tables, {len(written.files)} files.")
    print(f"{certificate.attack.cells_tried} hidden figures attacked, none can be worked out below the policy.")
    print(f"Everything is in {out}: vault, report, pictures, and passphrase.txt to open the vault with.")


def _clear(out: Path) -> None:
    """A fresh folder; one made by an earlier day is replaced, anything else is left alone.

    Raises:
        Refused: `output_exists`.
    """
    if out.exists():
        if not (out / MARK).is_file():
            raise Refused("output_exists")
        shutil.rmtree(out)
    _folder(out)
    (out / MARK).write_text("Made by Case Tracker without a screen. Safe to delete.\n", encoding="utf-8")


def _folder(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def _tell(done: int, of: int) -> None:
    print(f"  {done:,} of {of:,} cases", flush=True)
