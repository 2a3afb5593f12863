"""Choosing a file so that neither its name nor its folder stays behind on the machine."""

from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import delete

from caseapp.base.words import _

_LEFT_BEHIND = ("history", "lastVisited", "shortcuts")


def choose_file(parent: QWidget) -> Path | None:
    """The spreadsheet chosen in Qt's own dialog, or None. The system's list of recent files never sees it, and what
    Qt notes down about folders is taken out again.
    """
    dialog = file_dialog(parent)
    chosen = dialog.exec()
    files = dialog.selectedFiles()
    delete(dialog)  # Qt writes its notes when the dialog goes, so it must be gone before they are removed
    forget_folders()
    return Path(files[0]) if chosen and files else None


def file_dialog(parent: QWidget) -> QFileDialog:
    """The dialog, not yet shown."""
    dialog = QFileDialog(parent, _("Choose a spreadsheet"), str(Path.home()))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters((_("Spreadsheets (*.csv *.tsv *.txt *.xlsx *.xlsm)"), _("All files (*)")))
    dialog.setHistory(())
    return dialog


def forget_folders() -> None:
    """Take out what Qt's file dialog wrote into the user's settings of Qt: it names folders."""
    notes = QSettings(QSettings.Scope.UserScope, "QtProject")
    for key in _LEFT_BEHIND:
        notes.remove(f"FileDialog/{key}")
    notes.sync()
