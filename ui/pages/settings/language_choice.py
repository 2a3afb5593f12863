"""In which language the app speaks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.base.words import ENGLISH, NAMES, _, languages
from ui.widgets.form_row import FormRow
from ui.widgets.read_only import ReadOnlyAnswer
from ui.widgets.select import Select


class LanguageChoice(QWidget):
    """`chosen(str)` with the code. With English alone there is nothing to choose, and it says so."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        offered = languages()
        self.select = Select(tuple((code, NAMES[code]) for code in offered))
        several = len(offered) > 1
        hint = _("From the next start.") if several else _("No other language is translated and checked yet.")
        answer = self.select if several else ReadOnlyAnswer(NAMES[ENGLISH])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(FormRow(_("Language"), answer, hint=hint))
        self.select.activated.connect(self._tell)

    def show_language(self, code: str) -> None:
        """Show which one is chosen."""
        self.select.set_value(code)

    def _tell(self) -> None:
        self.chosen.emit(self.select.value())
