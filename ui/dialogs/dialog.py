"""What every dialog is made of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from ui.widgets.focus_ring import FocusRing


class Dialog(QDialog):
    """Gone once closed; bears the title of its window, which says nothing; shows by itself where the keyboard is.

    `name` is what a screen reader calls it.
    """

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(parent.window().windowTitle())
        self.setAccessibleName(name)
        self._ring = FocusRing(self)
