"""Whether a window can be shown at all, asked before Qt is: Qt answers by ending the program."""

import ctypes
import os
import sys
from collections.abc import Mapping

NO_DISPLAY = 3
"""Exit status when there is no screen, or a library of the system is missing."""

_XCB_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt's X11 plug-in loads, and the Debian packages that hold it."""


def why_no_window(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """One plain sentence if no window can be shown, an empty text if one can. Only Linux needs asking."""
    if not platform.startswith("linux") or environment.get("QT_QPA_PLATFORM"):
        return ""
    if environment.get("WAYLAND_DISPLAY"):
        return ""
    if not environment.get("DISPLAY"):
        return "Case Tracker needs a screen, and this machine has none (neither DISPLAY nor WAYLAND_DISPLAY is set)."
    lacking = [package for library, package in _XCB_LIBRARIES.items() if not _can_load(library)]
    if lacking:
        return f"Case Tracker needs libraries that are not installed: sudo apt install {' '.join(lacking)}"
    if not _screen_answers(environment["DISPLAY"]):
        return f"No screen answers at DISPLAY={environment['DISPLAY']}."
    return ""


def why_no_qt(error: ImportError) -> str:
    """The sentence for a library that Qt itself could not do without, such as libGL."""
    library = str(error).partition(":")[0].strip()
    return f"Case Tracker needs a library that is not installed ({library}): sudo apt install libgl1 libegl1"


def _can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _screen_answers(display: str) -> bool:
    """Connect and hang up, through the library Qt itself uses."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    xcb.xcb_connection_has_error.argtypes = (ctypes.c_void_p,)
    xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
    connection = xcb.xcb_connect(display.encode(), None)
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed
