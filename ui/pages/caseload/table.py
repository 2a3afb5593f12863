"""The table of cases: widths that fit the page, and sorting by header or by key."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.models.row_delegate import ROW_PAD, widest
from ui.models.rows_model import DISPLAY
from ui.models.views import RowsTable
from ui.pages.caseload.columns import NAME, REF, columns, fitted
from ui.pages.caseload.delegate import INDENT
from ui.theme.theme import theme

_LOOKED_AT = 40


class CaseloadTable(RowsTable):
    """`sort_wanted(str)` names the order: a key of the columns, with `-` for the other way round."""

    sort_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Caseload"), indent=INDENT, parent=parent)
        self._sort = "next_due_on"
        self._by_hand = False
        self._fitting = False
        self._put_away: set[int] = set()
        self.fit_text_size()
        self.head.sort_wanted.connect(self._header_clicked)
        self.head.sectionResized.connect(self._resized)

    def show_sort(self, sort: str) -> None:
        """Show by which column the rows are sorted."""
        self._sort = sort
        self.head.sorted_by(_place(sort.removeprefix("-")), descending=sort.startswith("-"))
        self.fit_columns()

    def fit_columns(self) -> None:
        """Give each column its width, and the name what is over; not after the user has set widths.

        Where there is no room for all, the least needed give way until there is: nothing has to be scrolled sideways.
        """
        if self._by_hand or self.model() is None:
            return
        self.head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        every = range(len(columns()))
        wanted = [place for place in every if place not in self._put_away]
        widths = fitted(
            self.viewport().width(),
            wanted,
            scale=theme().scale,
            sorted_by=_place(self._sort.removeprefix("-")),
            reference=self._widest_reference(),
        )
        self._fitting = True  # a column that goes, or comes back, has not been given a width by hand
        for place in every:
            self.setColumnHidden(place, place not in widths)
            if place in widths:
                self.setColumnWidth(place, widths[place])
        self._fitting = False

    def _widest_reference(self) -> int:
        """Of the rows on top: they have about one length."""
        shown = range(min(self.model().rowCount(), _LOOKED_AT))
        references = (str(self.model().index(row, REF).data(DISPLAY) or "") for row in shown)
        return INDENT + widest(references, "small") - ROW_PAD

    def without_room(self) -> frozenset[str]:
        """Columns that are wanted, but have no room in this window."""
        every = columns()
        hidden = {place for place in range(len(every)) if self.isColumnHidden(place)}
        return frozenset(every[place].key for place in hidden - self._put_away)

    def columns_now(self) -> tuple[tuple[str, str, bool], ...]:
        """Key and title of every column from the left, and whether it is shown."""
        known = columns()
        places = [self.head.logicalIndex(place) for place in range(len(known))]
        return tuple((known[one].key, known[one].title, one not in self._put_away) for one in places)

    def show_column(self, key: str, shown: bool) -> None:
        """Show or hide a column; the last one shown, and the name, stay."""
        place = _place(key)
        if place != NAME:
            self._want(place, wanted=shown)
            self.fit_columns()

    def move_column(self, key: str, step: int) -> None:
        """Move a column past its neighbour on the screen."""
        shown = [self.head.visualIndex(_place(one)) for one, _title, there in self.columns_now() if there]
        now = self.head.visualIndex(_place(key))
        place = shown.index(now) + step if now in shown else -1
        if 0 <= place < len(shown):
            self.head.moveSection(now, shown[place])

    def reset_columns(self) -> None:
        """Every column in its own place at its own width."""
        self.arrange((), {})

    def arrange(self, shown: tuple[str, ...], widths: dict[str, int]) -> None:
        """Show these columns from the left at these widths (pixels at 100 %); without any, all as they were."""
        keys = [column.key for column in columns()]
        order = [key for key in shown if key in keys] or keys
        for place, key in enumerate([*order, *(key for key in keys if key not in order)]):
            self.head.moveSection(self.head.visualIndex(keys.index(key)), place)
            self._want(keys.index(key), wanted=key in order or key == keys[NAME])
        self._by_hand = False
        self.fit_columns()
        for key, width in widths.items():
            if key in keys:
                self.setColumnWidth(keys.index(key), theme().grown(width))

    def widths(self) -> dict[str, int]:
        """Widths set by hand, by column, in pixels at 100 %; none while all have their own."""
        if not self._by_hand:
            return {}
        shown = [place for place in range(self.head.count()) if not self.isColumnHidden(place)]
        return {columns()[place].key: round(self.columnWidth(place) / theme().scale) for place in shown}

    def _want(self, place: int, *, wanted: bool) -> None:
        if wanted:
            self._put_away.discard(place)
        else:
            self._put_away.add(place)
        if self._by_hand:
            self._fitting = True
            self.setColumnHidden(place, not wanted)
            self._fitting = False

    @override
    def fit_text_size(self) -> None:
        super().fit_text_size()
        if hasattr(self, "_put_away"):  # Qt may ask while it is being made
            self._fitting = True  # what grows to the least there may be has not been given its width by hand
            self.head.setMinimumSectionSize(theme().grown(56))
            self._fitting = False
            self.fit_columns()

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


def _place(key: str) -> int:
    return [column.key for column in columns()].index(key)
