"""Paints the rows of the search palette."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ui.models.rows_model import ROW_ROLE
from ui.shell.palette_rows import PaletteRow
from ui.theme.icons import icon_pixmap
from ui.theme.theme import theme
from ui.widgets.key_paint import caps_size, draw_caps

ROW, HEADING = 42, 34


class PaletteDelegate(QStyledItemDelegate):
    """Paints the rows: icon, words with the matched letters bold, and the key."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row: PaletteRow = index.data(ROW_ROLE)
        return QSize(200, theme().grown(ROW if row.does is not None else HEADING))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: PaletteRow = index.data(ROW_ROLE)
        area = QRectF(option.rect)
        view = self.parent()
        painter.save()
        if row.does is None:
            painter.setFont(theme().font("meta"))
            painter.setPen(theme().colour("text_2"))
            words = area.adjusted(16, 4, -16, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, row.words)
        else:
            if isinstance(view, QAbstractItemView) and view.currentIndex().row() == index.row():
                painter.fillRect(area, theme().colour("selected"))
            self._paint_row(painter, area, row)
        painter.restore()

    def _paint_row(self, painter: QPainter, area: QRectF, row: PaletteRow) -> None:
        side = theme().grown(18)
        ratio = painter.device().devicePixelRatio()
        at = QPointF(area.left() + 16, area.center().y() - side / 2)
        painter.drawPixmap(at, icon_pixmap(row.icon, side, "text_2", ratio))
        right = area.right() - 16
        if row.keys:
            size = caps_size(row.keys)
            right -= size.width()
            top = QPointF(right, area.center().y() - size.height() / 2)
            draw_caps(painter, top, row.keys, theme().colour("text_2"), theme().colour("line_strong"))
        left = area.left() + 16 + side + 14
        left += _draw_marked(painter, QRectF(left, area.top(), right - left - 8, area.height()), row.words, row.bold)
        painter.setFont(theme().font("small", tabular=True))
        painter.setPen(theme().colour("text_2"))
        rest = QRectF(left + 6, area.top(), max(0.0, right - left - 14), area.height())
        more = QFontMetricsF(painter.font()).elidedText(row.more, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, more)


def _draw_marked(painter: QPainter, area: QRectF, words: str, bold: frozenset[int]) -> float:
    """The words with some letters bold; gives back their width."""
    painter.setPen(theme().colour("text"))
    left, start = area.left(), 0
    while start < len(words):
        end = start
        while end < len(words) and (end in bold) == (start in bold):
            end += 1
        face = theme().font("body_strong" if start in bold else "body")
        painter.setFont(face)
        room = area.right() - left
        piece = QFontMetricsF(face).elidedText(words[start:end], Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, area.top(), room, area.height()), Qt.AlignmentFlag.AlignVCenter, piece)
        left += QFontMetricsF(face).horizontalAdvance(piece)
        start = end
    return left - area.left()
