"""Paints rows: hairline, hover, selection with its teal bar, focus ring, and one or two lines of text a cell.

Subclass it in a page to add badges: override `paint_cell` and call the painters of `ui.widgets`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView
from typing_extensions import override

from ui.models.rows_model import DISPLAY, ROW_ROLE
from ui.models.sections import HEADING_ROLE
from ui.models.views import RowsList, RowsTable
from ui.theme.theme import theme
from ui.theme.tokens import Token
from ui.theme.type import Role

_Index = QModelIndex | QPersistentModelIndex
ROW_PAD = 8
"""At either side of a cell, in pixels."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The words of a cell: the first line, and a quieter second one below it."""

    first: str
    second: str = ""
    role: Role = "body"
    token: Token = "text"  # noqa: S105 - a colour token
    second_token: Token = "text_2"  # noqa: S105 - a colour token


class RowDelegate(QStyledItemDelegate):
    """Base of every list and table. `height` is the row's at 100 %; it grows with the text size.

    What a page overrides: `lines(row, column, text)` for words alone, `paint_cell` for anything painted, which gets the
    cell without its padding.
    """

    def __init__(self, view: QAbstractItemView, *, height: int = 53, indent: int = 20) -> None:
        super().__init__(view)
        self._view = view
        self._height, self._indent = height, indent
        self._hover_row = -1
        view.setMouseTracking(True)
        view.entered.connect(self._entered)
        if isinstance(view, RowsTable | RowsList):
            view.left.connect(self._left)

    def lines(self, row: Any, column: int, text: str) -> Lines:  # noqa: ARG002 - for those who override it
        """The words of a cell; by default the model's text on one line."""
        return Lines(text)

    def paint_cell(self, painter: QPainter, area: QRectF, row: Any, index: _Index) -> None:
        """Paint what a cell holds into `area`."""
        draw_lines(painter, area, self.lines(row, index.column(), str(index.data(DISPLAY) or "")), self.align(index))

    def paint_heading(self, painter: QPainter, area: QRectF, text: str) -> None:
        """Paint the heading of a section."""
        painter.setFont(theme().font("small_strong"))
        painter.setPen(theme().colour("text_2"))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def align(self, index: _Index) -> Qt.AlignmentFlag:
        """Where words stand across the cell."""
        found = index.data(Qt.ItemDataRole.TextAlignmentRole)
        return found if isinstance(found, Qt.AlignmentFlag) else Qt.AlignmentFlag.AlignLeft

    def padding(self, index: _Index) -> tuple[int, int]:
        """Space at the left and right of a cell; the first and last cell keep the page's edge."""
        if not isinstance(self._view, RowsTable):
            return self._indent, self._indent
        first, last = self._view.head.ends()
        return (
            self._indent if index.column() == first else ROW_PAD,
            self._indent if index.column() == last else ROW_PAD,
        )

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right = self.padding(index)
        inner = area.adjusted(left, 0, -right, -1)
        if index.data(HEADING_ROLE):
            self.paint_heading(painter, inner, str(index.data(DISPLAY)))
        else:
            self._ground(painter, area, bool(option.state & QStyle.StateFlag.State_Selected), index)
            self.paint_cell(painter, inner, index.data(ROW_ROLE), index)
            self._ring(painter, area, index)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        heading = bool(index.data(HEADING_ROLE))
        return QSize(super().sizeHint(option, index).width(), theme().grown(34 if heading else self._height))

    def _entered(self, index: QModelIndex) -> None:
        if index.row() != self._hover_row:
            self._hover_row = index.row()
            self._view.viewport().update()

    def _left(self) -> None:
        self._hover_row = -1
        self._view.viewport().update()

    def _ground(self, painter: QPainter, area: QRectF, chosen: bool, index: _Index) -> None:
        if chosen:
            painter.fillRect(area, theme().colour("selected"))
            if index.column() == (self._view.head.ends()[0] if isinstance(self._view, RowsTable) else 0):
                painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), theme().colour("accent"))
        elif index.row() == self._hover_row:
            painter.fillRect(area, theme().colour("hover"))
        if not self._ends_card(index):
            painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), theme().colour("line"))

    def _ends_card(self, index: _Index) -> bool:
        """The last row in a card: the card's own edge is its line."""
        view = self._view
        in_card = isinstance(view, RowsList | RowsTable) and view.in_card
        return in_card and index.row() == index.model().rowCount() - 1

    def _ring(self, painter: QPainter, area: QRectF, index: _Index) -> None:
        """Across the whole row, drawn piece by piece as each cell is painted."""
        current = self._view.currentIndex()
        if not self._view.hasFocus() or current.row() != index.row() or not current.isValid():
            return
        row = self._row_area(area)
        painter.save()
        painter.setClipRect(area)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().colour("focus"), 2))
        painter.drawRoundedRect(row.adjusted(5, 4, -5, -5), 7, 7)
        painter.restore()

    def _row_area(self, area: QRectF) -> QRectF:
        if not isinstance(self._view, QTableView):
            return area
        head = self._view.horizontalHeader()
        left = -head.offset()
        return QRectF(left, area.top(), head.length(), area.height())


