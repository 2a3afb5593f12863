"""A list whose rows hold a button or a tick box, each also worked by a key.

The view paints; nothing is a widget a row. A click on a part, or its key on the current row, tells `part_pressed`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from ui.models.row_delegate import RowDelegate
from ui.models.rows_model import ID_ROLE, ROW_ROLE, AnyIndex
from ui.models.sections import Section, SectionsModel
from ui.models.views import RowsList

_Move = QAbstractItemView.CursorAction
_BACK = (_Move.MoveUp, _Move.MovePrevious, _Move.MovePageUp, _Move.MoveEnd, _Move.MoveLeft)


@dataclass(frozen=True, slots=True)
class PartPressed:
    """Which part of which row: "button", "tick", or what a key of the list stands for."""

    row_id: str
    part: str


class PartsDelegate(RowDelegate):
    """A row delegate that knows where its parts are."""

    def part_at(self, row: Any, area: QRect, at: QPoint) -> str:  # noqa: ARG002 - for those who override it
        """The part under a point of the row drawn in `area`; an empty text for the row itself."""
        return ""


class PartsList(RowsList):
    """`keys` gives a letter or Space its part: `{Qt.Key.Key_C: "chase"}`; letters work only while the list has focus.

    Rows are not selected, only current: the ring shows where the keyboard is, as Enter and the keys act at once.
    `current_moved(object)` gives the rectangle of the row the keyboard came to, so that a page may scroll to it.
    """

    part_pressed = Signal(object)
    current_moved = Signal(object)

    def __init__(
        self,
        name: str,
        *,
        keys: Mapping[Qt.Key, str] | None = None,
        ground: str = "none",
        fitted: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, ground=ground, fitted=fitted, parent=parent)
        self._keys = dict(keys or {})
        self._part = ""
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)

    def show_sections(self, sections: Sequence[Section[Any]]) -> None:
        """Show these sections instead, and stay on the same row, or on the one in its place, and at the same scroll."""
        model = self.model()
        if not isinstance(model, SectionsModel):
            return
        before, row_id = self.currentIndex().row(), self.currentIndex().data(ID_ROLE)
        scroll = self.verticalScrollBar().value()
        model.set_sections(sections)
        found = model.index_of(row_id) if isinstance(row_id, str) else QModelIndex()
        if not found.isValid() and before >= 0 and model.rowCount():
            found = model.index(min(before, model.rowCount() - 1), 0)
        if found.isValid() and model.row_at(found) is not None:
            self.selectionModel().setCurrentIndex(found, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.verticalScrollBar().setValue(scroll)

    def go_to(self, row_id: str) -> None:
        """Put the keyboard on a row, if it is shown."""
        model = self.model()
        found = model.index_of(row_id) if isinstance(model, SectionsModel) else QModelIndex()
        if found.isValid():
            self.selectionModel().setCurrentIndex(found, QItemSelectionModel.SelectionFlag.NoUpdate)

    def current_id(self) -> str:
        """The id of the current row, or an empty text."""
        found = self.currentIndex().data(ID_ROLE)
        return found if isinstance(found, str) else ""

    @override
    def moveCursor(self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Headings are stepped over."""
        found, model = super().moveCursor(cursorAction, modifiers), self.model()
        step = -1 if cursorAction in _BACK else 1
        while found.isValid() and isinstance(model, SectionsModel) and model.row_at(found) is None:
            found = model.index(found.row() + step, 0)
        return found if found.isValid() else self.currentIndex()

    @override
    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if self.hasFocus() and current.isValid():
            self.current_moved.emit(self.visualRect(current))

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentIndex().isValid():
            self.current_moved.emit(self.visualRect(self.currentIndex()))
        self.viewport().update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._part = self._part_under(event.position().toPoint())
        super().mousePressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.indexAt(event.position().toPoint()).data(ROW_ROLE) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        part = self._keys.get(Qt.Key(event.key()))
        row_id = self.current_id()
        if part and row_id and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.part_pressed.emit(PartPressed(row_id, part))
            return
        super().keyPressEvent(event)

    def _part_under(self, at: QPoint) -> str:
        index, delegate = self.indexAt(at), self.itemDelegate()
        row = index.data(ROW_ROLE)
        if row is None or not isinstance(delegate, PartsDelegate):
            return ""
        return delegate.part_at(row, self.visualRect(index), at)

    @override
    def _open(self) -> None:
        part, self._part = self._part, ""
        row_id = self.current_id()
        if part and row_id:
            self.part_pressed.emit(PartPressed(row_id, part))
        else:
            super()._open()
