"""The card of rights falling due, or in words what falls due next."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from caseapp.base.words import _
from caseapp.domain.rights_view import DueRight
from caseapp.services.today import Today
from ui.models.due_rights import DueRightsDelegate, DueRightsModel
from ui.models.parts_list import PartPressed, PartsList
from ui.models.sections import Section
from ui.pages.today import words
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.work.privacy import masked


class RightsCard(Card):
    """`opened(DueRight)` on Enter or Open, `chased(DueRight)` on C or Chase."""

    opened = Signal(object)
    chased = Signal(object)

    def __init__(self, day: Callable[[], date], place: str) -> None:
        super().__init__(_("Rights falling due"), count=0, link=_("All rights due"))
        self.list = PartsList(_("Rights falling due"), keys={Qt.Key.Key_C: "chase"})
        self.model = DueRightsModel(day)
        self.model.setParent(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(DueRightsDelegate(self.list, today=day, place=place))
        self._instead = QVBoxLayout()
        self.add(self.list)
        self.add(self._instead)
        self.list.opened.connect(self._open)
        self.list.part_pressed.connect(self._part)

    def show_today(self, today: Today | None) -> None:
        """Show what falls due; None shows nothing, for the lock."""
        rows = () if today is None else tuple(map(masked, today.rights_due))
        self.list.show_sections((Section("", rows),))
        self.list.setVisible(bool(rows))
        self.set_count(today.rights_due_total or None if today is not None else None)
        while self._instead.count():
            old = self._instead.takeAt(0)
            widget = old.widget() if old is not None else None
            if widget is not None:
                widget.deleteLater()
        if today is not None and not rows:
            empty = EmptyState(_("Nothing is due."), words.nothing_due(today), icon="scale")
            empty.setProperty("card", "none")
            self._instead.addWidget(empty)

    def _row(self, row_id: str) -> DueRight | None:
        return self.model.row_at(self.model.index_of(row_id))

    def _open(self, row_id: str) -> None:
        if (row := self._row(row_id)) is not None:
            self.opened.emit(row)

    def _part(self, pressed: PartPressed) -> None:
        if (row := self._row(pressed.row_id)) is not None:
            (self.chased if pressed.part == "chase" else self.opened).emit(row)
