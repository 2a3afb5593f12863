"""One part of the form: a heading and its questions, one or two side by side."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from ui.pages.new_case.answers import fill_answer, follow_answer, read_answer
from ui.theme.theme import theme
from ui.widgets.chip_row import ChipRow
from ui.widgets.form_row import FormRow
from ui.widgets.section_heading import SectionHeading
from ui.widgets.select import Select
from ui.widgets.text import Text
from ui.work.unseen import keep_unseen

_SIDE_BY_SIDE = 440


class FormSection(QWidget):
    """Questions by name. Subclasses ask them with `ask` and may override `check`."""

    changed = Signal()

    def __init__(self, title: str, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, FormRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(SectionHeading(title))
        if words:
            column.addWidget(Text(words, "small", "text_2", wrap=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(16)
        column.addLayout(self._grid)
        self._asked: list[tuple[FormRow, bool]] = []
        self._columns, self._halves = 2, 0
        self._place()

    def ask(self, name: str, row: FormRow, *, half: bool = False) -> FormRow:
        """Add a question below the last one; two halves stand side by side."""
        if not self._rows:
            self.setFocusProxy(row.target())
        self._rows[name] = row
        self._asked.append((row, half))
        self._put(row, half=half)
        follow_answer(row.control, self._answered)
        if isinstance(row.control, QLineEdit):
            keep_unseen({name: row.control})
        if isinstance(row.control, ChipRow):
            row.control.picked.connect(self._onward)
        if isinstance(row.control, Select):
            row.control.installEventFilter(self)
        return row

    def rows(self) -> tuple[FormRow, ...]:
        """Every question, in order."""
        return tuple(self._rows.values())

    def row(self, name: str) -> FormRow:
        """The question with a name."""
        return self._rows[name]

    def data(self) -> dict[str, Any]:
        """What is typed, by name."""
        return {name: read_answer(row.control) for name, row in self._rows.items()}

    def fill(self, data: Mapping[str, Any]) -> None:
        """Put answers in; a question that is not named keeps its answer."""
        for name, row in self._rows.items():
            if name in data:
                fill_answer(row.control, data[name])

    def text(self, name: str) -> str | None:
        """The answer as text, or None when there is none; of chips the one chosen."""
        answer = read_answer(self._rows[name].control)
        if isinstance(answer, list):
            return answer[0] if answer else None
        return str(answer).strip() or None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scrolling over a drop-down scrolls the page: it must not change an answer."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, Select):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def check(self) -> None:
        """Put an error on every question that must be put right before saving."""

    def clear_errors(self) -> None:
        """Take all errors away."""
        for row in self.rows():
            row.clear_error()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = 2 if self.width() >= theme().grown(_SIDE_BY_SIDE) else 1
        if columns != self._columns:
            self._columns = columns
            self._place()

    def _place(self) -> None:
        """Halves side by side where there is room, otherwise every question has a line of its own."""
        self._halves = 0
        for row, half in self._asked:
            self._grid.removeWidget(row)
            self._put(row, half=half)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, self._columns - 1)

    def _put(self, row: FormRow, *, half: bool) -> None:
        """Below what was put before, or beside it."""
        if half and self._columns > 1:
            self._grid.addWidget(row, self._halves // 2, self._halves % 2, Qt.AlignmentFlag.AlignTop)
            self._halves += 1
        else:
            self._halves += self._halves % 2
            self._grid.addWidget(row, self._halves // 2, 0, 1, self._columns)
            self._halves += 2

    def _answered(self) -> None:
        self.changed.emit()

    def _onward(self) -> None:
        """A letter or Enter picks an answer and moves on."""
        self.focusNextChild()
