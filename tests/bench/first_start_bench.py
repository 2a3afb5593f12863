"""How long a first start takes: words and keys counted in the real window, seconds by the keystroke-level model.

The model and where its figures are from stand in `tests/ui/pages/first_start.py`. Nobody was timed.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtTest import QTest

from caseapp.base.disk_encryption import Disk, DiskEncryption
from caseapp.base.machine_settings import MachineSettings
from caseapp.services import vaults
from tests.ui.pages.first_start import go_through
from ui.pages.unlock import set_up_flow
from ui.pages.unlock.entry import Entered, EntryPlaces
from ui.pages.unlock.page import UnlockPage
from ui.shell.start import make_app
from ui.work.runner import Runner

MOST_SECONDS = 120.0


def main() -> int:
    """Go through set-up once, print the table; 1 if the model says more than two minutes."""
    _app = make_app(MachineSettings())
    set_up_flow.disk_encryption = lambda _folder: DiskEncryption(Disk.ENCRYPTED, "LUKS")
    set_up = vaults.set_up
    vaults.set_up = lambda *given, **named: set_up(*given, **{**named, "use_keyring": False})
    waited: list[float] = []

    def wait(there: Callable[[], bool]) -> None:
        started = time.perf_counter()
        while not there():
            QTest.qWait(5)
        waited.append(time.perf_counter() - started)

    with tempfile.TemporaryDirectory() as place:
        entered: list[Entered] = []
        page = UnlockPage(Runner(), EntryPlaces(Path(place) / "new", Path(place) / "example"), {})
        page.entered.connect(entered.append)
        page.resize(1440, 864)
        page.show()
        page.activateWindow()
        wait(page.isActiveWindow)
        counted = go_through(page, wait)
        page.clear()
        for one in entered:
            page.runner.vault(page, one.office.close, lambda _done: None)
        page.runner.finish()
    for screen, words in counted.words.items():
        print(f"{screen:<24} {words:>4} words")
    print(f"{'together':<24} {sum(counted.words.values()):>4} words")
    print(f"keys of words {counted.keys}, keys of the code {counted.code_keys}, signs by hand {counted.signs}")
    for what, seconds in counted.seconds.items():
        print(f"{what:<24} {seconds:>6.1f} s")
    together = sum(counted.seconds.values())
    print(f"{'together':<24} {together:>6.1f} s, of {MOST_SECONDS:.0f}; the vault was made here in {max(waited):.1f} s")
    return 1 if together > MOST_SECONDS or not entered else 0


if __name__ == "__main__":
    raise SystemExit(main())
