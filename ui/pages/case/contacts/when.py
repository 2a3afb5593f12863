"""When a contact happened: set when the composer opens, and changed by typing."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from caseapp.base.clock import at_london, london
from caseapp.base.words import _
from ui.pages.case.clock_entry import clock_text, read_clock
from ui.theme.theme import theme
from ui.widgets.date_field import DateField
from ui.widgets.form_row import FormRow
from ui.widgets.tab_order import keep_tab_order
from ui.words.dates import day_and_time


class WhenFields(QWidget):
    """Day and time fields, made and shown at "Change time". `words()` says the moment in one line.

    Tab comes to them from `after`.
    """

    changed = Signal()

    def __init__(self, today: Callable[[], date], after: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._after = today, after
        self._at: datetime | None = None
        self.hide()

    def _build(self) -> None:
        """Filled with the moment there is."""
        self._day = DateField(self._today)
        self._time = QLineEdit()
        self._time.setMaximumWidth(theme().grown(110))
        self.day_row = FormRow(_("Date of contact"), self._day, hint=DateField.example())
        self.time_row = FormRow(_("Time"), self._time, hint=_("For example 14:32"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(24)
        row.addWidget(self.day_row, alignment=Qt.AlignmentFlag.AlignTop)
        beside = QVBoxLayout()
        beside.addWidget(self.time_row)
        beside.addStretch()
        row.addLayout(beside)
        row.addStretch()
        keep_tab_order(self._after, self)
        self._fill()
        self._day.changed.connect(self.changed)
        self._time.textChanged.connect(self.changed)

    def _show(self) -> None:
        if self.layout() is None:
            self._build()
        self.show()

    def _fill(self) -> None:
        if self._at is not None:
            local = london(self._at)
            self._day.set_day(local.date())
            self._time.setText(clock_text(local.time()))

    def set_moment(self, at: datetime) -> None:
        """Start from a moment; the fields are closed."""
        self._at = at
        self.hide()
        if self.layout() is not None:
            with QSignalBlocker(self):
                self._fill()

    def set_typed(self, day: str, time: str) -> None:
        """Open the fields with words typed before."""
        self._show()
        self._day.field.setText(day)
        self._time.setText(time)

    def open(self) -> None:
        """Show the fields and put the focus in the first."""
        self._show()
        self._day.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._day.field.selectAll()

    def typed(self) -> tuple[str, str] | None:
        """The words in the fields when they are open."""
        return None if self.isHidden() else (self._day.field.text(), self._time.text())

    def moment(self) -> datetime | None:
        """The moment meant, or None when day or time is not understood."""
        if self.isHidden():
            return self._at
        day, clock = self._day.day(), read_clock(self._time.text())
        if day is None or clock is None:
            return None
        if self._at is not None:
            local = london(self._at)
            if (day, clock.hour, clock.minute) == (local.date(), local.hour, local.minute):
                return self._at
        return at_london(day, clock.hour, clock.minute)

    def check(self) -> bool:
        """Put errors beside what is not understood; True when all is."""
        if self.isHidden():
            return True
        self.day_row.clear_error()
        self.time_row.clear_error()
        if self._day.day() is None:
            self.day_row.set_error(_("Enter a date, like 19/11/26 or “thu”"))
        if read_clock(self._time.text()) is None:
            self.time_row.set_error(_("Enter a time, like 14:32"))
        return not (self.day_row.error() or self.time_row.error())

    def refuse(self, sentence: str) -> None:
        """Show that the moment cannot be: the fields open with the sentence."""
        self._show()
        self.day_row.set_error(sentence)
        self._day.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def words(self) -> str:
        """`Sat 21 Nov, 14:32`."""
        at = self.moment() or self._at
        return day_and_time(at) if at is not None else ""
