"""Sees every key and mouse event before any widget does."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QInputEvent, QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.shell.hide_keys import HideKeys
from ui.shell.idle_watch import Idleness, IdleWatch
from ui.shell.window_keys import WindowKeys

_T = QEvent.Type
_TOUCHES = frozenset({_T.KeyPress, _T.MouseButtonPress, _T.MouseMove, _T.Wheel, _T.TouchBegin})
_DEEDS = frozenset({_T.KeyPress, _T.MouseButtonPress, _T.TouchBegin})
_WATCHED = _TOUCHES | {_T.KeyRelease, _T.ShortcutOverride}
_LOOK_EVERY_MS = 1000


class Gate(QObject):
    """An event filter for the application: hide keys, idle time, and the window's keys over fields'."""

    hide_asked = Signal()
    touched = Signal()
    idle = Signal(object)
    keys_lost = Signal()

    def __init__(self, hide_keys: HideKeys, watch: IdleWatch, parent: QObject) -> None:
        super().__init__(parent)
        self._hide_keys, self._watch = hide_keys, watch
        self._keys: WindowKeys | None = None
        self._last = Idleness.IN_USE
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def use_keys(self, keys: WindowKeys | None) -> None:
        """The keys of the workplace that is shown, if one is."""
        self._keys = keys

    def obey(self, idle_minutes: int, *, shift_hides: bool) -> None:
        """The settings of this machine, from now on."""
        self._watch.set_minutes(idle_minutes)
        self._hide_keys.shift_hides = shift_hides

    def look(self) -> None:
        """Whether somebody has been away; told once for each change."""
        idleness = self._watch.look()
        if idleness is not self._last:
            self._last = idleness
            self.idle.emit(idleness)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QInputEvent):
            return False  # told first: everything that happens to every widget comes by here, thousands a page
        kind = event.type()
        if kind not in _WATCHED:
            return False
        if kind in _TOUCHES:
            self._watch.touched()
            if kind in _DEEDS:
                self.touched.emit()
            if self._last is Idleness.NOTICE:
                self.look()
        if self._hide_keys.asks_to_hide(event):
            self.hide_asked.emit()
            return True
        if kind == _T.KeyPress and isinstance(watched, QWidget) and not watched.isVisible():
            self.keys_lost.emit()
            return True
        if kind == _T.ShortcutOverride:
            if self._keys is not None and isinstance(event, QKeyEvent) and self._keys.before_shortcuts(watched, event):
                event.ignore()
                return True
            return False
        return False
