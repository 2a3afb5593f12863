"""A recorded step to read where nothing can be changed: a closed case keeps the person's own words within reach."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.domain.withdrawal import WithdrawalRow
from ui.pages.case.withdrawal.own_words import OwnWords
from ui.pages.case.withdrawal.words import step_answers, words_title
from ui.widgets.facts import Facts


class StepReading(QWidget):
    """All that one step says. Hidden and empty until a step is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: WithdrawalRow | None = None
        self._name = ""
        self.hide()

    def show_step(self, row: WithdrawalRow | None) -> None:
        """Show a step; none hides it."""
        self._row = row
        self._say()

    def say_name(self, name: str) -> None:
        """What the app calls the person."""
        self._name = name
        self._say()

    def _say(self) -> None:
        row = self._row
        if row is not None and self.layout() is None:
            self._build()
        if self.layout() is not None:
            self.facts.show_facts(step_answers(row) if row is not None else ())
            self.words.show_title(words_title(row.whose_words, self._name) if row is not None else "")
            words = (row.own_words or "") if row is not None else ""
            self.words.show_recorded(words)
            self.words.setVisible(bool(words))
        self.setVisible(row is not None)

    def _build(self) -> None:
        self.facts = Facts()
        self.words = OwnWords()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.facts)
        column.addWidget(self.words)
