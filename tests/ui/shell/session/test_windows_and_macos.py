"""What is asked of Windows and macOS, and what their answers mean: the calls only; the rest needs the real systems."""

import ctypes

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.shell.session.macos import LOCKED, MacWatch
from ui.shell.session.windows import (
    LID,
    PBT_APMSUSPEND,
    PBT_POWERSETTINGCHANGE,
    WM_POWERBROADCAST,
    WM_WTSSESSION_CHANGE,
    PowerSetting,
    WindowsWatch,
)


def lid(data: int, guid: bytes = LID) -> PowerSetting:
    return PowerSetting((ctypes.c_ubyte * 16)(*guid), 4, data)


@pytest.fixture
def told(qtbot: QtBot) -> tuple[WindowsWatch, list[str], list[int]]:
    handles: list[int] = []
    watch, window = WindowsWatch(register=handles.append), QWidget()
    qtbot.addWidget(window)
    away: list[str] = []
    watch.away.connect(lambda: away.append("away"))
    watch.begin(window)
    assert handles == [int(window.winId())]
    return watch, away, handles


def test_windows_lock_switch_sleep_and_lid(told: tuple[WindowsWatch, list[str], list[int]]) -> None:
    watch, away, _handles = told
    shut = lid(0)
    for kind, given, more in (
        (WM_WTSSESSION_CHANGE, 7, 0),
        (WM_WTSSESSION_CHANGE, 2, 0),
        (WM_POWERBROADCAST, PBT_APMSUSPEND, 0),
        (WM_POWERBROADCAST, PBT_POWERSETTINGCHANGE, ctypes.addressof(shut)),
    ):
        away.clear()
        watch.seen(kind, given, more)
        assert away == ["away"], (kind, given)


def test_windows_what_is_no_leaving(told: tuple[WindowsWatch, list[str], list[int]]) -> None:
    watch, away, _handles = told
    opened, other = lid(1), lid(0, bytes(16))
    watch.seen(WM_WTSSESSION_CHANGE, 8, 0)  # unlocked
    watch.seen(WM_POWERBROADCAST, 7, 0)  # awake
    watch.seen(WM_POWERBROADCAST, PBT_POWERSETTINGCHANGE, ctypes.addressof(opened))
    watch.seen(WM_POWERBROADCAST, PBT_POWERSETTINGCHANGE, ctypes.addressof(other))
    watch.seen(0x000F, 7, 0)
    assert away == []


class Foundation:
    """Takes down what was asked of CoreFoundation."""

    def __init__(self) -> None:
        self.observed: list[tuple[object, object]] = []

    def CFNotificationCenterGetDistributedCenter(self) -> str:
        return "centre"

    def CFStringCreateWithCString(self, _allocator: None, text: bytes, _encoding: int) -> str:
        return text.decode()

    def CFNotificationCenterAddObserver(self, _centre: str, _me: None, call: object, name: str, *_rest: object) -> None:
        self.observed.append((call, name))


def test_macos_observes_the_locked_screen(qtbot: QtBot) -> None:
    asked = Foundation()
    watch, window = MacWatch(foundation=asked), QWidget()
    qtbot.addWidget(window)
    watch.begin(window)
    assert [name for _call, name in asked.observed] == list(LOCKED)
    with qtbot.waitSignal(watch.away):
        asked.observed[0][0](None, None, None, None, None)  # type: ignore[operator]  # the callback
