"""Sleep, lock, lid and switched session, told over a real bus by a stand-in for logind."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which
from typing import IO

import pytest
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

if not (sys.platform.startswith("linux") and which("dbus-daemon") and which("gdbus")):
    pytest.skip("needs D-Bus", allow_module_level=True)

from jeepney import DBusAddress, new_signal
from jeepney.io.blocking import open_dbus_connection

from tests.ui.shell.session.logind import SESSION
from ui.shell.session.linux import LinuxWatch

Say = Callable[..., None]
MANAGER, ROOT = "org.freedesktop.login1.Manager", "/org/freedesktop/login1"
PROPERTIES = "org.freedesktop.DBus.Properties"


def line(of: IO[str] | None) -> str:
    assert of is not None
    return of.readline().strip()


@pytest.fixture(scope="module")
def bus() -> Iterator[str]:
    """A private bus for the stand-in."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        address = line(daemon.stdout)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
            patch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
            yield address
        daemon.terminate()


@pytest.fixture
def logind(bus: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, str(Path(__file__).with_name("logind.py"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as fake:
        assert line(fake.stdout) == "ready"
        yield fake
        fake.terminate()


@pytest.fixture
def watch(bus: str, logind: subprocess.Popen[str], qtbot: QtBot) -> Iterator[LinuxWatch]:
    line_to_it = QDBusConnection.connectToBus(bus, bus)  # Qt keeps lines by name: one of a bus that is gone is dead
    watch, window = LinuxWatch(None, line_to_it, line_to_it), QWidget()
    qtbot.addWidget(window)
    watch.begin(window)
    qtbot.waitUntil(lambda: watch._session == SESSION and watch._holding is not None)
    assert line(logind.stdout) == "held"
    yield watch
    watch.let_sleep()
    watch.deleteLater()


@pytest.fixture
def say(bus: str) -> Iterator[Say]:
    with open_dbus_connection(bus=bus) as connection:

        def emit(path: str, interface: str, name: str, shape: str, *given: object) -> None:
            connection.send(new_signal(DBusAddress(path, interface=interface), name, shape, given))

        yield emit


@pytest.mark.parametrize(
    "told",
    [
        (ROOT, MANAGER, "PrepareForSleep", "b", True),
        (SESSION, "org.freedesktop.login1.Session", "Lock", ""),
        (SESSION, PROPERTIES, "PropertiesChanged", "sa{sv}as", "org.freedesktop.login1.Session", {}, ["Active"]),
        (ROOT, PROPERTIES, "PropertiesChanged", "sa{sv}as", MANAGER, {}, ["LidClosed"]),
        ("/saver", "org.gnome.ScreenSaver", "ActiveChanged", "b", True),
        ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", "b", True),
    ],
    ids=["sleep", "lock", "switched session", "lid", "gnome", "kde"],
)
def test_leaving_is_told(watch: LinuxWatch, say: Say, qtbot: QtBot, told: tuple[str, ...]) -> None:
    with qtbot.waitSignal(watch.away, timeout=60_000):
        say(*told)


def test_another_persons_session_is_not_ours(watch: LinuxWatch, say: Say, qtbot: QtBot) -> None:
    told: list[str] = []
    watch.away.connect(lambda: told.append("away"))
    say("/org/freedesktop/login1/session/_32", "org.freedesktop.login1.Session", "Lock", "")
    say(ROOT, MANAGER, "PrepareForSleep", "b", False)
    with qtbot.waitSignal(watch.away, timeout=60_000):
        say(ROOT, MANAGER, "PrepareForSleep", "b", True)
    assert told == ["away"]


def test_sleep_waits_until_we_let_it(watch: LinuxWatch, logind: subprocess.Popen[str]) -> None:
    watch.let_sleep()
    assert line(logind.stdout) == "released"
