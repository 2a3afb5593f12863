"""The rows of the caseload: a page at a time, the next one asked for as the list is scrolled."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Signal
from typing_extensions import override

from ui.models.rows_model import AnyIndex, RowsModel
from ui.pages.caseload import words
from ui.pages.caseload.columns import columns
from ui.pages.caseload.words import CaseLine


class CaseloadModel(RowsModel[CaseLine]):
    """`more_wanted()` when the view nears the end and the database holds more."""

    more_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(columns(), lambda line: line.id, words.sentence_of, parent)
        self._total = 0
        self._asking = False

    def show_first(self, lines: Sequence[CaseLine], total: int) -> None:
        """Show these, of `total` in all."""
        self._total, self._asking = total, False
        self.set_rows(lines)

    def append(self, lines: Sequence[CaseLine]) -> None:
        """Add the next page below; a case that moved meanwhile is not shown twice."""
        self._asking = False
        fresh = tuple(line for line in lines if line.id not in self._places)
        if not fresh:
            self._total = len(self._rows)
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
        self._rows = (*self._rows, *fresh)
        self._places |= {line.id: first + place for place, line in enumerate(fresh)}
        self.endInsertRows()

    def asking_failed(self) -> None:
        """The next page did not come: ask again at the next scroll."""
        self._asking = False

    @override
    def canFetchMore(self, parent: AnyIndex) -> bool:
        return not parent.isValid() and not self._asking and len(self._rows) < self._total

    @override
    def fetchMore(self, parent: AnyIndex) -> None:
        if self.canFetchMore(parent):
            self._asking = True
            self.more_wanted.emit()
