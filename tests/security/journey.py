"""A day at the real window with words that can be recognised, in a process of its own, for the canary scan.

Reads one line of JSON: the words by what they are, where the vault and the
report shall be and which file to import. Says, a line of
JSON each, how far it is; waits for a line before it goes on. Last comes the control: leaks made on purpose.
"""

import ctypes
import gc
import json
import os
import socket
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QWidget

from caseapp.base import log, paths, process
from caseapp.base.machine_settings import MachineSettings
from caseapp.crypto import kdf
from caseapp.services import vaults
from caseapp.vault import vault as keys
from ui.dialogs.erase_person import ErasePerson
from ui.dialogs.passphrase_again import PassphraseAgain
from ui.pages.case.header import CaseHead
from ui.pages.case.withdrawal.own_words import OwnWords
from ui.pages.new_case.search_step import SearchStep
from ui.pages.unlock.entry import EntryPlaces
from ui.shell.crash import Faults
from ui.shell.hand import Hand
from ui.shell.start import make_app
from ui.shell.window import MainWindow
from ui.shell.workplace import Workplace
from ui.work.collect import CollectHere
from ui.work.runner import Runner

K = Qt.Key


def say(**what: object) -> None:
    """Tell the watcher, in one write that it knows to leave out."""
    os.write(1, (json.dumps(what) + "\n").encode())


def told() -> Any:
    return json.loads(sys.stdin.readline())


