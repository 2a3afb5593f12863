"""What is told is logged already: its day is put right, or it is said to be another one."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.services.logged_before import LoggedBefore
from ui.widgets.banner import Banner
from ui.widgets.form_row import FormRow
from ui.words.dates import day_near


class SaidBefore(QWidget):
    """Hidden until an event is found that this one would repeat; `changed()` when the tick was moved."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: LoggedBefore | None = None
        self.banner = Banner("info", "")
        self.again = QCheckBox("")
        self.row = FormRow(_("Is it another one?"), self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.banner)
        column.addWidget(self.row)
        self.again.toggled.connect(self.changed)
        self.hide()

    def show_found(self, found: LoggedBefore | None, today: date) -> None:
        """Say what is there; a tick that was about another event is taken away."""
        if found is None or (self.found is not None and found.event_id != self.found.event_id):
            self.again.setChecked(False)
        self.found = found
        self.setVisible(found is not None)
        if found is None:
            return
        title = _("Already logged, day not known")
        if found.day is not None:
            title = _("Already logged on {day}").format(day=day_near(found.day, today))
        words = _("Saving adds to it and puts its day right.") if found.once else ""
        self.banner.set_words(title, words)
        self.again.setText(_("Yes, about another crime") if found.once else _("Yes, it happened again that day"))
        self.again.setAccessibleName(f"{self.row.label.plain()}: {self.again.text()}")

    def is_put_right(self) -> bool:
        """Whether saving changes the event that is there."""
        return self.found is not None and self.found.once and not self.again.isChecked()

    def check(self) -> None:
        """Put an error on it where saving would make the same event twice."""
        if self.found is not None and not self.found.once and not self.again.isChecked():
            self.row.set_error(_("Tick that it happened again, or close the form: it is logged already"))
