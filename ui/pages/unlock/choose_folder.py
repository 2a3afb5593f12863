"""Choosing the folder of a vault."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.widgets.choose_file import chosen_in, nearest_folder, own_dialog


def choose_folder(parent: QWidget, title: str, start: Path) -> Path | None:
    """The folder chosen, or None. Hiding the screen closes it."""
    dialog = own_dialog(parent, title, nearest_folder(start))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return chosen_in(dialog)
