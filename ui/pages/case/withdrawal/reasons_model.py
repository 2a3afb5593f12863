"""The reasons as one list with their groups, and which is the main one and which apply also."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.code_lists import CodeList, ListItem
from ui.models.rows_model import DISPLAY, ID_ROLE, ROW_ROLE, SENTENCE, AnyIndex
from ui.models.sections import HEADING_ROLE

REASON, MAIN, ALSO = range(3)
_Line = tuple[str, ListItem | None]


class ReasonsModel(QAbstractTableModel):
    """Columns reason, main, also. `changed` after every mark by the person at the keyboard, not after `set_marks`."""

    changed = Signal()

    def __init__(self, reasons: CodeList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reasons = reasons
        self._items = reasons.items
        self._lines: tuple[_Line, ...] = ()
        self._text = ""
        self.main: str | None = None
        self._also: set[str] = set()
        self._list()

    @property
    def also(self) -> tuple[str, ...]:
        """The other reasons, in the order of the list."""
        return tuple(code for code in self._reasons.codes if code in self._also)

    def set_marks(self, main: str | None, also: tuple[str, ...]) -> None:
        """Show these marks; codes that the list does not have are left out."""
        known = set(self._reasons.codes)
        self.main = main if main in known else None
        self._also = (set(also) & known) - {self.main or ""}
        self._say_all()

    def mark_main(self, code: str) -> None:
        """Make a reason the main one; the one before is no longer marked."""
        self._also.discard(code)
        self.main = code
        self._marked()

    def tick_also(self, code: str) -> None:
        """Tick a reason or take the tick away. The main reason has no tick."""
        if code != self.main:
            self._also ^= {code}
            self._marked()

    def unmark(self, code: str) -> None:
        """Take every mark of a reason away."""
        if code == self.main:
            self.main = None
        self._also.discard(code)
        self._marked()

    def find(self, text: str) -> str | None:
        """Show only reasons with this in their words or at the start of their code, and give the best match."""
        if (sought := text.strip().casefold()) != self._text:
            self._text = sought
            self.beginResetModel()
            self._list()
            self.endResetModel()
        found = [item for _title, item in self._lines if item is not None]
        best = min(found, key=self._rank, default=None) if self._text else next(iter(found), None)
        return None if best is None else best.code

    def index_of(self, code: str, column: int = REASON) -> QModelIndex:
        """Where a reason is shown; an invalid index if it is not."""
        for place, (_title, item) in enumerate(self._lines):
            if item is not None and item.code == code:
                return self.index(place, column)
        return QModelIndex()

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else 3

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Headings are passed over by the arrow keys."""
        if not index.isValid() or self._lines[index.row()][1] is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == DISPLAY and 0 <= section < 3:
            return (_("Reason"), _("Main"), _("Also"))[section]
        return None

    @override
    def data(self, index: AnyIndex, role: int = DISPLAY) -> Any:
        if not index.isValid() or index.row() >= len(self._lines):
            return None
        heading, item = self._lines[index.row()]
        if role == HEADING_ROLE:
            return item is None
        if item is None:
            return heading if role in (DISPLAY, SENTENCE) and index.column() == REASON else None
        if role == ROW_ROLE:
            return item
        if role == ID_ROLE:
            return item.code
        if role == DISPLAY:
            return item.label if index.column() == REASON else None
        if role == SENTENCE:
            return self._said(item)
        if role == Qt.ItemDataRole.CheckStateRole and index.column() != REASON:
            on = item.code == self.main if index.column() == MAIN else item.code in self._also
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return None

    def _said(self, item: ListItem) -> str:
        state = (
            _("main reason") if item.code == self.main else _("also") if item.code in self._also else _("not chosen")
        )
        return f"{item.label}, {item.code}, {state}"

    def _list(self) -> None:
        lines: list[_Line] = []
        for group in self._reasons.groups:
            shown = [item for item in self._items if item.group == group and self._matches(item)]
            if shown:
                lines.append((self._reasons.group_label(group), None))
                lines += [("", item) for item in shown]
        self._lines = tuple(lines)

    def _matches(self, item: ListItem) -> bool:
        text = self._text
        return not text or text in item.label.casefold() or item.code.casefold().startswith(text)

    def _rank(self, item: ListItem) -> tuple[bool, bool, int]:
        label = item.label.casefold()
        starts_word = label.startswith(self._text) or f" {self._text}" in label
        return item.code.casefold() != self._text, not starts_word, self._reasons.codes.index(item.code)

    def _marked(self) -> None:
        self._say_all()
        self.changed.emit()

    def _say_all(self) -> None:
        if self._lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._lines) - 1, ALSO))
