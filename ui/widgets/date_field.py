"""A date typed as people say it, echoed in full below."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.domain.date_entry import AddWorkingDays, EnteredDate, Lean, read_entry
from ui.theme.theme import theme
from ui.widgets.form_row import show_wrong
from ui.widgets.text import Text
from ui.words.dates import entered


class DateField(QWidget):
    """Takes "19/11/26", "5 nov", "thu", "today", "+3wd"; below stands what was understood.

        due = DateField(lambda: office_today, lean="future", add_working_days=calendar.add_working_days)
        row = FormRow(_("Due date"), due, hint=DateField.example())

    `today` is asked each time something is typed. `approximate` also takes a month or a year. `entry()` is None when
    the field is empty or not understood; `unread()` tells these two apart.
    """

    changed = Signal()

    def __init__(
        self,
        today: Callable[[], date],
        *,
        lean: Lean = "past",
        approximate: bool = False,
        add_working_days: AddWorkingDays | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today, self._lean, self._approximate = today, lean, approximate
        self._add_working_days = add_working_days
        self._entry: EnteredDate | None = None
        self.field = QLineEdit()
        self.field.setMinimumWidth(theme().grown(200))
        self.field.setMaximumWidth(theme().grown(260))
        self.field.textChanged.connect(self._read)
        self._echo = Text("", "small", "text_2", tabular=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        line = QHBoxLayout()
        line.addWidget(self.field)
        line.addStretch()
        column.addLayout(line)
        column.addWidget(self._echo)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @staticmethod
    def example() -> str:
        """A hint that shows what may be typed."""
        return _("For example 19/11/26, “thu” or “today”")

    def entry(self) -> EnteredDate | None:
        """What was understood, with its precision."""
        return self._entry

    def day(self) -> date | None:
        """The day understood (the first day of a month or year when approximate)."""
        return self._entry.day if self._entry else None

    def unread(self) -> bool:
        """Whether something stands in the field that is no date."""
        return bool(self.field.text().strip()) and self._entry is None

    def echo(self) -> str:
        """The line below the field."""
        return self._echo.plain()

    def set_day(self, day: date | None) -> None:
        """Put a day in, or clear the field."""
        self.field.setText("" if day is None else f"{day.day}/{day.month}/{day.year}")

    def focus_target(self) -> QWidget:
        """The part that takes the focus."""
        return self.field

    def set_wrong(self, wrong: bool) -> None:
        """Show or clear the red edge."""
        show_wrong(self.field, wrong)

    def _read(self, text: str) -> None:
        self._entry = read_entry(
            text,
            self._today(),
            lean=self._lean,
            approximate=self._approximate,
            add_working_days=self._add_working_days,
        )
        self._echo.set_text(entered(self._entry) if self._entry else "")
        self.changed.emit()
