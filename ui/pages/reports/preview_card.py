"""The preview: one table exactly as it will be exported, with its notes and chart."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.base.words import _
from ui.pages.reports.check_work import ShownTable
from ui.pages.reports.figures_table import FiguresTable
from ui.widgets.bar_chart import Bar, BarChart
from ui.widgets.button import IconButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.loading_shapes import LoadingShapes
from ui.widgets.text import Text

_TABLE, _WAITING, _NOTHING = range(3)


class PreviewCard(QFrame):
    """Shows one table of several; `turned(int)` asks for the one before (-1) or after (+1)."""

    turned = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "plain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Preview"))
        self._nothing: EmptyState | None = None
        self._chart: BarChart | None = None
        self._build()
        self._wire()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(23, 18, 23, 22)
        self._states = QStackedWidget()
        outer.addWidget(self._states)
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._head())
        self._subtitle = Text("", "small", "text_2", wrap=True)
        self.headline = Text("", "small_medium", wrap=True)
        self.figures = FiguresTable()
        self._notes = Text("", "meta", "text_2", wrap=True)
        self._column.addWidget(self._subtitle)
        self._column.addSpacing(10)
        self._column.addWidget(self.headline)
        self._column.addWidget(self.figures)
        self._column.addSpacing(8)
        self._column.addWidget(self._notes)
        self._chart_place = QVBoxLayout()
        self._chart_place.setContentsMargins(0, 18, 0, 0)
        self._column.addLayout(self._chart_place)
        self._column.addStretch()
        self._states.addWidget(page)
        self._states.addWidget(LoadingShapes(_("Checking the tables"), 10, row_height=34))
        empty = QWidget()
        self._empty_column = QVBoxLayout(empty)
        self._empty_column.setContentsMargins(0, 0, 0, 0)
        self._empty_column.addStretch()
        self._states.addWidget(empty)
        self._states.setCurrentIndex(_WAITING)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2)
        self.title = Text("", "heading", wrap=True)
        self._place = Text("", "small", "text_2", tabular=True)
        self.before = IconButton("chevron-left", _("Table before"), small=True, plain=True)
        self.after = IconButton("chevron-right", _("Table after"), small=True, plain=True)
        row.addWidget(self.title, 1, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(8)
        turning = QWidget()
        pager = QHBoxLayout(turning)
        pager.setContentsMargins(0, 0, 0, 0)
        pager.setSpacing(2)
        for part in (self.before, self._place, self.after):
            pager.addWidget(part, alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(turning, alignment=Qt.AlignmentFlag.AlignTop)
        return row

    def _wire(self) -> None:
        self.before.clicked.connect(self._back)
        self.after.clicked.connect(self._on)

    def show_table(self, shown: ShownTable, number: int, of: int) -> None:
        """Show a table of the release, with its place among the others."""
        table = shown.preview
        self.title.set_text(_("Table {number}. {title}").format(number=number, title=table.title))
        self._place.set_text(_("{number} of {of}").format(number=number, of=of))
        self.before.setEnabled(number > 1)
        self.after.setEnabled(number < of)
        self._subtitle.set_text(table.subtitle)
        self.headline.set_text(shown.headline)
        self.headline.setVisible(bool(shown.headline))
        self.figures.show_table(table)
        self._notes.set_text(" ".join(table.notes))
        self._notes.setVisible(bool(table.notes))
        self._drop_chart()
        if shown.chart is not None:
            bars = [Bar(row.label, row.value, row.text) for row in shown.chart.rows]
            self._chart = BarChart(shown.chart.title, bars)
            self._chart_place.addWidget(self._chart)
        self._states.setCurrentIndex(_TABLE)

    def show_waiting(self) -> None:
        """Grey shapes until there is something to show."""
        self.clear()
        self._states.setCurrentIndex(_WAITING)

    def show_nothing(self, title: str, words: str) -> None:
        """Why there is no table."""
        self.clear()
        if self._nothing is not None:
            self._nothing.hide()
            self._nothing.deleteLater()
        self._nothing = EmptyState(title, words, icon="chart-bar")
        self._empty_column.insertWidget(0, self._nothing)
        self._states.setCurrentIndex(_NOTHING)

    def clear(self) -> None:
        """Drop every figure."""
        for words in (self.title, self._place, self._subtitle, self.headline, self._notes):
            words.set_text("")
        self.figures.clear()
        self._drop_chart()

    @property
    def chart(self) -> BarChart | None:
        """The chart under the table, if one is drawn."""
        return self._chart

    def _drop_chart(self) -> None:
        if self._chart is not None:
            self._chart.hide()
            self._chart_place.removeWidget(self._chart)
            self._chart.deleteLater()
            self._chart = None

    def _back(self) -> None:
        self.turned.emit(-1)

    def _on(self) -> None:
        self.turned.emit(1)