def draw_lines(
    painter: QPainter, area: QRectF, lines: Lines, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
) -> None:
    """One or two lines in the middle of `area`, cut with … where they do not fit."""
    across = align & Qt.AlignmentFlag.AlignHorizontal_Mask
    first_height = theme().line(lines.role)
    second_height = theme().line("small") if lines.second else 0
    top = area.center().y() - (first_height + second_height) / 2
    draw_line(
        painter,
        QRectF(area.left(), top, area.width(), first_height),
        lines.first,
        lines.role,
        lines.token,
        align=across,
    )
    if lines.second:
        below = QRectF(area.left(), top + first_height, area.width(), second_height)
        draw_line(painter, below, lines.second, "small", lines.second_token, align=across)


def draw_line(
    painter: QPainter,
    area: QRectF,
    text: str,
    role: Role = "body",
    token: Token = "text",  # noqa: S107 - a colour token
    *,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> float:
    """One line in the middle of `area`, cut with …; gives back the width drawn."""
    face = theme().font(role, tabular=True)
    metrics = QFontMetricsF(face)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.setFont(face)
    painter.setPen(theme().colour(token))
    painter.drawText(area, align | Qt.AlignmentFlag.AlignVCenter, shown)
    return metrics.horizontalAdvance(shown)


def wrapped(text: str, role: Role, width: float) -> tuple[str, ...]:
    """A text as the lines it takes in a width; always at least one."""
    layout = QTextLayout(text, theme().font(role, tabular=True))
    lines = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
    layout.endLayout()
    return tuple(lines) or ("",)


def draw_wrapped(painter: QPainter, area: QRectF, text: str, role: Role, token: Token = "text") -> None:  # noqa: S107 - a colour token
    """All lines of a text from the top of `area` on, however high that is."""
    line = QRectF(area.left(), area.top(), area.width(), theme().line(role))
    for words in wrapped(text, role, area.width()):
        draw_line(painter, line, words, role, token)
        line.translate(0, line.height())


def widest(texts: Iterable[str], role: Role) -> int:
    """The room a column needs so that none of these is cut, with the space at its sides."""
    metrics = QFontMetricsF(theme().font(role, tabular=True))
    return ceil(max((metrics.horizontalAdvance(text) for text in texts), default=0.0)) + 2 * ROW_PAD + 1


def room_of(model: QAbstractItemModel, column: int, role: Role) -> int:
    """The room a column needs for its title and for the longest of what stands in it."""
    title = str(model.headerData(column, Qt.Orientation.Horizontal, DISPLAY) or "")
    rows = (str(model.index(row, column).data(DISPLAY) or "") for row in range(model.rowCount()))
    return max(widest((title,), "badge"), widest(rows, role))
