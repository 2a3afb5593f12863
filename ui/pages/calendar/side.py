"""The month beside the list: its name and arrows, the grid, what its marks mean, and what to show."""

from datetime import date

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.services.calendar import COURT, FOLLOW_UP, RIGHT
from ui.pages.calendar.month_grid import MonthGrid, draw_mark, next_month
from ui.theme.theme import theme
from ui.widgets.button import IconButton, SecondaryButton
from ui.widgets.form_row import FormRow
from ui.widgets.select import Select
from ui.widgets.text import Text
from ui.words.dates import month_year


class _Mark(QWidget):
    """One mark of the grid, beside its word."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme().grown(14), theme().line("meta"))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_mark(painter, QPointF(self.width() / 2, self.height() / 2), self._kind)


class MonthSide(QWidget):
    """`day_wanted(date)` for another day, `kind_wanted()` for another choice of what to show, `list_wanted()`."""

    day_wanted = Signal(object)
    kind_wanted = Signal()
    list_wanted = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._title = Text("", "heading")
        self._back = IconButton("chevron-left", _("Month before"), small=True)
        self._on = IconButton("chevron-right", _("Month after"), small=True)
        self.to_today = SecondaryButton(_("Today"), small=True)
        self.grid = MonthGrid(today)
        self.kinds = Select(
            (
                ("", _("Everything")),
                (COURT, _("Court and MARAC")),
                (FOLLOW_UP, _("Follow-ups")),
                (RIGHT, _("Rights falling due")),
            )
        )
        self._build()
        self._wire()
        self.show_day(today, today)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        for button in (self.to_today, self._back, self._on):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.grid)
        for kind, label in (("court", _("Court or MARAC")), ("follow_up", _("Follow-up")), ("right", _("Right due"))):
            line = QHBoxLayout()
            line.setSpacing(6)
            line.addWidget(_Mark(kind), alignment=Qt.AlignmentFlag.AlignVCenter)
            line.addWidget(Text(label, "meta", "text_2"), 1)
            column.addLayout(line)
        column.addSpacing(8)
        column.addWidget(FormRow(_("Show"), self.kinds))
        column.addStretch()

    def _wire(self) -> None:
        self._back.clicked.connect(self._month_back)
        self._on.clicked.connect(self._month_on)
        self.to_today.clicked.connect(self._go_today)
        self.grid.day_wanted.connect(self._moved)
        self.grid.left.connect(self.list_wanted)
        self.kinds.currentIndexChanged.connect(self.kind_wanted)

    def show_day(self, day: date, today: date) -> None:
        """Stand on a day."""
        self._today = today
        self.grid.show_day(day, today)
        self._title.set_text(month_year(day))

    def _moved(self, day: object) -> None:
        if isinstance(day, date):
            self._title.set_text(month_year(day))
        self.day_wanted.emit(day)

    def _step(self, day: date) -> None:
        self.show_day(day, self._today)
        self.day_wanted.emit(day)

    def _month_back(self) -> None:
        self._step(next_month(self.grid.day(), -1))

    def _month_on(self) -> None:
        self._step(next_month(self.grid.day(), 1))

    def _go_today(self) -> None:
        self._step(self._today)
