"""Keeps the chosen row of a view across reloads, by its id."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, Signal
from PySide6.QtWidgets import QAbstractItemView

from ui.models.rows_model import ID_ROLE


class KeepCurrent(QObject):
    """Make one for a view once its model is set: `self.keep = KeepCurrent(view)`.

    `moved(str)` tells the id whenever another row becomes current by the user's hand or by a reload that lost the row
    before (""): connect the preview to it. A reload that keeps the row says nothing.
    """

    moved = Signal(str)

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._id = ""
        self._reloading = False
        model = view.model()
        model.modelAboutToBeReset.connect(self._before)
        model.modelReset.connect(self._after)
        view.selectionModel().currentChanged.connect(self._changed)

    def current_id(self) -> str:
        """The id of the current row, or an empty text."""
        return self._id

    def go_to(self, row_id: str) -> bool:
        """Make a row current and bring it into view; False if it is not shown (it is taken up when it comes)."""
        index = self._find(row_id)
        if not index.isValid():
            self._id = row_id
            return False
        self._choose(index)
        return True

    def _find(self, row_id: str) -> QModelIndex:
        finder = getattr(self._view.model(), "index_of", None)
        found = finder(row_id) if finder and row_id else QModelIndex()
        return found if isinstance(found, QModelIndex) else QModelIndex()

    def _choose(self, index: QModelIndex) -> None:
        flag = QItemSelectionModel.SelectionFlag
        self._view.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
        self._view.scrollTo(index)

    def _before(self) -> None:
        self._reloading = True

    def _after(self) -> None:
        index = self._find(self._id)
        if index.isValid():
            self._choose(index)
            self._reloading = False
            return
        self._reloading = False
        if self._id:
            self._id = ""
            self.moved.emit("")

    def _changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if self._reloading:
            return
        found = current.data(ID_ROLE) if current.isValid() else None
        new = found if isinstance(found, str) else ""
        if new != self._id:
            self._id = new
            self.moved.emit(new)
