"""After the recovery code or the organisation's key: for whom a new passphrase is to be set."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.services.vaults import Unlocker
from ui.pages.unlock.step import Step, side_by_side
from ui.pages.unlock.who_list import Unlocking, WhoCard
from ui.widgets.button import PrimaryButton, SecondaryButton


class WhoStep(Step):
    """`given` tells the slot of the person chosen."""

    given = Signal(str)
    back = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Who needs a new passphrase?"),
            _("The vault is open. Only the passphrase of the person chosen here is replaced."),
            parent,
        )
        self.who = WhoCard(today)
        self._next = PrimaryButton(_("Continue"), keys=("Enter",))
        self._back = SecondaryButton(_("Back"))
        self.add(self.who, 22)
        self.add(side_by_side(self._next, self._back), 0)
        self.finish()
        self.who.list.setAccessibleName(_("Who needs a new passphrase?"))
        self.who.list.activated.connect(self._give)
        self._next.clicked.connect(self._give)
        self._back.clicked.connect(self.back)

    def show_people(self, people: Sequence[Unlocker]) -> None:
        """Everybody who unlocks with a passphrase."""
        self.who.list.set_people([Unlocking(one, None) for one in people])

    @override
    def first_focus(self) -> None:
        self.who.list.setFocus()

    @override
    def clear(self) -> None:
        self.who.list.set_people(())

    def _give(self) -> None:
        slot = self.who.list.slot()
        if slot is not None:
            self.given.emit(slot)
