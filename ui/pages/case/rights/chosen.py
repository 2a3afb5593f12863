"""The line of the table that is chosen, explained: why that day, how it was told, and what of the rule is unsure."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.domain.rights_view import RightInstance
from ui.pages.case.rights.words import doubts, rule_words, shown_by, standard_day, told_words, two_dates
from ui.widgets.icon import Icon
from ui.widgets.text import Text


class ChosenLine(QWidget):
    """Sentences only; what can be done about it stands at the foot of the tab."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = Text("", "heading", wrap=True, selectable=True)
        self.why = Text("", "small", wrap=True, tabular=True, selectable=True)
        self.dates = Text("", "small_strong", "soon", wrap=True, tabular=True)
        self.standard = Text("", "small", "text_2", wrap=True, tabular=True)
        self.about = Text("", "small", "text_2", wrap=True)
        self.told = Text("", "small", wrap=True, tabular=True)
        self.rule = Text("", "small", "text_2", wrap=True)
        self.doubts = Text("", "small", "text_2", wrap=True)
        self.in_short = Text("", "small", "text_2", wrap=True, tabular=True, selectable=True)
        self._doubt_line = QWidget()
        self._build()

    def show_line(self, row: RightInstance | None) -> None:
        """Explain a line, or nothing."""
        self.setVisible(row is not None)
        if row is None:
            self.clear()
            return
        self.sentence.set_text(row.sentence)
        _say(self.why, row.why)
        _say(self.dates, two_dates(row))
        _say(self.standard, standard_day(row))
        _say(
            self.about, _("The day it happened is not certain, so the days are about right.") if row.approximate else ""
        )
        _say(self.told, f"{told_words(row)} {shown_by(row)}".strip())
        _say(self.rule, rule_words(row))
        self.doubts.set_text(doubts(row))
        self._doubt_line.setVisible(bool(doubts(row)))

    def set_brief(self, *, brief: bool) -> None:
        """In one paragraph, where a challenge is shown above."""
        parts = (self.dates, self.why, self.standard, self.about, self.told, self.rule, self.doubts)
        _say(self.in_short, " ".join(part.plain() for part in parts if part.plain()) if brief else "")
        for part in (self.sentence, *parts[:-1]):
            part.setVisible(not brief and bool(part.plain()))
        self._doubt_line.setVisible(not brief and bool(self.doubts.plain()))

    def clear(self) -> None:
        """Say nothing and keep nothing."""
        for line in self.findChildren(Text):
            line.set_text("")

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.sentence.setAccessibleName(_("The line chosen"))
        for line in (
            self.sentence,
            self.dates,
            self.why,
            self.standard,
            self.about,
            self.told,
            self.rule,
            self.in_short,
        ):
            column.addWidget(line)
        row = QHBoxLayout(self._doubt_line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Icon("circle-question-mark", 16, "text_2"), alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.doubts, 1)
        column.addWidget(self._doubt_line)


def _say(line: Text, words: str) -> None:
    line.set_text(words)
    line.setVisible(bool(words))