class Journey:
    """The same window from set-up to lock, by its keys."""

    def __init__(self, app: QApplication, window: MainWindow, asked: dict[str, Any]) -> None:
        self.app, self.window, self.words = app, window, asked["words"]
        self.sheet, self.report = Path(asked["sheet"]), Path(asked["report"])
        self.hand = Hand(app, window, Path(tempfile.gettempdir()))

    def set_up(self) -> None:
        """The vault, by the guided set-up; four groups of the recovery code are typed back."""
        page, hand = self.window.unlock_page, self.hand
        self.push("Set up my vault")
        self.push("Continue")
        steps = page.set_up
        hand.wait_for("disk, or name", lambda: steps.disk.isVisible() or steps.about.isVisible())
        if steps.disk.isVisible():
            self.push("Carry on")
        hand.type("Robin E.")
        hand.press("Return")
        for _twice in range(2):
            hand.type(self.words["passphrase"])
            hand.press("Return")
        hand.wait_for("code", lambda: bool(page.set_up.code.code()))
        code = page.set_up.code.code()
        say(recovery_code=code)
        self.push("It is on paper")
        for group, field in zip(code.split("-"), page.set_up.code.paper.groups.fields, strict=True):
            if field.isEnabled():
                hand.type(group)
        hand.wait_for("workplace", self.is_open)

    def work(self) -> None:
        """A case, contacts, one undone, own words, searches, a copy, a person erased, a report exported, an import."""
        hand = self.hand
        hand.settle(1.5)  # Today is read first, and takes the keys when it is there
        self.new_case(self.words["surname"])
        self.contact(self.words["note"])
        hand.press("Ctrl+Return")
        hand.settle(0.8)
        self.contact(self.words["undone contact"])
        hand.press("Ctrl+Return")
        hand.settle(0.8)
        hand.press("Ctrl+Z")
        hand.settle(0.6)
        hand.press("Ctrl+6")
        hand.settle(0.8)
        hand.wait_for("own words", lambda: any(one.isVisible() for one in self.window.findChildren(OwnWords)))
        own = next(one for one in self.window.findChildren(OwnWords) if one.isVisible())
        own.field.setFocus()
        own.field.insertPlainText(self.words["own words"])
        hand.settle(0.6)
        hand.press("Ctrl+K")
        hand.type(self.words["search phrase"])
        hand.press("Escape")
        self.copy()
        self.erase()
        self.export()
        self.bring_in()

    def new_case(self, surname: str) -> None:
        """Ctrl+Shift+N, the search, the form."""
        hand = self.hand
        hand.press("Ctrl+Shift+N")
        hand.wait_for("search", lambda: isinstance(self.searched(), QLineEdit))
        hand.type(f"Jo {surname}")
        hand.settle(0.6)
        hand.press("Return")
        hand.wait_for("form", lambda: self.searched() is None)
        hand.settle(0.3)
        hand.press("Ctrl+Return")
        hand.wait_for("case", lambda: self.place().whereabouts().case is not None)
        hand.settle(0.8)

    def erase(self) -> None:
        """A second person, and everything about them, erased for good."""
        hand = self.hand
        self.hand.settle(0.3)
        self.window.show_place("caseload")
        self.new_case(self.words["erased person"])
        self.contact(self.words["erased person"])
        hand.press("Ctrl+Return")
        hand.settle(0.8)
        reference = self.pick_from_menu("Copy reference", "Erase this person")
        hand.wait_for("question", lambda: isinstance(QApplication.activeModalWidget(), ErasePerson))
        hand.tab_to("They asked for it")
        hand.press("Space")
        hand.tab_to("Type the reference of this case")
        hand.type(reference)
        hand.tab_to("Your passphrase")
        hand.type(self.words["passphrase"])
        hand.press("Return")
        hand.wait_for("erased", lambda: QApplication.activeModalWidget() is None)
        self.window.activateWindow()  # where there is no window system, nobody else gives the keys back
        hand.settle(0.6)

    def pick_from_menu(self, *words: str) -> str:
        """Open the menu of the case and go down to these, each in turn. What was copied on the way is given back."""
        for one in words:
            hand, more = self.hand, next(each for each in self.window.findChildren(CaseHead) if each.isVisible()).more
            more.setFocus()
            hand.press("Space")
            hand.wait_for("menu", lambda: isinstance(QApplication.activePopupWidget(), QMenu))
            menu = QApplication.activePopupWidget()
            assert isinstance(menu, QMenu)
            for _each in menu.actions():
                QTest.keyClick(menu, K.Key_Down)
                if (chosen := menu.activeAction()) is not None and chosen.text() == one:
                    break
            else:
                raise AssertionError(f"the menu does not offer {one!r}")
            QTest.keyClick(menu, K.Key_Return)
            hand.wait_for("menu gone", lambda: QApplication.activePopupWidget() is None)
            hand.settle(0.3)
        return QApplication.clipboard().text()

    def export(self) -> None:
        """The annual report: the passphrase once more, then a new folder."""
        hand = self.hand
        self.window.show_place("reports")
        hand.wait("Ready to export")
        hand.press("Ctrl+E")
        hand.wait_for("passphrase again", lambda: isinstance(QApplication.activeModalWidget(), PassphraseAgain))
        hand.wait_on("Your passphrase")
        hand.type(self.words["passphrase"])
        hand.press("Return")
        hand.wait_for("where", lambda: isinstance(QApplication.activeModalWidget(), QFileDialog))
        hand.wait_on("New folder")
        hand.type(str(self.report))
        hand.press("Return")
        self.window.activateWindow()
        hand.wait("Report exported")
        say(exported=sorted(one.name for one in self.report.iterdir()))

    def contact(self, words: str) -> None:
        """Ctrl+N, a call, spoke, the note: not saved yet."""
        self.hand.press("Ctrl+N")
        self.hand.settle(0.4)
        self.hand.press("C")
        self.hand.press("S")
        self.hand.wait_for("note", lambda: isinstance(self.app.focusWidget(), QPlainTextEdit))
        self.hand.type(words)

    def searched(self) -> QWidget | None:
        """The field of a new case's search that has the keys, or None."""
        steps = self.window.findChildren(SearchStep)
        return next((step.field for step in steps if step.field.hasFocus()), None)

    def copy(self) -> None:
        """Ctrl+C in a note."""
        self.hand.press("Ctrl+2")
        self.contact(self.words["clipboard"])
        self.hand.press("Ctrl+A")
        self.hand.press("Ctrl+C")
        say(copied=QApplication.clipboard().text() == self.words["clipboard"])
        self.hand.press("Delete")

    def bring_in(self) -> None:
        """Choose the sheet in the file dialog and look at it."""
        self.window.show_place("import")
        self.hand.settle(0.3)
        QTimer.singleShot(300, self.choose)
        self.push("Choose a file")
        self.window.activateWindow()  # where there is no window system, nobody else gives the keys back
        self.hand.settle(1.0)

    def choose(self) -> None:
        """Type the name into the dialog once it is there."""
        dialog = QApplication.activeModalWidget()
        name = dialog.findChild(QLineEdit, "fileNameEdit") if isinstance(dialog, QFileDialog) else None
        if not isinstance(dialog, QFileDialog) or not isinstance(name, QLineEdit):
            QTimer.singleShot(300, self.choose)
            return
        dialog.setDirectory(str(self.sheet.parent))
        name.setText(str(self.sheet))
        dialog.accept()
        say(chosen=dialog.result())

    def crash(self) -> None:
        """An error that nobody caught, with a word of a record in its text."""
        words = self.words["exception text"]

        def fail() -> None:
            raise RuntimeError(words)

        QTimer.singleShot(0, fail)
        self.hand.wait_for("crash page", lambda: not self.is_open())
        self.push("Unlock again")
        self.unlock()

    def unlock(self) -> None:
        field = self.window.unlock_page.unlock.passphrase.field
        self.hand.wait_for("passphrase", field.hasFocus)
        self.hand.type(self.words["passphrase"])
        self.hand.press("Return")
        self.hand.wait_for("unlock", self.is_open)
        self.hand.settle(0.5)

    def half_typed(self) -> None:
        """A note that is locked away in the middle of a word."""
        self.hand.press("Alt+2")
        self.hand.settle(0.5)
        self.hand.press("Down")
        self.hand.press("Return")
        self.hand.settle(0.8)
        self.contact(self.words["draft"])
        say(typed=[box.toPlainText() for box in self.window.findChildren(QPlainTextEdit) if box.isVisible()])
        self.hand.press("Ctrl+L")
        self.hand.settle(1.0)
        gc.collect()

    def push(self, words: str) -> None:
        """Press the button that says so, by keyboard."""
        found: list[QPushButton] = []

        def there() -> bool:
            buttons = self.window.findChildren(QPushButton)
            found[:] = [one for one in buttons if one.text() == words and one.isVisible() and one.isEnabled()]
            return bool(found)

        self.hand.wait_for(words, there)
        found[0].setFocus()
        QTest.keyClick(found[0], K.Key_Space)
        self.hand.settle(0.2)

    def is_open(self) -> bool:
        return self.window.workplace() is not None

    def place(self) -> Workplace:
        found = self.window.workplace()
        assert found is not None
        return found

    def still_said(self) -> list[str]:
        """What can still be heard or read of the words after the lock: by a screen reader, in titles, in widgets."""
        said = heard(QAccessible.queryAccessibleInterface(self.window))
        for one in QApplication.allWidgets():
            for name in ("text", "toPlainText", "toolTip", "windowTitle", "accessibleName", "accessibleDescription"):
                if hasattr(one, name):
                    said.append(str(getattr(one, name)()))
        said.append(QApplication.clipboard().text())
        return sorted(name for name, word in self.words.items() if any(word in one for one in said))


