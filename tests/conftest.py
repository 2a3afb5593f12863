"""What every test may rely on: a home of its own, no screen, no network, and a key derivation that is quick."""

import faulthandler
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from caseapp.base.clock import SetClock
    from caseapp.services.office import Office

    NewVault = Callable[[Path, SetClock], Office]

PASSPHRASE = "violet harbour lantern pebble crisp"
MADE_HOME = pytest.StashKey[Path]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--deep", action="store_true", help="also run the long fault and property tests")


def pytest_configure(config: pytest.Config) -> None:
    """Before anything of the app is imported. Each worker process has a home of its own inside its parent's."""
    config.stash[MADE_HOME] = move_to_private_home()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["CASEAPP_TESTING_KDF"] = "1"
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    sys.addaudithook(stay_off_the_network)
    faulthandler.enable()
    load_property_profiles(deep=config.getoption("--deep"))


def pytest_unconfigure(config: pytest.Config) -> None:
    made = config.stash.get(MADE_HOME, None)
    if made is not None:
        shutil.rmtree(made, ignore_errors=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deep tests only when asked for; in random order otherwise, the long ones before the rest."""
    if not config.getoption("--deep"):
        deep = [item for item in items if item.get_closest_marker("deep")]
        if deep:
            config.hook.pytest_deselected(items=deep)
            items[:] = [item for item in items if item not in deep]
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def move_to_private_home() -> Path:
    """Point every place a program keeps things at a fresh folder, so that no test meets or leaves anything real."""
    home = Path(tempfile.mkdtemp(prefix="ct-"))
    places = {
        "HOME": "",
        "USERPROFILE": "",
        "APPDATA": "roaming",
        "LOCALAPPDATA": "local",
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_STATE_HOME": "state",
        "XDG_CACHE_HOME": "cache",
        "XDG_RUNTIME_DIR": "run",
        "TMPDIR": "tmp",
        "TEMP": "tmp",
        "TMP": "tmp",
    }
    for variable, name in places.items():
        (home / name).mkdir(mode=0o700, exist_ok=True)
        os.environ[variable] = str(home / name)
    tempfile.tempdir = None
    return home


def load_property_profiles(*, deep: bool) -> None:
    """Property tests are judged by what they find, never by how fast a busy machine is."""
    from hypothesis import HealthCheck, settings

    calm = settings(deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("quick", calm, max_examples=60)
    settings.register_profile("deep", calm, max_examples=1000)
    settings.load_profile("deep" if deep else "quick")


class WentOnTheNetwork(BaseException):
    """The app tried to reach another machine. Not an Exception, so that nothing can swallow it."""


WITHIN_THE_MACHINE = {getattr(socket, name) for name in ("AF_UNIX", "AF_NETLINK") if hasattr(socket, name)}
attempts: list[str] = []


def stay_off_the_network(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: sees every attempt in this process, whichever library makes it."""
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        connection, address = arguments[:2]
        own = sys.platform == "win32" and str(address).startswith("('127.0.0.1'")  # socketpair on Windows
        if own or getattr(connection, "family", None) in WITHIN_THE_MACHINE:
            return
    elif event != "socket.getaddrinfo":
        return
    attempts.append(event)
    raise WentOnTheNetwork(event)


@pytest.fixture(autouse=True)
def no_network() -> Iterator[list[str]]:
    """Fails a test that tried to leave the machine, even from another thread."""
    attempts.clear()
    yield attempts
    assert not attempts, "the test tried to reach the network"


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's root folder."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture
def clock() -> "SetClock":
    """Thursday 19 November 2026, 09:00 in London, until a test moves it."""
    from caseapp.base.clock import SetClock

    return SetClock(datetime(2026, 11, 19, 9, tzinfo=UTC))


@pytest.fixture(scope="session")
def new_vault(tmp_path_factory: pytest.TempPathFactory) -> "NewVault":
    """Opens a new vault, of Robin E., in a folder: a copy of one set up at that moment, in a fifth of the time."""
    from caseapp.crypto.kdf import TESTING
    from caseapp.services import vaults

    made: dict[datetime, Path] = {}

    def opened(folder: Path, clock: "SetClock") -> "Office":
        first = made.setdefault(clock.instant, tmp_path_factory.mktemp("new") / "vault")
        if not first.exists():
            vaults.set_up(first, name="Robin E.", passphrase=PASSPHRASE, profile=TESTING, clock=clock).office.close()
        shutil.copytree(first, folder)
        return vaults.unlock(folder, PASSPHRASE, clock=clock)

    return opened


@pytest.fixture
def office(tmp_path: Path, clock: "SetClock", new_vault: "NewVault") -> Iterator["Office"]:
    """A new, real, encrypted vault, open, with Robin E. at the desk."""
    opened = new_vault(tmp_path / "vault", clock)
    yield opened
    opened.close()


@pytest.fixture
def amara(office: "Office") -> str:
    """The case of an invented person, reported, domestic abuse; returns the case's identifier."""
    from caseapp.domain.case import NewCase, NewReferral
    from caseapp.domain.person import PersonDetails
    from caseapp.services import cases

    opened = cases.open_case(
        office,
        NewCase(
            NewReferral(date(2026, 11, 18), route="police"),
            person=PersonDetails(first_name="Amara", last_name="Example", born_on=date(1992, 3, 1), district="swale"),
            crime_group="da",
            risk="high",
            reported="yes",
            reported_on=date(2026, 11, 17),
        ),
    )
    return opened.row_id
