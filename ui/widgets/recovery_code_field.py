"""A field for a recovery code typed from paper: groups of four form themselves, a wrong group is told at once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.passphrase_field import FORGET_WHAT_IS_TYPED
from ui.words.recovery_codes import in_groups

_LONGEST = 80


class RecoveryCodeField(QLineEdit):
    """Put it in a `FormRow`. `grouped` after every change, once the groups stand; `wipe` drops undo too."""

    grouped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(_LONGEST)
        self.setInputMethodHints(FORGET_WHAT_IS_TYPED)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.textChanged.connect(self._group)

    def wipe(self) -> None:
        """Empty it; unlike `clear`, this also drops what undo would bring back."""
        self.setText("")

    def _group(self, text: str) -> None:
        tidy = in_groups(text)
        if text and text != tidy:
            before = len(in_groups(text[: self.cursorPosition()]))
            self.blockSignals(True)
            self.selectAll()
            self.insert(tidy)  # unlike `setText`, this leaves undo as it was
            self.blockSignals(False)
            self.setCursorPosition(before)
        self.grouped.emit()
