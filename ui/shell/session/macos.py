"""macOS: the screen is locked, or its saver starts; told by the distributed notification centre of CoreFoundation.

Sleep and fast user switching lock the screen unless somebody has switched that off; then the idle watch sees on waking
that time has passed. https://developer.apple.com/documentation/corefoundation/cfnotificationcenter
"""

import ctypes
import sys
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.shell.session.watch import SessionWatch

LOCKED = ("com.apple.screenIsLocked", "com.apple.screensaver.didstart")
_UTF8, _DELIVER_AT_ONCE = 0x08000100, 4
_CALLBACK = ctypes.CFUNCTYPE(None, *([ctypes.c_void_p] * 5))


class MacWatch(SessionWatch):
    """Observes while the program runs; `foundation` is the library, for tests."""

    def __init__(self, parent: QObject | None = None, foundation: Any = None) -> None:
        super().__init__(parent)
        self._foundation = foundation if foundation is not None else core_foundation()
        self._callback = _CALLBACK(self._told)  # kept: CoreFoundation holds no reference

    @override
    def begin(self, window: QWidget) -> None:
        library = self._foundation
        if library is None:
            return
        centre = library.CFNotificationCenterGetDistributedCenter()
        for name in LOCKED:
            text = library.CFStringCreateWithCString(None, name.encode(), _UTF8)
            library.CFNotificationCenterAddObserver(centre, None, self._callback, text, None, _DELIVER_AT_ONCE)

    def _told(self, *_given: object) -> None:
        self.away.emit()


def core_foundation(platform: str = sys.platform) -> Any:
    """The library with its signatures; None on other systems."""
    if platform != "darwin":
        return None
    library = ctypes.CDLL("/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation")
    pointer = ctypes.c_void_p
    library.CFNotificationCenterGetDistributedCenter.restype = pointer
    library.CFStringCreateWithCString.argtypes = (pointer, ctypes.c_char_p, ctypes.c_uint32)
    library.CFStringCreateWithCString.restype = pointer
    library.CFNotificationCenterAddObserver.argtypes = (pointer, pointer, _CALLBACK, pointer, pointer, ctypes.c_long)
    return library
