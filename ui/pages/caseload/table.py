"""The table of cases: widths that fit the page, and sorting by header or by key."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.models.views import RowsTable
from ui.pages.caseload.columns import NAME, WIDTHS, columns
from ui.pages.caseload.delegate import INDENT
from ui.theme.theme import theme


class CaseloadTable(RowsTable):
    """`sort_wanted(str)` names the order: a key of the columns, with `-` for the other way round."""

    sort_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Caseload"), indent=INDENT, parent=parent)
        self._sort = "next_due_on"
        self._by_hand = False
        self._fitting = False
        self.head.setMinimumSectionSize(theme().grown(56))
        self.head.sort_wanted.connect(self._header_clicked)
        self.head.sectionResized.connect(self._resized)

    def show_sort(self, sort: str) -> None:
        """Show by which column the rows are sorted."""
        self._sort = sort
        keys = [column.key for column in columns()]
        self.head.sorted_by(keys.index(sort.removeprefix("-")), descending=sort.startswith("-"))

    def fit_columns(self) -> None:
        """Give each column its width, and the name what is over; not after the user has set widths."""
        if self._by_hand or self.model() is None:
            return
        self._fitting = True
        self.head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        widths = [theme().grown(width) for width in WIDTHS]
        widths[NAME] += max(0, self.viewport().width() - sum(widths))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        self._fitting = False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_S and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.sort_menu().popup(self.mapToGlobal(QPoint(INDENT, self.head.height())))
        else:
            super().keyPressEvent(event)

    def sort_menu(self) -> QMenu:
        """The orders there are, the present one ticked; choosing it again turns it round."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(_("Sort by"))
        for place, column in enumerate(columns()):
            action = menu.addAction(_("Sort by {column}").format(column=column.title.lower()))
            action.setData(place)
            action.setCheckable(True)
            action.setChecked(column.key == self._sort.removeprefix("-"))
        menu.triggered.connect(self._picked)
        return menu

    def _picked(self, action: object) -> None:
        self._header_clicked(int(action.data()))  # type: ignore[attr-defined]  # a QAction

    def _header_clicked(self, column: int) -> None:
        key = columns()[column].key
        self.sort_wanted.emit(f"-{key}" if key == self._sort else key)

    def _resized(self) -> None:
        self._by_hand = self._by_hand or not self._fitting
