"""The list of reasons: typing finds, M makes a reason the main one, Space ticks it."""

from functools import lru_cache

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.code_lists import ListItem
from ui.models.rows_model import DISPLAY, ID_ROLE, ROW_ROLE
from ui.models.sections import HEADING_ROLE
from ui.pages.case.withdrawal.reasons_model import ALSO, MAIN, REASON, ReasonsModel
from ui.theme.style import draw_radio, draw_tick_box
from ui.theme.theme import theme
from ui.theme.type import Role, font
from ui.widgets.announce import announce

ROW, LEFT, MAIN_WIDTH, ALSO_WIDTH, SCROLL = 31, 15, 74, 82, 12
_Index = QModelIndex | QPersistentModelIndex
_NONE = Qt.KeyboardModifier.NoModifier


class ReasonDelegate(QStyledItemDelegate):
    """Paints a reason with its code, its radio and its tick box; the main one tinted; a ring where the keyboard is."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        item = index.data(ROW_ROLE)
        if index.data(HEADING_ROLE):
            if index.column() == REASON:
                words = area.adjusted(theme().grown(LEFT), 0, 0, -3)
                self._write(painter, words, str(index.data(DISPLAY)), "meta", quiet=True)
        elif isinstance(item, ListItem):
            self._paint_reason(painter, area, item, index)
        painter.restore()

    def _paint_reason(self, painter: QPainter, area: QRectF, item: ListItem, index: _Index) -> None:
        is_main = index.sibling(index.row(), MAIN).data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        if is_main:
            painter.fillRect(area, theme().colour("accent_tint"))
        on = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        side = theme().grown(20)
        box = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
        if index.column() == MAIN:
            draw_radio(painter, box, on)
        elif index.column() == ALSO:
            if not is_main:
                draw_tick_box(painter, box, on)
        else:
            words = area.adjusted(theme().grown(LEFT), 0, -8, 0)
            self._write(painter, words, item.label, "body_strong" if is_main else "body", code=item.code)
        self._ring(painter, area, index)

    def _write(
        self, painter: QPainter, area: QRectF, text: str, role: Role, *, quiet: bool = False, code: str = ""
    ) -> None:
        face = theme().font(role)
        small = theme().font("meta", tabular=True)
        room = area.width() - _code_width(code)
        words = QRectF(area.left(), area.top(), room, area.height())
        painter.setFont(face)
        painter.setPen(theme().colour("text_2" if quiet else "text"))
        low = Qt.AlignmentFlag.AlignBottom if quiet else Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | low | Qt.TextFlag.TextWordWrap, text)
        if code:
            painter.setFont(small)
            painter.setPen(theme().colour("text_2"))
            after = area.adjusted(min(QFontMetricsF(face).horizontalAdvance(text), room) + 8, 1, 0, 1)
            painter.drawText(after, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, code)

    def _ring(self, painter: QPainter, area: QRectF, index: _Index) -> None:
        if not self._view.hasFocus() or self._view.currentIndex().row() != index.row():
            return
        width = self._view.horizontalHeader().length()
        painter.setClipRect(area)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().colour("focus"), 2))
        painter.drawRoundedRect(QRectF(2, area.top() + 1, width - 4, area.height() - 2), 7, 7)


def _code_width(code: str) -> float:
    return QFontMetricsF(theme().font("meta", tabular=True)).horizontalAdvance(code) + 10 if code else 0.0


@lru_cache(maxsize=1024)
def _height(label: str, code: str, wide: int, scale: float) -> int:
    """Of a row so many pixels wide at a text scale; asked again for every row each time the list is laid out."""
    room = QRectF(0, 0, wide - _code_width(code), 10_000)
    words = QFontMetricsF(font("body_strong", scale)).boundingRect(room, Qt.TextFlag.TextWordWrap, label).height()
    return max(round(ROW * scale), round(words) + round(10 * scale))


_PUT_HERE = frozenset({Qt.FocusReason.OtherFocusReason, Qt.FocusReason.ActiveWindowFocusReason})
"""The focus was put on the list, nobody went there: the page stays where it is scrolled to."""


class ReasonsTable(QTableView):
    """Every letter and digit but M is typed into "Find a reason" (`typed`); Backspace takes one back (`rubbed`)."""

    typed = Signal(str)
    rubbed = Signal()
    acted = Signal(str)
    moved = Signal()

    def __init__(self, model: ReasonsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._fitted = (0, 0.0)
        self.setModel(model)
        self.setItemDelegate(ReasonDelegate(self))
        self.setAccessibleName(_("Reasons"))
        self.setProperty("ground", "none")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.clicked.connect(self._clicked)
        model.modelReset.connect(self._fit_other_rows)
        self.fit_text_size()

    def fit_text_size(self) -> None:
        """Row height and columns for the text size in force."""
        head = self.horizontalHeader()
        head.setMinimumSectionSize(24)
        head.setSectionResizeMode(REASON, QHeaderView.ResizeMode.Stretch)
        for column, width in ((MAIN, MAIN_WIDTH), (ALSO, ALSO_WIDTH)):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column, theme().grown(width))
        self.verticalHeader().setDefaultSectionSize(theme().grown(ROW))
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Rows whose words do not fit on one line grow: bold words, so that marking one does not move the rest."""
        wide = self.columnWidth(REASON) - theme().grown(LEFT) - 8
        before, self._fitted = self._fitted, (wide, theme().scale)
        if before == self._fitted:
            return
        for row in range(self._model.rowCount()):
            item = self._model.index(row, REASON).data(ROW_ROLE)
            if isinstance(item, ListItem) and wide > 0:
                height = _height(item.label, item.code, wide, theme().scale)
                if height != self.rowHeight(row):
                    self.setRowHeight(row, height)

    def _fit_other_rows(self) -> None:
        self._fitted = (0, 0.0)
        self._fit_rows()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def current_code(self) -> str | None:
        """The reason where the keyboard is."""
        found = self.currentIndex().data(ID_ROLE)
        return found if isinstance(found, str) else None

    def go_to(self, code: str | None) -> None:
        """Put the keyboard on a reason and bring it into view."""
        index = self._model.index_of(code or "")
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(index)
        self.viewport().update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, code = event.key(), self.current_code()
        plain = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier) == _NONE
        if code and key == Qt.Key.Key_M and (plain or event.modifiers() == Qt.KeyboardModifier.AltModifier):
            self._act(code, MAIN)
        elif code and key == Qt.Key.Key_Space and plain:
            self._act(code, ALSO)
        elif code and key == Qt.Key.Key_Delete and plain:
            self._model.unmark(code)
        elif key == Qt.Key.Key_Backspace:
            self.rubbed.emit()
        elif plain and key != Qt.Key.Key_M and event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_M):
            event.accept()
        else:
            super().keyPressEvent(event)

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if self.hasFocus():
            self.moved.emit()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        put_here = event.reason() in _PUT_HERE
        blocked = self.blockSignals(put_here or self.signalsBlocked())
        super().focusInEvent(event)  # makes the first row current
        self.blockSignals(blocked)
        if not put_here:
            self.moved.emit()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A second click is another click, not something else."""
        self.mousePressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        code = index.data(ID_ROLE)
        if isinstance(code, str) and index.column() != REASON:
            self._act(code, index.column())

    def _act(self, code: str, column: int) -> None:
        if column == MAIN:
            self._model.mark_main(code)
        else:
            self._model.tick_also(code)
        said = self._model.index_of(code).data(Qt.ItemDataRole.AccessibleTextRole)
        announce(self, str(said))
        self.acted.emit(code)
