"""The follow-up a contact makes: what, and by when."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.domain.contact import FollowUpDraft
from ui.pages.case.clock_entry import clock_text, read_clock
from ui.theme.theme import theme
from ui.widgets.button import LinkButton
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.date_field import DateField
from ui.widgets.form_row import FormRow
from ui.widgets.tab_order import keep_tab_order
from ui.widgets.text import Text
from ui.words.dates import short_day
from ui.words.working_days import add_working_days


class FollowUpFields(QWidget):
    """Made when asked for; the next safe time is suggested. It may be folded away again and still holds.

    Tab comes to the fields from `after`.
    """

    changed = Signal()
    removed = Signal()

    def __init__(self, today: Callable[[], date], after: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._after = today, after
        self._wanted = False
        self.hide()

    def _build(self) -> None:
        self._what = QLineEdit()
        self._day = DateField(self._today, lean="future", add_working_days=add_working_days)
        self._time = QLineEdit()
        self._time.setMaximumWidth(theme().grown(110))
        self._kind = ChipRow(
            _("Kind of follow-up"),
            (
                Option("call", _("Call"), "phone"),
                Option("text", _("Text"), "message-square-text"),
                Option("email", _("Email"), "mail"),
                Option("task", _("Something else"), "list-checks"),
            ),
        )
        self.what_row = FormRow(_("What to do next"), self._what)
        self.day_row = FormRow(_("By when"), self._day, hint=_("For example “mon”, “+3wd” or 23/11/26"))
        self.time_row = FormRow(_("Time"), self._time, hint=_("If there is one"), optional=True)
        self._safe = Text("", "small", "voice", wrap=True)
        self._remove = LinkButton(_("No follow-up"))
        self._lay_out()
        keep_tab_order(self._after, self)
        for signal in (self._what.textChanged, self._time.textChanged, self._day.changed, self._kind.changed):
            signal.connect(self.changed)
        self._remove.clicked.connect(self._taken_away)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(10)
        column.addWidget(self._kind)
        column.addWidget(self.what_row)
        line = QHBoxLayout()
        line.setSpacing(24)
        line.addWidget(self.day_row, alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.time_row, alignment=Qt.AlignmentFlag.AlignTop)
        line.addStretch()
        column.addLayout(line)
        foot = QHBoxLayout()
        foot.addWidget(self._safe, 1)
        foot.addWidget(self._remove)
        column.addLayout(foot)

    def open(self, name: str, suggested: datetime | None, day: date) -> None:
        """Show the fields, filled with a call at the next safe time (or on `day` when none is known)."""
        if self.layout() is None:
            self._build()
        if not self._wanted:
            if self._kind.value() is None:
                self._kind.set_value("call")
            if not self._what.text():
                self._what.setText(_("Call {name}").format(name=name))
            if not self._day.field.text():
                self._day.set_day(suggested.date() if suggested is not None else day)
                self._time.setText(clock_text(suggested.time()) if suggested is not None else "")
            self._safe.set_text(_("The next safe time to call is filled in.") if suggested is not None else "")
        self._wanted = True
        self.show()
        self._what.setFocus(Qt.FocusReason.OtherFocusReason)
        self._what.selectAll()

    def folded(self) -> bool:
        """Whether the fields are out of sight."""
        return self.isHidden()

    def fold(self) -> None:
        """Put the fields out of sight; the follow-up stays."""
        self.hide()

    def set_data(self, data: Mapping[str, Any] | None) -> None:
        """Take up what was typed before, folded; None takes the follow-up away."""
        if data is not None and self.layout() is None:
            self._build()
        if self.layout() is not None:
            self._fill(data or {})
        self._wanted = data is not None
        self.hide()

    def _fill(self, data: Mapping[str, Any]) -> None:
        self._what.setText(data.get("what", ""))
        self._day.field.setText(data.get("day", ""))
        self._time.setText(data.get("time", ""))
        self._kind.set_value(data.get("kind"))
        for row in (self.what_row, self.day_row, self.time_row):
            row.clear_error()

    def data(self) -> dict[str, Any] | None:
        """What is typed, as data; None when no follow-up is wanted."""
        if not self._wanted:
            return None
        return {
            "what": self._what.text(),
            "day": self._day.field.text(),
            "time": self._time.text(),
            "kind": self._kind.value(),
        }

    def check(self) -> bool:
        """Put errors beside what is missing; True when all is there, or no follow-up is wanted."""
        if not self._wanted:
            return True
        for row in (self.what_row, self.day_row, self.time_row):
            row.clear_error()
        if not self._what.text().strip():
            self.what_row.set_error(_("Say what to do next, or choose “No follow-up”"))
        if self._day.day() is None:
            self.day_row.set_error(_("Enter a date, like 23/11/26, “mon” or “+3wd”"))
        if self._time.text().strip() and read_clock(self._time.text()) is None:
            self.time_row.set_error(_("Enter a time, like 10:00, or leave it empty"))
        wrong = any(row.error() for row in (self.what_row, self.day_row, self.time_row))
        if wrong:
            self.show()
        return not wrong

    def draft(self) -> FollowUpDraft | None:
        """The follow-up to make, once `check` is content."""
        if not self._wanted or (day := self._day.day()) is None:
            return None
        clock = read_clock(self._time.text())
        return FollowUpDraft(
            self._what.text().strip(), day, clock_text(clock) if clock else None, self._kind.value() or "task"
        )

    def words(self) -> str:
        """`Follow up: Mon 23 Nov, 10:00`, or `Follow up` when none is set."""
        if not self._wanted or (day := self._day.day()) is None:
            return _("Follow up")
        clock = read_clock(self._time.text())
        said = _("Follow up: {day}").format(day=short_day(day))
        return _("{day}, {time}").format(day=said, time=clock_text(clock)) if clock else said

    def _taken_away(self) -> None:
        self.set_data(None)
        self.changed.emit()
        self.removed.emit()
