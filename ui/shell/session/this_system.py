"""Which watch listens to the system the program runs on."""

import sys

from PySide6.QtCore import QObject

from ui.shell.session.watch import SessionWatch


def session_watch(parent: QObject, platform: str = sys.platform) -> SessionWatch:
    """The watch of this system."""
    if platform.startswith("linux"):
        from ui.shell.session.linux import LinuxWatch

        return LinuxWatch(parent)
    if platform == "win32":
        from ui.shell.session.windows import WindowsWatch

        return WindowsWatch(parent)
    if platform == "darwin":
        from ui.shell.session.macos import MacWatch

        return MacWatch(parent)
    return SessionWatch(parent)
