"""Windows: the app's windows stay out of screenshots, recordings and the system's own memory of the screen.

Microsoft calls it no security boundary, and nothing helps against a camera; it stops the accidental picture, screen
sharing and Recall. Linux and macOS offer nothing of the kind.
https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-setwindowdisplayaffinity
"""

import ctypes
import logging
import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from typing_extensions import override

_log = logging.getLogger("ui.shell.out_of_pictures")
EXCLUDE_FROM_CAPTURE = 0x11
"""WDA_EXCLUDEFROMCAPTURE: nothing where the window is. Windows 10 from 2004 on."""
MONITOR_ONLY = 0x01
"""WDA_MONITOR: a black window, which older ones know."""

Affinity = Callable[[int, int], bool]
"""SetWindowDisplayAffinity: a window's handle and how it may be pictured; whether it was taken."""

_T = QEvent.Type
_MADE_OR_SHOWN = frozenset({_T.Show, _T.WinIdChange})


def window_affinity(platform: str = sys.platform) -> Affinity | None:
    """What the system offers; None where it offers nothing."""
    if platform != "win32":
        return None
    call = ctypes.WinDLL("user32").SetWindowDisplayAffinity  # type: ignore[attr-defined,unused-ignore] # Windows only
    call.argtypes, call.restype = (ctypes.c_void_p, ctypes.c_uint32), ctypes.c_int
    return lambda handle, affinity: bool(call(handle, affinity))


class OutOfPictures(QObject):
    """An event filter for the application: every window of its own, so also dialogs, menus and tips, as it is shown."""

    def __init__(self, affinity: Affinity, parent: QObject) -> None:
        super().__init__(parent)
        self._affinity = affinity

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MADE_OR_SHOWN and isinstance(watched, QWidget) and watched.isWindow():
            handle = int(watched.winId())
            if not (self._affinity(handle, EXCLUDE_FROM_CAPTURE) or self._affinity(handle, MONITOR_ONLY)):
                _log.warning("screen_capture_not_excluded")
        return False
