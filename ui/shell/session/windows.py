"""Windows: WM_WTSSESSION_CHANGE (locked, switched away, remote end) and WM_POWERBROADCAST (sleep, lid).

https://learn.microsoft.com/windows/win32/termserv/wm-wtssession-change
https://learn.microsoft.com/windows/win32/power/wm-powerbroadcast
"""

import ctypes
import sys
from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.shell.session.watch import SessionWatch

WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
PBT_APMSUSPEND, PBT_POWERSETTINGCHANGE = 0x0004, 0x8013
LEAVING = frozenset({0x2, 0x4, 0x6, 0x7})
"""WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK."""
LID = UUID("ba3e0f4d-b817-4094-a2d1-d56379e6a0f3").bytes_le
"""GUID_LIDSWITCH_STATE_CHANGE."""

Register = Callable[[int], None]


class Message(ctypes.Structure):
    """MSG, as far as it is read."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("kind", ctypes.c_uint),
        ("given", ctypes.c_size_t),
        ("more", ctypes.c_ssize_t),
    )


class PowerSetting(ctypes.Structure):
    """POWERBROADCAST_SETTING: which setting, how long its data is, its first word."""

    _fields_ = (("guid", ctypes.c_ubyte * 16), ("length", ctypes.c_uint32), ("data", ctypes.c_uint32))


class _Filter(QAbstractNativeEventFilter):
    """Hands every message of the system to the watch."""

    def __init__(self, seen: Callable[[int, int, int], None]) -> None:
        super().__init__()
        self._seen = seen

    @override
    def nativeEventFilter(self, eventType: QByteArray | bytes | bytearray | memoryview, message: int) -> Any:
        kind: Any = eventType
        if bytes(kind).startswith(b"windows_"):
            told = Message.from_address(int(message))
            self._seen(told.kind, told.given, told.more)
        return False, 0


class WindowsWatch(SessionWatch):
    """Registers the window for both kinds of message; `register` is the call, for tests."""

    def __init__(self, parent: QObject | None = None, register: Register | None = None) -> None:
        super().__init__(parent)
        self._register = register or register_with_windows
        self._filter = _Filter(self.seen)

    @override
    def begin(self, window: QWidget) -> None:
        self._register(int(window.winId()))
        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self._filter)

    def seen(self, kind: int, given: int, more: int) -> None:
        """A message of the system: is somebody leaving?"""
        if (kind == WM_WTSSESSION_CHANGE and given in LEAVING) or (
            kind == WM_POWERBROADCAST
            and (given == PBT_APMSUSPEND or (given == PBT_POWERSETTINGCHANGE and more and lid_closed(more)))
        ):
            self.away.emit()


def lid_closed(address: int) -> bool:
    """Whether a POWERBROADCAST_SETTING at an address tells of a lid that is shut."""
    setting = PowerSetting.from_address(address)
    return bytes(setting.guid) == LID and setting.data == 0


def register_with_windows(handle: int) -> None:
    """WTSRegisterSessionNotification for this session, RegisterPowerSettingNotification for the lid."""
    if sys.platform == "win32":
        ctypes.WinDLL("wtsapi32").WTSRegisterSessionNotification(ctypes.c_void_p(handle), 0)
        guid = (ctypes.c_ubyte * 16)(*LID)
        register = ctypes.WinDLL("user32").RegisterPowerSettingNotification
        register.restype = ctypes.c_void_p
        register(ctypes.c_void_p(handle), ctypes.byref(guid), 0)
