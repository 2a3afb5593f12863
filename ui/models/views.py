"""A table and a list, set up once the way every page uses them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QListView, QSizePolicy, QTableView, QWidget
from typing_extensions import override

from ui.models.rows_model import DISPLAY, ID_ROLE
from ui.theme.apply import set_role
from ui.theme.theme import theme

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowsHeader(QHeaderView):
    """Column titles; `sorted_by` shows the arrow. A click on a column tells `sort_wanted`."""

    sort_wanted = Signal(int)

    def __init__(self, parent: QWidget, *, indent: int = 20) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._indent, self._column, self._down = indent, -1, False
        set_role(self, "badge")
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionsMovable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._ends: tuple[int, int] | None = None
        self.sectionClicked.connect(self.sort_wanted)
        for told in (self.sectionMoved, self.sectionResized, self.sectionCountChanged):
            told.connect(self._forget_ends)

    def sorted_by(self, column: int, *, descending: bool = False) -> None:
        """Show which column the rows are sorted by; -1 for none."""
        self._column, self._down = column, descending
        self.viewport().update()

    def ends(self) -> tuple[int, int]:
        """The columns that stand first and last on the screen: they keep the page's edge."""
        if self._ends is None:
            places = [self.logicalIndex(place) for place in range(self.count())]
            shown = [place for place in places if not self.isSectionHidden(place)]
            self._ends = (shown[0], shown[-1]) if shown else (0, 0)
        return self._ends

    def _forget_ends(self) -> None:
        self._ends = None

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        painter.fillRect(rect, theme().colour("sunken"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme().colour("line"))
        first, last = (place == logicalIndex for place in self.ends())
        align = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
        across = align if isinstance(align, Qt.AlignmentFlag) else Qt.AlignmentFlag.AlignLeft
        at_edge = last and bool(across & Qt.AlignmentFlag.AlignRight)
        area = rect.adjusted(self._indent if first else 8, 0, -(self._indent if at_edge else 8), 0)
        sorted_here = logicalIndex == self._column
        painter.setFont(theme().font("badge_strong" if sorted_here else "badge"))
        painter.setPen(theme().colour("text" if sorted_here else "text_2"))
        title = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal, DISPLAY) or "")
        if sorted_here:
            title += " ↓" if self._down else " ↑"
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, across | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()


class RowsTable(QTableView):
    """A table of whole rows: set a `RowsModel`, a `RowDelegate` and widths.

    `opened(str)` on click or Enter and `previewed(str)` on Space give the row's id; Tab leaves the table. `in_card`: it
    ends with a card, whose edge is the line below the last row.
    """

    opened = Signal(str)
    previewed = Signal(str)
    left = Signal()

    def __init__(
        self, name: str, *, row_height: int = 53, indent: int = 20, in_card: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._row_height, self.in_card = row_height, in_card
        self._widths: Sequence[int] = ()
        self.head = RowsHeader(self, indent=indent)
        self.setHorizontalHeader(self.head)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.fit_text_size()
        self.clicked.connect(self._open)

    def set_widths(self, widths: Sequence[int]) -> None:
        """The columns' widths at 100 %: they grow with the words."""
        self._widths = widths
        self.fit_text_size()

    def set_row_height(self, height: int) -> None:
        """Another height of all rows, at 100 %."""
        if height != self._row_height:
            self._row_height = height
            self.fit_text_size()

    def fit_text_size(self) -> None:
        """Rows, head and columns for the text size in force; told after a change of theme."""
        for column, width in enumerate(self._widths):
            self.setColumnWidth(column, theme().grown(width))
        self.verticalHeader().setDefaultSectionSize(theme().grown(self._row_height))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.head.setFixedHeight(theme().grown(38))

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.left.emit()
        return super().viewportEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._open()
        elif event.key() == Qt.Key.Key_Space and (row_id := self.currentIndex().data(ID_ROLE)):
            self.previewed.emit(row_id)
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if row_id := self.currentIndex().data(ID_ROLE):
            self.opened.emit(row_id)


class RowsList(QListView):
    """A list of rows or sections; same signals as `RowsTable`. `ground` is "canvas" outside cards.

    With `fitted=True` it is as high as its rows and never scrolls by itself: for cards and rails.
    """

    opened = Signal(str)
    previewed = Signal(str)
    left = Signal()

    def __init__(self, name: str, *, ground: str = "none", fitted: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.in_card = fitted and ground == "none"
        self._as_high_as_rows = fitted
        self.setAccessibleName(name)
        self.setProperty("ground", ground)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if fitted:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)  # or its card grows without it
        self.clicked.connect(self._open)

    def fit_rows(self) -> None:
        """Take the height of all rows; called by itself after a reload."""
        if self._as_high_as_rows and self.model() is not None:
            self.setFixedHeight(sum(self.sizeHintForRow(row) for row in range(self.model().rowCount())) + 2)

    def fit_text_size(self) -> None:
        """Rows for the text size in force; told after a change of theme."""
        self.fit_rows()

    @override
    def reset(self) -> None:
        super().reset()
        self.fit_rows()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows whose words wrap are higher or lower now."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self.fit_rows()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.left.emit()
        return super().viewportEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._open()
        elif event.key() == Qt.Key.Key_Space and (row_id := self.currentIndex().data(ID_ROLE)):
            self.previewed.emit(row_id)
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        if row_id := self.currentIndex().data(ID_ROLE):
            self.opened.emit(row_id)
