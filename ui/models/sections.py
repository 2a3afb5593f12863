"""Lists in groups with headings: Today, rights, timeline, contacts by day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt
from typing_extensions import override

from ui.models.rows_model import DISPLAY, ID_ROLE, ROW_ROLE, SENTENCE, AnyIndex

Row = TypeVar("Row")
HEADING_ROLE = Qt.ItemDataRole.UserRole + 3
"""True for a heading: it cannot be chosen, and the delegate paints it as one."""


@dataclass(frozen=True)  # slots would refuse Section[Row](…) on Python 3.11
class Section(Generic[Row]):
    """A heading and its rows; an empty title shows no heading."""

    title: str
    rows: tuple[Row, ...]


class SectionsModel(QAbstractListModel, Generic[Row]):
    """Sections for a QListView. `row_id` names a row for good, `text` is its first line, `sentence` says it whole."""

    def __init__(
        self,
        row_id: Callable[[Row], str],
        text: Callable[[Row], str],
        sentence: Callable[[Row], str] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._row_id, self._text, self._sentence = row_id, text, sentence or text
        self._lines: tuple[tuple[str | None, Row | None], ...] = ()
        self._places: dict[str, int] = {}

    def set_sections(self, sections: Sequence[Section[Row]]) -> None:
        """Show these sections instead; sections without rows are left out."""
        lines: list[tuple[str | None, Row | None]] = []
        for section in sections:
            if section.rows and section.title:
                lines.append((section.title, None))
            lines += [(None, row) for row in section.rows]
        self.beginResetModel()
        self._lines = tuple(lines)
        self._places = {self._row_id(row): place for place, (_title, row) in enumerate(lines) if row is not None}
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing and keep nothing in memory: for the lock."""
        self.set_sections(())

    def row_at(self, index: AnyIndex) -> Row | None:
        """The row under an index; None for a heading."""
        return self._lines[index.row()][1] if index.isValid() and index.row() < len(self._lines) else None

    def id_at(self, index: AnyIndex) -> str | None:
        """The id of the row under an index; None for a heading."""
        row = self.row_at(index)
        return None if row is None else self._row_id(row)

    def index_of(self, row_id: str) -> QModelIndex:
        """Where a row is shown; an invalid index if it is not."""
        place = self._places.get(row_id)
        return QModelIndex() if place is None else self.index(place, 0)

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if index.isValid() and self.row_at(index) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    @override
    def data(self, index: AnyIndex, role: int = DISPLAY) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        title, row = self._lines[index.row()]
        if role == HEADING_ROLE:
            return row is None
        if row is None:
            return title if role in (DISPLAY, SENTENCE) else None
        if role == DISPLAY:
            return self._text(row)
        if role == SENTENCE:
            return self._sentence(row)
        if role == ROW_ROLE:
            return row
        if role == ID_ROLE:
            return self._row_id(row)
        return None
