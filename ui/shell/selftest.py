"""`--selftest`: every page once, on a throw-away vault. Shows that an installed copy is whole."""

import secrets
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from caseapp.base.errors import Trouble
from caseapp.base.words import sentence
from caseapp.services import vaults
from caseapp.services.vaults import NewOffice
from ui.pages.unlock.entry import Entered
from ui.shell.places import CASE, shown_to
from ui.shell.window import MainWindow
from ui.work.runner import Runner

_LONGEST_SECONDS = 60


class _Wait:
    """Waits for one result while the window goes on working."""

    def __init__(self) -> None:
        self.made: NewOffice | None = None
        self.trouble: Trouble | None = None

    def then(self, made: NewOffice) -> None:
        """It worked."""
        self.made = made

    def failed(self, trouble: Trouble) -> None:
        """It did not."""
        self.trouble = trouble


def selftest(app: QApplication, window: MainWindow, runner: Runner) -> int:
    """0 if a vault could be made and every page shown; otherwise 1 and a sentence on stderr."""
    with tempfile.TemporaryDirectory(prefix="casetracker-") as folder:
        place, wait = Path(folder) / "vault", _Wait()
        runner.vault(
            window,
            lambda: vaults.set_up(place, name="Test T.", passphrase=secrets.token_urlsafe(24), use_keyring=False),
            wait.then,
            wait.failed,
        )
        until = time.monotonic() + _LONGEST_SECONDS
        while wait.made is None and wait.trouble is None and time.monotonic() < until:
            app.processEvents()
        if wait.made is None:
            print(sentence(wait.trouble) if wait.trouble else "The vault was not made in time.", file=sys.stderr)
            return 1
        window.resize(1440, 900)
        window.show()
        office = wait.made.office
        window.enter(Entered(office, place, None), remember=False)
        for one in shown_to(office.desk.role):
            if one.id != CASE:
                window.show_place(one.id)
                app.processEvents()
        window.close()
    print("Self-test passed: vault, window and pages.")
    return 0
