"""Linux: logind (sleep, lock, lid, switched session) and the screen savers, over D-Bus; no network is used.

logind waits for us, up to its five seconds, before the computer sleeps: so that half-typed words are kept first.
https://www.freedesktop.org/software/systemd/man/latest/org.freedesktop.login1.html
"""

import os
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusUnixFileDescriptor, QDBusVariant
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.shell.session.watch import SessionWatch

_LOGIN = "org.freedesktop.login1"
_MANAGER, _SESSION = f"{_LOGIN}.Manager", f"{_LOGIN}.Session"
_ROOT = "/org/freedesktop/login1"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")
_Answer = Callable[[object], None]
AWAY_WHEN = {(_SESSION, "Active"): False, (_SESSION, "LockedHint"): True, (_MANAGER, "LidClosed"): True}
"""Properties, and the value that means nobody is there. logind tells that one changed, and is asked which."""


class LinuxWatch(SessionWatch):
    """Listens on the system's bus and on the session's; where there is none, nothing is told."""

    def __init__(
        self,
        parent: QObject | None = None,
        system: QDBusConnection | None = None,
        own: QDBusConnection | None = None,
    ) -> None:
        super().__init__(parent)
        self._system, self._own = system or QDBusConnection.systemBus(), own or QDBusConnection.sessionBus()
        self._session = ""
        self._holding: int | None = None
        self._asked: list[QDBusPendingCallWatcher] = []

    @override
    def begin(self, window: QWidget) -> None:
        slot: Any = SLOT("_told(QDBusMessage)")  # its declaration says bytes, but text is what it takes
        for name in ("PrepareForSleep", "PrepareForShutdown"):
            self._system.connect("", _ROOT, _MANAGER, name, self, slot)
        self._system.connect("", "", _SESSION, "Lock", self, slot)
        self._system.connect("", "", _PROPERTIES, "PropertiesChanged", self, slot)
        for saver in _SAVERS:
            self._own.connect("", "", saver, "ActiveChanged", self, slot)
        if self._system.isConnected():
            self._call(_ROOT, _MANAGER, "GetSessionByPID", [os.getpid()], self._session_known)
            self._hold()

    @override
    def let_sleep(self, _kept: object = None) -> None:
        if self._holding is not None:
            os.close(self._holding)  # what logind waits for
            self._holding = None

    @Slot(QDBusMessage)
    def _told(self, message: QDBusMessage) -> None:
        given = message.arguments()
        name, path = message.member(), message.path()
        if name == "PropertiesChanged":
            if given and path in (self._session, _ROOT):
                self._ask(path, str(given[0]))
        elif name == "Lock":
            if path == self._session:
                self.away.emit()
        elif given and given[0] is True:
            self.away.emit()
        elif name == "PrepareForSleep":  # awake again: hold the next sleep, too
            self._hold()

    def _hold(self) -> None:
        """Ask logind to wait for us before the computer sleeps."""
        why = ["sleep", "Case Tracker", "Locking", "delay"]
        self._call(_ROOT, _MANAGER, "Inhibit", why, self._held)

    def _held(self, given: object) -> None:
        if isinstance(given, QDBusUnixFileDescriptor):
            self.let_sleep()
            self._holding = os.dup(given.fileDescriptor())

    def _session_known(self, given: object) -> None:
        self._session = given.path() if hasattr(given, "path") else str(given)

    def _ask(self, path: str, interface: str) -> None:
        for (owner, name), away in AWAY_WHEN.items():
            if owner == interface:

                def answered(given: object, away: bool = away) -> None:
                    value = given.variant() if isinstance(given, QDBusVariant) else given
                    if value is away:
                        self.away.emit()

                self._call(path, _PROPERTIES, "Get", [interface, name], answered)

    def _call(
        self, path: str, interface: str, name: str, given: Sequence[object], then: Callable[[object], None]
    ) -> None:
        message = QDBusMessage.createMethodCall(_LOGIN, path, interface, name)
        message.setArguments(given)
        watcher = QDBusPendingCallWatcher(self._system.asyncCall(message), self)
        self._asked.append(watcher)

        def finished(done: QDBusPendingCallWatcher) -> None:
            self._asked.remove(watcher)
            reply = done.reply()
            if reply.type() == QDBusMessage.MessageType.ReplyMessage and reply.arguments():
                then(reply.arguments()[0])
            done.deleteLater()  # and with it the reply, which may hold a descriptor

        watcher.finished.connect(finished)
