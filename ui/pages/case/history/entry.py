"""One entry of the history in full: each field before and after."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from caseapp.base.clock import london_date
from caseapp.base.words import _
from caseapp.domain.case import HistoryRow
from ui.pages.case.history.words import FieldChange, changes, said
from ui.widgets.text import Text, Tone
from ui.words.dates import clock_time, long_day


class EntryShown(QScrollArea):
    """Filled anew for the entry chosen; can be read and copied by keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[QWidget] = []
        inside = QWidget()
        inside.setProperty("scrolled", True)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(20, 20, 32, 24)
        self._column.setSpacing(4)
        self._column.addStretch()
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("The entry chosen"))

    def show_entry(self, row: HistoryRow | None) -> None:
        """Show an entry, or nothing."""
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        if row is None:
            return
        self._say(Text(said(row), "heading", wrap=True))
        self._say(
            Text(f"{long_day(london_date(row.at))}, {clock_time(row.at)}", "small", "text_2", wrap=True, tabular=True)
        )
        found = changes(row)
        if not found:
            self._say(Text(_("Nothing was changed."), "small", wrap=True))
        for change in found:
            self._show_change(change)

    def _show_change(self, change: FieldChange) -> None:
        tone: Tone = "voice" if change.private else "text"
        gap = QWidget()
        gap.setFixedHeight(6)
        self._say(gap)
        self._say(Text(change.label, "small_strong", "text_2", wrap=True))
        if change.before and change.after:
            self._say(
                Text(_("Before: {value}").format(value=change.before), "small", "text_2", wrap=True, selectable=True)
            )
            self._say(Text(_("After: {value}").format(value=change.after), "small", tone, wrap=True, selectable=True))
        elif change.after:
            self._say(Text(change.after, "small", tone, wrap=True, tabular=True, selectable=True))
        else:
            self._say(Text(_("Taken away: {value}").format(value=change.before), "small", wrap=True, selectable=True))

    def _say(self, part: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, part)
        self._parts.append(part)
