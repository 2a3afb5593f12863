"""The steps so far: stepping back, not reporting, coming back, newest first."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.withdrawal import WithdrawalRow
from ui.models.row_delegate import RowDelegate, draw_line, draw_wrapped, wrapped
from ui.models.rows_model import ROW_ROLE, AnyIndex, Column, RowsModel
from ui.models.views import RowsList
from ui.pages.case.withdrawal.step_reading import StepReading
from ui.pages.case.withdrawal.words import step_lines
from ui.theme.theme import theme
from ui.widgets.card import Card
from ui.widgets.text import Text


class _StepDelegate(RowDelegate):
    """What happened, and below it all of why and by whom it was recorded."""

    @override
    def paint_cell(self, painter: QPainter, area: QRectF, row: WithdrawalRow, index: AnyIndex) -> None:
        first, second = step_lines(row)
        title = theme().line("body_strong")
        top = area.center().y() - (title + self._more(second, area.width())) / 2
        draw_line(painter, QRectF(area.left(), top, area.width(), title), first, "body_strong")
        draw_wrapped(painter, QRectF(area.left(), top + title, area.width(), 0), second, "small", "text_2")

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        size, row = super().sizeHint(option, index), index.data(ROW_ROLE)
        if isinstance(row, WithdrawalRow):
            width = self._view.viewport().width() - 2 * self._indent
            size.setHeight(size.height() + self._more(step_lines(row)[1], width) - theme().line("small"))
        return size

    def _more(self, words: str, width: float) -> int:
        return len(wrapped(words, "small", width)) * theme().line("small")


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
