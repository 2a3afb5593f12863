"""The list itself: read a page at a time, sorted and filtered by the database; or words in its place."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import _
from caseapp.domain.case import CaseloadQuery
from caseapp.services import cases
from caseapp.services.office import Office
from ui.models.keep_current import KeepCurrent
from ui.pages.caseload.delegate import CaseloadDelegate
from ui.pages.caseload.filters import Filters
from ui.pages.caseload.instead import instead_of_rows
from ui.pages.caseload.model import CaseloadModel
from ui.pages.caseload.table import CaseloadTable
from ui.pages.caseload.words import CaseLine, in_words
from ui.widgets.loading_shapes import LoadingShapes
from ui.work.runner import Runner
from ui.work.wanted import PlaceWanted

PAGE_ROWS = 200


class CaseList(QWidget):
    """`opened(str)`, `previewed(str)` and `moved(str)` name a case; `read_done()` after every reading from the start.

    `failed(Trouble)` when it could not be read: what was shown stays. `place_wanted` when there is no case at all.
    """

    opened = Signal(str)
    previewed = Signal(str)
    moved = Signal(str)
    read_done = Signal()
    failed = Signal(object)
    place_wanted = Signal(object)

    def __init__(self, office: Office, runner: Runner, filters: Filters, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner, self._filters = office, runner, filters
        self._sort = "next_due_on"
        self._open_first = False
        self.total = 0
        self._build()
        self._wire()

    def _build(self) -> None:
        self.table = CaseloadTable()
        self.model = CaseloadModel(self)
        self.table.setModel(self.model)
        self.table.setItemDelegate(CaseloadDelegate(self.table))
        self.table.show_sort(self._sort)
        self.keep = KeepCurrent(self.table)
        self._instead = QWidget()
        self._instead_column = QVBoxLayout(self._instead)
        self._instead_column.setContentsMargins(28, 28, 28, 28)
        self._loading = QWidget()
        QVBoxLayout(self._loading).addWidget(LoadingShapes(_("Opening caseload"), rows=8, row_height=53))
        self._stack = QStackedLayout(self)
        for part in (self.table, self._instead, self._loading):
            self._stack.addWidget(part)

    def _wire(self) -> None:
        self._filters.changed.connect(self.read_from_start)
        self._filters.field.entered.connect(self.open_first)
        self._filters.field.left_down.connect(self.table.setFocus)
        self.table.sort_wanted.connect(self._sort_by)
        self.table.opened.connect(self.opened)
        self.table.previewed.connect(self.previewed)
        self.model.more_wanted.connect(self._read_more)
        self.keep.moved.connect(self.moved)

    def load(self) -> None:
        """Read again as far as it was scrolled; place and scroll stay."""
        self._read(max(PAGE_ROWS, len(self.model.rows())))

    def read_from_start(self) -> None:
        """Other cases are wanted, or another order."""
        self._read(PAGE_ROWS)

    def open_first(self) -> None:
        """Open the first case found; if the list is still to be read, as soon as it is."""
        if self._filters.field.waiting():
            self._open_first = True
            self.read_from_start()
        elif rows := self.model.rows():
            self.opened.emit(rows[0].id)

    def current_id(self) -> str:
        """The case the list stands on, or an empty text."""
        return self.keep.current_id() if self.model.rows() else ""

    def clear(self) -> None:
        """Keep nothing: for the lock."""
        self._runner.forget(self)
        self._open_first = False
        self.model.show_first((), 0)
        self.total = 0

    def sort(self) -> str:
        """The order in force: a key of the columns, with `-` for the other way round."""
        return self._sort

    def sort_by(self, sort: str) -> None:
        """Put another order in force, without reading again."""
        self._sort = sort
        self.table.show_sort(sort)

    def _read(self, limit: int) -> None:
        self._filters.field.settle()
        query = replace(self._filters.query(self._sort), limit=limit)
        work = partial(_read_page, self._office, query)
        self._runner.vault(self, work, self._shown, self._read_failed, waiting=self._wait, latest="list")

    def _read_more(self) -> None:
        query = replace(self._filters.query(self._sort), offset=len(self.model.rows()), limit=PAGE_ROWS)
        work = partial(_read_page, self._office, query)
        self._runner.vault(self, work, self._more_shown, self._read_failed, latest="list")

    def _shown(self, read: tuple[tuple[CaseLine, ...], int]) -> None:
        lines, self.total = read
        scroll = self.table.verticalScrollBar().value()
        self.model.show_first(lines, self.total)
        if lines:
            self._stack.setCurrentWidget(self.table)
            self.table.fit_columns()
            self.table.verticalScrollBar().setValue(scroll)
            if not self.table.currentIndex().isValid():
                self.keep.go_to(lines[0].id)
        else:
            self._show_instead()
        opening, self._open_first = self._open_first, False
        self.read_done.emit()
        if opening and lines:
            self.opened.emit(lines[0].id)

    def _more_shown(self, read: tuple[tuple[CaseLine, ...], int]) -> None:
        self.model.append(read[0])

    def _wait(self) -> None:
        if not self.model.rows():
            self._stack.setCurrentWidget(self._loading)

    def _read_failed(self, trouble: Trouble) -> None:
        self._open_first = False
        self.model.asking_failed()
        self.failed.emit(trouble)

    def _sort_by(self, sort: str) -> None:
        self._sort = sort
        self.table.show_sort(sort)
        self.table.scrollToTop()
        self.read_from_start()

    def _show_instead(self) -> None:
        while (old := self._instead_column.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.deleteLater()
        card = instead_of_rows(self._filters)
        card.linked.connect(self._link_pressed)
        card.pressed.connect(partial(self.place_wanted.emit, PlaceWanted("new_case")))
        self._instead_column.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        self._stack.setCurrentWidget(self._instead)

    def _link_pressed(self) -> None:
        if self._filters.is_set():
            self._filters.reset()
            self._filters.field.field.setFocus()
        else:
            self.place_wanted.emit(PlaceWanted("import"))


def _read_page(office: Office, query: CaseloadQuery) -> tuple[tuple[CaseLine, ...], int]:
    """On the vault thread: a page of cases, in words."""
    page = cases.caseload(office, query)
    today = office.today()
    return tuple(in_words(row, today, office.place) for row in page.rows), page.total
