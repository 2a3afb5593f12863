"""Choosing a folder in Qt's own dialog, so that its name does not reach the system's list of recent files."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def choose_folder(parent: QWidget, title: str, start: Path) -> Path | None:
    """The folder chosen, or None. Hiding the screen closes it."""
    dialog = QFileDialog(parent, title, str(_nearest(start)))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    chosen = dialog.exec()
    files = dialog.selectedFiles()
    dialog.deleteLater()
    return Path(files[0]) if chosen and files else None


def _nearest(folder: Path) -> Path:
    """The folder itself, or the nearest one above it that is there."""
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder
