"""Tables to include: one list in which Space or the box ticks a table, and the row chosen is the one previewed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.models.keep_current import KeepCurrent
from ui.models.row_delegate import draw_wrapped, wrapped
from ui.models.rows_model import ROW_ROLE, Column, RowsModel
from ui.models.views import RowsList
from ui.theme.style import draw_tick_box
from ui.theme.theme import theme
from ui.theme.type import Role

_BOX, _GAP, _SIDE = 20, 10, 8
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Offered:
    """One table of the return, and whether it is to be included."""

    id: str
    number: int
    title: str
    ticked: bool = True

    @property
    def words(self) -> str:
        """`2. Main reason by stage`."""
        return f"{self.number}. {self.title}"


class TableChoice(RowsList):
    """The list. Tells `ticked_changed` when the ticks change and `wanted(str)` with the table to preview."""

    ticked_changed = Signal()
    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Tables to include"), ground="canvas", fitted=True, parent=parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows_model = RowsModel[Offered](
            (Column[Offered](_("Table"), _words),), row_id=_id, sentence=_say, parent=self
        )
        self.setModel(self.rows_model)
        boxes = _TickDelegate(self)
        self.setItemDelegate(boxes)
        self.keep = KeepCurrent(self)
        self.keep.moved.connect(self.wanted)
        self.previewed.connect(self.turn)
        boxes.turned.connect(self.turn)

    def offer(self, tables: Iterable[tuple[str, str]]) -> None:
        """Offer these tables (id, title); ticks already set stay, new tables are ticked."""
        before = {row.id: row.ticked for row in self.rows_model.rows()}
        self.rows_model.set_rows(
            [Offered(id_, place, title, before.get(id_, True)) for place, (id_, title) in enumerate(tables, start=1)]
        )

    def ticked(self) -> tuple[str, ...]:
        """The tables to include, in order."""
        return tuple(row.id for row in self.rows_model.rows() if row.ticked)

    def turn(self, table_id: str) -> None:
        """Tick a table, or take its tick away."""
        self.leave_out([table_id], ticked=None)

    def leave_out(self, table_ids: Iterable[str], *, ticked: bool | None = False) -> None:
        """Take the ticks of several tables away at once; None turns each."""
        for table_id in table_ids:
            row = self.rows_model.row_at(self.rows_model.index_of(table_id))
            if row is not None:
                self.rows_model.replace_row(replace(row, ticked=not row.ticked if ticked is None else ticked))
        self.ticked_changed.emit()


class _TickDelegate(QStyledItemDelegate):
    """Box and words, over as many lines as they need."""

    turned = Signal(str)

    def __init__(self, view: TableChoice) -> None:
        super().__init__(view)
        self._view = view

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        area = QRectF(option.rect)
        chosen = self._view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(theme().tint_pen())
            painter.setBrush(theme().colour("selected"))
            painter.drawRoundedRect(area.adjusted(0.5, 1.5, -0.5, -1.5), 6, 6)
        side = theme().grown(_BOX)
        draw_tick_box(painter, QRectF(area.left() + _SIDE, self._box_top(area), side, side), row.ticked)
        role: Role = "small_medium" if chosen else "small"
        words = area.adjusted(_SIDE + side + _GAP, 0, -_SIDE, 0)
        words.setTop(words.center().y() - len(wrapped(row.words, role, words.width())) * theme().line(role) / 2)
        draw_wrapped(painter, words, row.words, role)
        if chosen and self._view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().colour("focus"), 2))
            painter.drawRoundedRect(area.adjusted(1, 2, -1, -2), 6, 6)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = index.data(ROW_ROLE)
        room = max(self._view.viewport().width() - theme().grown(_BOX) - _GAP - 2 * _SIDE, 40)
        lines = len(wrapped(row.words, "small_medium", room))
        return QSize(80, lines * theme().line("small") + theme().grown(13))

    @override
    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        if not isinstance(event, QMouseEvent) or event.type() != QEvent.Type.MouseButtonRelease:
            return False
        on_box = event.position().x() <= option.rect.left() + _SIDE + theme().grown(_BOX) + _GAP / 2
        if on_box:
            self.turned.emit(index.data(ROW_ROLE).id)
        return on_box

    @staticmethod
    def _box_top(area: QRectF) -> float:
        return area.center().y() - theme().grown(_BOX) / 2


def _words(row: Offered) -> str:
    return row.words


def _id(row: Offered) -> str:
    return row.id


def _say(row: Offered) -> str:
    return f"{row.words}. {_('Included') if row.ticked else _('Not included')}"
