"""One table model for every list in the window: a tuple of rows and a tuple of columns.

Nothing here sorts or filters: the database does (a proxy over 50,000 rows takes seconds a key press). A click on
a header gives the page a column to ask for; the page reads again and calls `set_rows`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

Row = TypeVar("Row")
AnyIndex = QModelIndex | QPersistentModelIndex

DISPLAY = Qt.ItemDataRole.DisplayRole
SENTENCE = Qt.ItemDataRole.AccessibleTextRole
ROW_ROLE = Qt.ItemDataRole.UserRole
SORT_ROLE = Qt.ItemDataRole.UserRole + 1
ID_ROLE = Qt.ItemDataRole.UserRole + 2
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)  # slots would refuse Column[Row](…) on Python 3.11
class Column(Generic[Row]):
    """A column: its title and how to read one row.

    `text` is what is shown, and words even when there is nothing ("None yet"). `key` names the column to the database's
    ORDER BY; an empty key means it cannot be sorted. `sort` gives the value behind the text.
    """

    title: str
    text: Callable[[Row], str]
    align: Qt.AlignmentFlag = _LEFT
    tip: Callable[[Row], str] | None = None
    sort: Callable[[Row], Any] | None = None
    key: str = ""
    header_tip: str = ""


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows and columns for a QTableView or QListView.

    `row_id` names a row for good, so that a reload keeps the selection (`RowsTable` and `keep_current` do that).
    `sentence` says a whole row for a screen reader; it is given in column 0, other cells give "Column: value".
    """

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        row_id: Callable[[Row], str],
        sentence: Callable[[Row], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._row_id = row_id
        self._sentence = sentence
        self._rows: tuple[Row, ...] = ()
        self._places: dict[str, int] = {}

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows instead."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self._places = {self._row_id(row): place for place, row in enumerate(self._rows)}
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing and keep nothing in memory: for the lock."""
        self.set_rows(())

    def replace_row(self, row: Row) -> bool:
        """Show a new version of a row with the same id, without moving anything. False if it is not shown."""
        place = self._places.get(self._row_id(row))
        if place is None:
            return False
        self._rows = (*self._rows[:place], row, *self._rows[place + 1 :])
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(self._columns) - 1))
        return True

    def rows(self) -> tuple[Row, ...]:
        """The rows shown, in order."""
        return self._rows

    def row_at(self, index: AnyIndex) -> Row | None:
        """The row under an index, or None."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def id_at(self, index: AnyIndex) -> str | None:
        """The id of the row under an index, or None."""
        row = self.row_at(index)
        return None if row is None else self._row_id(row)

    def index_of(self, row_id: str, column: int = 0) -> QModelIndex:
        """Where a row is shown; an invalid index if it is not."""
        place = self._places.get(row_id)
        return QModelIndex() if place is None else self.index(place, column)

    def columns(self) -> tuple[Column[Row], ...]:
        """The columns, in order."""
        return self._columns

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: AnyIndex, role: int = DISPLAY) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
        if role == DISPLAY:
            return column.text(row)
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align
        if role == SENTENCE:
            if index.column() == 0:
                return self.sentence_of(row)
            return f"{column.title}: {column.text(row)}"
        if role == SORT_ROLE:
            return column.sort(row) if column.sort else column.text(row)
        if role == ID_ROLE:
            return self._row_id(row)
        if role == Qt.ItemDataRole.ToolTipRole and column.tip:
            return column.tip(row)
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == DISPLAY:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align
        if role == Qt.ItemDataRole.ToolTipRole and column.header_tip:
            return column.header_tip
        return None

    def sentence_of(self, row: Row) -> str:
        """The whole row in words."""
        if self._sentence:
            return self._sentence(row)
        return ". ".join(f"{column.title}: {column.text(row)}" for column in self._columns)
