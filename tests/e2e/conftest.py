"""A window, a vault with sixty invented cases, and what is in it afterwards."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import pytest

from caseapp.crypto.kdf import TESTING
from caseapp.services import example, vaults
from caseapp.services.office import Office
from tests.e2e.screen import Screen, can_be_had
from tests.e2e.steps import PASSPHRASE, unlock
from tests.e2e.window import Window

OpenWindow = Callable[..., Window]
OpenOffice = Callable[[Path], AbstractContextManager[Office]]


@pytest.fixture(scope="session")
def own_screen() -> Iterator[Screen]:
    """The virtual screen of this test process."""
    if not can_be_had():
        pytest.skip("needs a virtual screen: python3 run.py test (Linux)")
    with Screen() as screen:
        yield screen


@pytest.fixture(autouse=True)
def on_screen(own_screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test here starts is started on that screen."""
    for name, value in own_screen.environment.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example service, sixty cases, made as `caseapp example` makes it; nobody writes to it."""
    folder = tmp_path_factory.mktemp("example") / "vault"
    example.build(folder, cases=60, contacts=6, passphrase=PASSPHRASE, profile=TESTING)
    return folder


@pytest.fixture
def vault(made_once: Path, tmp_path: Path) -> Path:
    """A copy of the example service to work in."""
    return shutil.copytree(made_once, tmp_path / "vault")


@pytest.fixture
def open_window(tmp_path: Path) -> Iterator[OpenWindow]:
    """Starts the program with arguments; whatever still runs at the end is ended.

    Pictures of each step are kept if CASEAPP_E2E_PICTURES names a folder.
    """
    home = tmp_path / "home"
    home.mkdir()
    wanted = os.environ.get("CASEAPP_E2E_PICTURES")
    pictures = Path(wanted) if wanted else None
    with ExitStack() as running:
        yield lambda *arguments: running.enter_context(Window([str(word) for word in arguments], home, pictures))


@pytest.fixture
def unlocked(open_window: OpenWindow, vault: Path) -> Window:
    """The window, unlocked by keyboard, on Today."""
    window = open_window("--vault", vault)
    unlock(window)
    return window


@pytest.fixture
def office_of() -> OpenOffice:
    """Opens a vault through the services, once the window has let go of it."""

    @contextmanager
    def opened(folder: Path) -> Iterator[Office]:
        office = vaults.unlock(folder, PASSPHRASE)
        try:
            yield office
        finally:
            office.close()

    return opened
