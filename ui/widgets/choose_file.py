"""File dialogs that leave nothing behind: neither the system's list of recent files nor Qt's own notes name anything.

A folder is often named after the person it is about. The system's dialogs add what was chosen to its recent lists;
Qt's own dialog does not, but writes the folders it visited into the settings of Qt when it goes.
"""

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import delete

_LEFT_BEHIND = ("history", "lastVisited", "shortcuts")


def own_dialog(parent: QWidget, title: str, start: Path) -> QFileDialog:
    """Qt's dialog, not yet shown. Its notes are taken out as soon as it is gone, however it goes."""
    dialog = QFileDialog(parent, title, str(start))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setHistory(())
    dialog.destroyed.connect(forget_folders)  # told after Qt has written its notes
    return dialog


def chosen_in(dialog: QFileDialog) -> Path | None:
    """Ask, and let the dialog go: what was chosen, or None. Hiding the screen closes it without a choice."""
    taken = dialog.exec()
    files = dialog.selectedFiles()
    delete(dialog)
    return Path(files[0]) if taken and files else None


def nearest_folder(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that is there."""
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder


def forget_folders() -> None:
    """Take out what Qt's file dialog wrote into the user's settings of Qt: it names folders."""
    notes = QSettings(QSettings.Scope.UserScope, "QtProject")
    for key in _LEFT_BEHIND:
        notes.remove(f"FileDialog/{key}")
    notes.sync()
