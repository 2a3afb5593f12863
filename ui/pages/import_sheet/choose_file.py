"""Choosing the spreadsheet to bring in."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from caseapp.base.words import _
from ui.widgets.choose_file import chosen_in, own_dialog


def choose_file(parent: QWidget) -> Path | None:
    """The spreadsheet chosen, or None."""
    return chosen_in(file_dialog(parent))


def file_dialog(parent: QWidget) -> QFileDialog:
    """The dialog, not yet shown."""
    dialog = own_dialog(parent, _("Choose a spreadsheet"), Path.home())
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters((_("Spreadsheets (*.csv *.tsv *.txt *.xlsx *.xlsm)"), _("All files (*)")))
    return dialog
