"""What the annual report will count of the form, as it stands."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from caseapp.base.words import _
from ui.pages.case.withdrawal.words import Counted
from ui.theme.theme import theme
from ui.widgets.icon import Icon
from ui.widgets.rule import Rule
from ui.widgets.text import Text


class CountedPanel(QWidget):
    """Stage, reasons, what might have helped, and what is always left out; or why nothing is counted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        head = QHBoxLayout()
        head.setSpacing(9)
        head.addWidget(Icon("chart-bar", 18, "text_2"))
        head.addWidget(Text(_("What the annual report will count"), "heading", wrap=True), 1)
        self._note = Text("", "small", wrap=True)
        self._values = tuple(Text("", "small", wrap=True) for _line in range(4))
        self._values[3].set_text(_("Name, reference, dates, own words"))
        self._table = QWidget()
        grid = QGridLayout(self._table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(12)
        grid.setColumnMinimumWidth(0, theme().grown(100))
        grid.setColumnStretch(1, 1)
        names = (_("Stage"), _("Reasons"), _("Might help"), _("Left out"))
        for place, (name, value) in enumerate(zip(names, self._values, strict=True)):
            grid.addWidget(Rule(), 2 * place, 0, 1, 2)
            label = Text(name, "small", "text_2")
            for part, at in ((label, 0), (value, 1)):
                held = QVBoxLayout()
                held.setContentsMargins(0, 5, 0, 5)
                held.addWidget(part)
                grid.addLayout(held, 2 * place + 1, at)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Rule(strong=True))
        column.addSpacing(4)
        column.addLayout(head)
        column.addWidget(self._table)
        column.addWidget(self._note)

    def show_counted(self, counted: Counted) -> None:
        """Show what will be counted."""
        for value, text in zip(self._values, (counted.stage, counted.reasons, counted.helped), strict=False):
            value.set_text(text)
        self._note.set_text(counted.note)
        self._note.setVisible(bool(counted.note))
        self._table.setVisible(not counted.note)

    def lines(self) -> tuple[str, ...]:
        """What it says, line by line."""
        shown = (self._note,) if self._note.plain() else self._values
        return tuple(value.plain() for value in shown)
