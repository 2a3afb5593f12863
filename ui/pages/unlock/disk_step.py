"""Set-up, where the laptop's disk is not seen to be encrypted: what that means, and what to do about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from caseapp.base.disk_encryption import DiskEncryption
from caseapp.base.words import _
from ui.pages.unlock.step import Step, side_by_side
from ui.widgets.banner import Banner
from ui.widgets.button import PrimaryButton, SecondaryButton
from ui.widgets.text import Text
from ui.words.disks import disk_words


class DiskStep(Step):
    """`go_on`, `again` or `back`; passed over where the disk is encrypted."""

    go_on = Signal()
    again = Signal()
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("This laptop’s disk"), parent=parent)
        self.found = Banner("soon", "")
        self._next = PrimaryButton(_("Carry on"))
        self._again = SecondaryButton(_("Check again"))
        self._back = SecondaryButton(_("Back"))
        self.add(self.found, 18)
        for words in (
            _("Your vault is encrypted either way: somebody who takes the disk cannot read it."),
            _(
                "But the system writes parts of its memory to the disk, above all in hibernation. "
                "They could hold what you were reading."
            ),
            _(
                "Ask your IT support to turn on BitLocker (Windows), FileVault (Mac) or LUKS (Linux) "
                "before you record anything real."
            ),
        ):
            self.add(Text(words, "body", wrap=True), 12)
        self.add(side_by_side(self._next, self._again, self._back), 0)
        self.finish()
        self._next.clicked.connect(self.go_on)
        self._again.clicked.connect(self.again)
        self._back.clicked.connect(self.back)

    @override
    def first_focus(self) -> None:
        self._next.setFocus()

    def show_found(self, disk: DiskEncryption) -> None:
        """Say what was seen."""
        self.found.set_words(*disk_words(disk))
