"""Choosing the new folder, or the new file, a report is written into."""

from pathlib import Path

from PySide6.QtCore import QDir, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from caseapp.base.words import _
from ui.widgets.choose_file import own_dialog

SEALED = ".sealed"


def place_dialog(parent: QWidget, name: str, start: Path | None = None, *, sealed: bool = False) -> QFileDialog:
    """Asks for a folder that is not there yet, or for a file if it is sealed; Enter takes the name suggested.

    Open it, and hear `fileSelected`.
    """
    name = f"{name}{SEALED}" if sealed else name
    where = start or documents()
    dialog = own_dialog(parent, _("Export report"), where)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # nothing is ever overwritten
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    shown = QDir.Filter.AllDirs | QDir.Filter.NoDotAndDotDot
    dialog.setFilter(shown | QDir.Filter.Files if sealed else shown)
    dialog.setLabelText(QFileDialog.DialogLabel.FileName, _("New file:") if sealed else _("New folder:"))
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, _("Export"))
    for part in ("fileTypeLabel", "fileTypeCombo"):  # neither has a type to choose
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
    """The name, or the name with the first number that is not taken, before its suffix."""
    number, free, suffix = 1, name, SEALED if name.endswith(SEALED) else ""
    while (folder / free).exists():
        number += 1
        free = f"{name.removesuffix(suffix)}-{number}{suffix}"
    return free