def heard(part: Any) -> list[str]:
    """Everything below a part of the window that a screen reader could say."""
    if part is None or not part.isValid():
        return []
    said = [part.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)]
    for number in range(part.childCount()):
        said += heard(part.child(number))
    return said


def cheaply(make: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *given, **named: make(*given, **{"profile": kdf.TESTING, **named})


def leak(words: dict[str, str], folder: Path) -> list[bytes]:
    """The control: each net has something to find. Returns what must stay in memory."""
    temporary = Path(tempfile.mkdtemp())
    (temporary / "sorted.tmp").write_text(" ".join(words.values()), encoding="utf-8")
    (temporary / words["surname"]).write_text("a name", encoding="utf-8")
    deleted = temporary / "deleted.tmp"
    with deleted.open("w", encoding="utf-16-le") as file:
        file.write(words["note"])
        file.flush()
        os.fsync(file.fileno())
    deleted.unlink()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as outward:
        outward.connect(("127.0.0.1", 9))
    with keys.unlock(folder, words["passphrase"]) as vault:
        return [bytes(vault._master.buffer), bytes(vault.database_key())]


def main() -> None:
    process.keep_files_private()
    process.keep_memory_private()
    if os.geteuid() != 0:
        ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # the watcher has no other right to look into the memory
    asked = told()
    words, folder = asked["words"], Path(asked["vault"])
    log.start_log(paths.log_file())
    vaults.set_up = cheaply(vaults.set_up)
    app = make_app(MachineSettings())
    faults = Faults(app)
    faults.watch()
    window = MainWindow(Runner(), MachineSettings(), EntryPlaces(folder, folder.parent / "example"))
    faults.fault.connect(window.show_crash)
    CollectHere(app)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    window.start()
    journey = Journey(app, window, asked)
    journey.set_up()
    journey.work()
    journey.crash()
    journey.half_typed()
    say(locked=os.getpid(), still_said=journey.still_said(), title=window.windowTitle())
    told()
    say(leaks="from here")
    kept = leak(words, folder)
    say(leaked=len(kept))
    told()
    window.close()
    say(end=len(kept))


main()
