"""Printing a page: the only place that does. What waits for the printer has a name that says nothing of anybody."""

from PySide6.QtGui import QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from caseapp.base.words import _

JOB = "Document"


def spool_warning() -> str:
    """What to know before anything is printed: paper is not the only copy."""
    return _(
        "Printing leaves copies outside the vault: in the waiting list of this laptop, in the printer, and on a print "
        "server if there is one. Use a printer that only your team can reach, stay beside it, and take every sheet."
    )


def asked_printer(parent: QWidget) -> QPrinter | None:
    """Ask which printer, and let the dialog go: None when nothing is to be printed. Hiding the screen closes it so."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(JOB)
    printer.setCreator("")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(parent.window().windowTitle())
    taken = dialog.exec()
    delete(dialog)
    return printer if taken else None


def print_html(html: str, printer: QPrinter) -> None:
    """Print one page of HTML; it loads nothing from anywhere."""
    document = QTextDocument()
    document.setHtml(html)
    document.print_(printer)
