"""What the app put on the clipboard does not stay there: 30 seconds, or the lock, whichever is first."""

from hashlib import sha256

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

from ui.work.clipboard import copy, is_marked

CLEARED_AFTER_MS = 30_000


class OwnClipboard(QObject):
    """Watches the clipboard. What others put there is left alone.

    Remembers a digest of what came from us, since a clipboard program may take the text over and own it from then on.
    A copy made with Ctrl+C in any field is put there again at once, as plain text and marked.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._clipboard: QClipboard = QGuiApplication.clipboard()
        self._ours: bytes | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CLEARED_AFTER_MS)
        self._timer.timeout.connect(self.clear_ours)
        self._clipboard.dataChanged.connect(self._changed)

    def clear_ours(self) -> None:
        """Clear the clipboard and the selection, if what is there is ours."""
        self._timer.stop()
        if self._ours is not None and _digest(self._clipboard.text()) == self._ours:
            self._clipboard.clear()
        self._ours = None
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)

    def waiting(self) -> bool:
        """Whether something of ours is there and will be cleared."""
        return self._timer.isActive()

    def _changed(self) -> None:
        text = self._clipboard.text()
        active = QGuiApplication.applicationState() == Qt.ApplicationState.ApplicationActive
        if text and (self._clipboard.ownsClipboard() or active):
            known, self._ours = self._ours, _digest(text)
            self._timer.start()
            if known != self._ours and not is_marked(self._clipboard.mimeData()):
                copy(text)  # comes back here; once only, or a clipboard program that drops marks would never rest
        elif self._ours is not None and _digest(text) != self._ours:
            self._ours = None
            self._timer.stop()


def _digest(text: str) -> bytes:
    return sha256(text.encode("utf-8", "replace")).digest()
