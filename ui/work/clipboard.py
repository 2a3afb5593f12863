"""Copies that the system's own clipboard history, its cloud and other programs' histories are asked to leave alone.

The marks are those that password stores use; each system reads its own and ignores the rest. `ui.shell.own_clipboard`
takes the text away again.
"""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
_NO = bytes(4)
"""A DWORD of 0."""

MARKS: dict[str, bytes] = {
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"\x01\x00\x00\x00",
    _WINDOWS.format("CanIncludeInClipboardHistory"): _NO,
    _WINDOWS.format("CanUploadToCloudClipboard"): _NO,
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"1",
}
"""The first three: https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats; then KDE's Klipper, and macOS
by nspasteboard.org."""


def copy(text: str) -> None:
    """Put a reference, a number or a code word on the clipboard, marked."""
    QGuiApplication.clipboard().setMimeData(marked(text))


def marked(text: str) -> QMimeData:
    """The text with every mark."""
    data = QMimeData()
    data.setText(text)
    for name, value in MARKS.items():
        data.setData(name, value)
    return data


def is_marked(data: QMimeData | None) -> bool:
    """Whether every mark is there."""
    return data is not None and set(MARKS) <= set(data.formats())
