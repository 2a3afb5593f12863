"""The band that stays while saving does not work."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.base.errors import Damaged, Trouble
from caseapp.base.words import _, sentence
from ui.widgets.announce import announce
from ui.widgets.banner import Banner

_NOT_SAVING = frozenset(
    {
        "disk_full",
        "disk_full_room_made",
        "disk_error",
        "folder_read_only",
        "file_held",
        "memory_short_for_work",
    }
)


class TroubleBand(QWidget):
    """Hidden until something cannot be saved; gone with the next save that works."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 4)
        self._banner = Banner("late", "")
        column.addWidget(self._banner)
        self.hide()

    def takes(self, trouble: Trouble) -> bool:
        """Show it if it means that saving does not work; False if it is some other trouble."""
        if trouble.code not in _NOT_SAVING and not isinstance(trouble, Damaged):
            return False
        words = sentence(trouble)
        self._banner.set_words(_("Not saving"), words)
        self.show()
        announce(self, words)
        return True

    def saving_works(self) -> None:
        """Something was saved."""
        self.hide()
