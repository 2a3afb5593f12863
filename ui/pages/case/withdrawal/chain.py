"""The steps so far: stepping back, not reporting, coming back, newest first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.withdrawal import WithdrawalRow
from ui.models.row_delegate import Lines, RowDelegate
from ui.models.rows_model import Column, RowsModel
from ui.models.views import RowsList
from ui.pages.case.withdrawal.step_reading import StepReading
from ui.pages.case.withdrawal.words import step_lines
from ui.widgets.card import Card
from ui.widgets.text import Text


class _StepDelegate(RowDelegate):
    @override
    def lines(self, row: WithdrawalRow, column: int, text: str) -> Lines:
        first, second = step_lines(row)
        return Lines(first, second, "body_strong")


class Chain(Card):
    """A card that hides itself while there is nothing to show. `step_wanted(id)` to put a step right.

    Where nothing can be changed, a step opens to be read in the card itself.
    """

    step_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What happened so far"), parent=parent)
        column: Column[WithdrawalRow] = Column(_("Step"), _sentence)
        self.model: RowsModel[WithdrawalRow] = RowsModel((column,), lambda row: row.id, _sentence, self)
        self.view = RowsList(_("What happened so far"), fitted=True)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_StepDelegate(self.view, height=60))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.view.opened.connect(self._opened)
        self._can_change = True
        self.reading = StepReading()
        self._hint = Text("", "small", "text_2", wrap=True)
        self._hint.setContentsMargins(20, 4, 20, 8)
        self.add(self.view)
        self.add(self._hint)
        self.add(self.reading)
        self.hide()

    def show_steps(self, steps: tuple[WithdrawalRow, ...], *, can_change: bool = True) -> None:
        """Show these steps; where they cannot be changed, nothing says that they can."""
        self._can_change = can_change
        hint = _("Enter or a click opens a step, to read all of it.")
        if can_change:
            hint = _("Enter or a click opens a step, to read all of it or to put it right.")
        self._hint.set_text(hint)
        self.view.setAccessibleDescription(hint)
        self.reading.show_step(None)
        self.model.set_rows(steps)
        self.set_count(len(steps))
        self.setVisible(bool(steps))

    def _opened(self, step: str) -> None:
        if self._can_change:
            self.step_wanted.emit(step)
        else:
            self.reading.show_step(next((row for row in self.model.rows() if row.id == step), None))


def _sentence(row: WithdrawalRow) -> str:
    return ". ".join(part for part in step_lines(row) if part)
