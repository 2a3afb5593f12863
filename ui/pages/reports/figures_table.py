"""A table of published figures, as high as its rows: hidden numbers in plum, groups and totals in bold."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from caseapp.base.words import _
from caseapp.services.release_view import PreviewRow, PreviewTable
from ui.models.rows_model import DISPLAY, ROW_ROLE, SENTENCE, AnyIndex, Column, RowsModel
from ui.theme.theme import theme
from ui.theme.type import Role

_PAD = 8
_STEP = 16
_LABEL_AT_LEAST = 130
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = int(Qt.TextFlag.TextWordWrap)


def spoken(text: str) -> str:
    """A figure as a screen reader should say it."""
    words = {"[c]": _("hidden"), "[x]": _("not available"), "[z]": _("not applicable")}
    return words.get(text, text.replace("[u]", _("small base")))


class FiguresModel(RowsModel[PreviewRow]):
    """The rows of one published table; each says itself in a sentence, and each figure with its column."""

    def __init__(self, table: PreviewTable, parent: QWidget) -> None:
        columns = [Column[PreviewRow](table.row_heading, _label)]
        columns += [Column[PreviewRow](each.label, _Figure(place), _RIGHT) for place, each in enumerate(table.columns)]
        super().__init__(columns, row_id=_code, sentence=self._say, parent=parent)
        self.set_rows(table.rows)

    @override
    def data(self, index: AnyIndex, role: int = DISPLAY) -> Any:
        if role == SENTENCE and index.isValid() and index.column():
            return f"{self.columns()[index.column()].title}: {spoken(str(super().data(index)))}"
        return super().data(index, role)

    def _say(self, row: PreviewRow) -> str:
        titles = (column.title for column in self.columns()[1:])
        figures = (f"{title} {spoken(cell.text)}" for title, cell in zip(titles, row.cells, strict=True))
        return f"{row.label}: {', '.join(figures)}"


class _Figure:
    """Reads one column of a row."""

    def __init__(self, place: int) -> None:
        self._place = place

    def __call__(self, row: PreviewRow) -> str:
        return row.cells[self._place].text


def _label(row: PreviewRow) -> str:
    return row.label


def _code(row: PreviewRow) -> str:
    return row.code


class FiguresTable(QTableView):
    """Shows a `PreviewTable`; arrows go from figure to figure, Tab leaves. Scrolls sideways when it must."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = _FiguresHead(self)
        self.setHorizontalHeader(self._head)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setProperty("ground", "none")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_FigureDelegate(self))

    def show_table(self, table: PreviewTable) -> None:
        """Show another table."""
        before = self.model()
        self.setModel(FiguresModel(table, self))
        if before is not None:
            before.deleteLater()
        self.setAccessibleName(table.title)
        self.setAccessibleDescription(table.subtitle)
        self.setCurrentIndex(self.model().index(0, 0))
        self.fit()

    def clear(self) -> None:
        """Drop every figure."""
        model = self.model()
        if isinstance(model, FiguresModel):
            model.clear()
        self.setAccessibleName("")
        self.setAccessibleDescription("")

    def rows(self) -> tuple[PreviewRow, ...]:
        """The rows shown."""
        model = self.model()
        return model.rows() if isinstance(model, FiguresModel) else ()

    def fit(self) -> None:
        """Share the width out among the columns, and take the height of all rows."""
        model = self.model()
        if not isinstance(model, FiguresModel) or not model.rows():
            return
        widths = self._widths(model)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        plain, bold = (QFontMetrics(_face(heavy)) for heavy in (False, True))
        line = theme().line("small")
        total = 0
        for place, row in enumerate(model.rows()):
            room = widths[0] - _PAD - _STEP * row.level
            face = bold if row.bold else plain
            lines = -(-face.boundingRect(0, 0, room, 10_000, _WRAPPED, row.label).height() // face.lineSpacing())
            height = max(1, lines) * line + theme().grown(9)
            self.setRowHeight(place, height)
            total += height
        self._head.setFixedHeight(self._head.wanted_height())
        bar = self.horizontalScrollBar().sizeHint().height() if sum(widths) > self.viewport().width() else 0
        self.setFixedHeight(total + self._head.height() + bar + 2)

    def _widths(self, model: FiguresModel) -> list[int]:
        """Figures get what their numbers and the longest word of their heading need; the words get the rest."""
        figures = QFontMetrics(theme().font("small_strong", tabular=True))
        heads = QFontMetrics(theme().font("badge"))
        least, ideal, full = [], [], []
        for place, column in enumerate(model.columns()[1:]):
            number = max(figures.horizontalAdvance(row.cells[place].text) for row in model.rows())
            word = max(heads.horizontalAdvance(part) for part in column.title.split() or [""])
            title = heads.horizontalAdvance(column.title)
            least.append(max(number + 2, word + 2, theme().grown(28)) + 2 * _PAD)
            ideal.append(max(least[-1], min(title // 2, theme().grown(90)) + 2 * _PAD))
            full.append(max(least[-1], min(title + 2, theme().grown(180)) + 2 * _PAD))
        room = self.viewport().width()
        longest = max(figures.horizontalAdvance(row.label) + _STEP * row.level for row in model.rows()) + 2 * _PAD
        taken = next((each for each in (full, ideal) if room - sum(each) >= longest), least)
        words = max(room - sum(taken), min(longest, theme().grown(_LABEL_AT_LEAST)))
        return [words, *taken]

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()


class _FiguresHead(QHeaderView):
    """Headings over as many lines as they need, standing on a line."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def wanted_height(self) -> int:
        """Room for the longest heading at the widths in force."""
        metrics = QFontMetrics(theme().font("badge"))
        highest = metrics.lineSpacing()
        for section in range(self.count()):
            room = self.sectionSize(section) - (_PAD if section == 0 else 2 * _PAD)
            title = str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")
            highest = max(highest, metrics.boundingRect(0, 0, room, 10_000, _WRAPPED, title).height())
        return highest + 12

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        title = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal) or "")
        painter.save()
        painter.fillRect(rect, theme().colour("surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme().colour("text"))
        painter.setFont(theme().font("badge"))
        painter.setPen(theme().colour("text_2"))
        first = logicalIndex == 0
        area = rect.adjusted(0 if first else _PAD, 0, -_PAD, -7)
        across = Qt.AlignmentFlag.AlignLeft if first else Qt.AlignmentFlag.AlignRight
        painter.drawText(area, int(across | Qt.AlignmentFlag.AlignBottom) | _WRAPPED, title)
        painter.restore()


class _FigureDelegate(QStyledItemDelegate):
    """Paints labels and figures."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, PreviewRow):
            return
        area = QRectF(option.rect)
        painter.save()
        if index.column() == 0:
            painter.setFont(_face(row.bold))
            painter.setPen(theme().colour("text"))
            place = area.adjusted(_STEP * row.level, 0, -_PAD, 0)
            painter.drawText(
                place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | _WRAPPED, row.label
            )
        else:
            cell = row.cells[index.column() - 1]
            hidden = cell.text == "[c]"
            if hidden:
                painter.fillRect(area, theme().colour("voice_tint"))
            painter.setFont(_face(cell.bold and not hidden))
            painter.setPen(theme().colour("voice" if hidden else "text"))
            painter.drawText(area.adjusted(_PAD, 0, -_PAD, 0), int(_RIGHT), cell.text)
        self._lines(painter, area, index)
        self._ring(painter, area, index)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._view.columnWidth(index.column()), theme().line("small") + theme().grown(9))

    def _lines(self, painter: QPainter, area: QRectF, index: QModelIndex | QPersistentModelIndex) -> None:
        last = index.row() == index.model().rowCount() - 1
        painter.fillRect(
            QRectF(area.left(), area.bottom() - 1, area.width(), 1), theme().colour("text" if last else "line")
        )

    def _ring(self, painter: QPainter, area: QRectF, index: QModelIndex | QPersistentModelIndex) -> None:
        if self._view.hasFocus() and self._view.currentIndex() == index:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().colour("focus"), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -2), 5, 5)


def _face(bold: bool) -> QFont:
    role: Role = "small_strong" if bold else "small"
    return theme().font(role, tabular=True)
