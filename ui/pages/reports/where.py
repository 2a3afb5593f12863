"""Choosing the new folder a report is written into."""

from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from caseapp.base.words import _
from ui.widgets.choose_file import own_dialog


def folder_dialog(parent: QWidget, name: str, start: Path | None = None) -> QFileDialog:
    """Asks for a folder that is not there yet; Enter takes the name suggested. Open it, and hear `fileSelected`."""
    where = start or documents()
    dialog = own_dialog(parent, _("Export report"), where)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # nothing is ever overwritten
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setFilter(QDir.Filter.AllDirs | QDir.Filter.NoDotAndDotDot)
    dialog.setLabelText(QFileDialog.DialogLabel.FileName, _("New folder:"))
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("Export"))
    for part in ("fileTypeLabel", "fileTypeCombo"):  # a folder has no type
        found = dialog.findChild(QWidget, part)
        if isinstance(found, QWidget):
            found.hide()
    dialog.selectFile(free_name(where, name))
    return dialog


def why_not_yet(*, under_way: bool) -> tuple[str, str]:
    """What to say to somebody who asks before the tables have passed the check."""
    if under_way:
        words = _("You can export when the check is done. It is shown beside the table.")
        return _("The check is still running"), words
    words = _("Only tables that have passed the check can leave. What is in the way stands beside the table.")
    return _("Not ready to export"), words


def documents() -> Path:
    """The person's documents folder, or their home where there is none."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()


def free_name(folder: Path, name: str) -> str:
    """The name, or the name with the first number that is not taken."""
    number, free = 1, name
    while (folder / free).exists():
        number += 1
        free = f"{name}-{number}"
    return free
