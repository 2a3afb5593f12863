"""The weekly safe times of a person: days, from and to, as many as there are."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.domain.day_words import WEEKDAYS
from caseapp.domain.safe_contact import SafeTime
from ui.pages.case.clock_entry import read_clock
from ui.theme.theme import theme
from ui.widgets.button import IconButton, LinkButton
from ui.widgets.chip_row import ChipRow, Option
from ui.widgets.form_row import show_wrong
from ui.widgets.text import Text


class _Window(QWidget):
    """One weekly window."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.days = ChipRow(
            _("Safe days"),
            tuple(Option(str(place), _(day)) for place, day in enumerate(WEEKDAYS)),
            multi=True,
            ticks=False,
        )
        self.start, self.end = QLineEdit(), QLineEdit()
        for field, name in ((self.start, _("Safe from")), (self.end, _("Safe to"))):
            field.setAccessibleName(name)
            field.setPlaceholderText("10:00" if field is self.start else "14:00")
            field.setMaximumWidth(theme().grown(92))
            field.textChanged.connect(self.changed)
        self.remove = IconButton("x", _("Remove this safe time"), small=True, plain=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.days)
        line = QHBoxLayout()
        line.setSpacing(8)
        for part in (Text(_("From"), "small"), self.start, Text(_("to"), "small"), self.end):
            line.addWidget(part)
        line.addStretch()
        line.addWidget(self.remove)
        column.addLayout(line)
        self.days.changed.connect(self.changed)

    def data(self) -> dict[str, Any]:
        """What is typed, as data."""
        return {"days": list(self.days.values()), "from": self.start.text(), "to": self.end.text()}

    def empty(self) -> bool:
        """Whether nothing was given."""
        return not (self.days.values() or self.start.text().strip() or self.end.text().strip())

    def value(self) -> SafeTime | None:
        """The window, or None when a part is missing or not understood."""
        start, end = read_clock(self.start.text()), read_clock(self.end.text())
        days = tuple(int(day) for day in self.days.values())
        if start is None or end is None or not days or start == end:
            return None
        return SafeTime(days, start, end)


class SafeTimes(QWidget):
    """All windows with "Add a safe time"; an end before the start runs past midnight."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._windows: list[_Window] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self._list = QVBoxLayout()
        self._list.setSpacing(14)
        column.addLayout(self._list)
        self._more = LinkButton(_("Add a safe time"), icon="plus")
        self._more.clicked.connect(self._add_empty)
        column.addWidget(self._more)
        self._add()

    def set_data(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Show these windows; one empty one when there are none."""
        for window in list(self._windows):
            self._remove(window)
        for row in rows or ({},):
            window = self._add()
            window.days.set_values(tuple(str(day) for day in row.get("days", ())))
            window.start.setText(str(row.get("from", "")))
            window.end.setText(str(row.get("to", "")))

    def data(self) -> list[dict[str, Any]]:
        """What is typed, as data."""
        return [window.data() for window in self._windows if not window.empty()]

    def values(self) -> tuple[SafeTime, ...] | None:
        """The windows, or None when one of them is not complete."""
        found = [window.value() for window in self._windows if not window.empty()]
        whole = tuple(window for window in found if window is not None)
        return whole if len(whole) == len(found) else None

    def focus_target(self) -> QWidget:
        """The part that takes the focus."""
        return self._windows[0].days.focus_target() if self._windows else self._more

    def set_wrong(self, wrong: bool) -> None:
        """Redden the times that are not understood."""
        for window in self._windows:
            bad = wrong and not window.empty() and window.value() is None
            for field in (window.start, window.end):
                show_wrong(field, bad and read_clock(field.text()) is None)

    def _add_empty(self) -> None:
        self._add().days.take_focus()
        self.changed.emit()

    def _add(self) -> _Window:
        window = _Window()
        window.changed.connect(self.changed)
        window.remove.clicked.connect(partial(self._remove_pressed, window))
        self._windows.append(window)
        self._list.addWidget(window)
        return window

    def _remove_pressed(self, window: _Window) -> None:
        self._remove(window)
        if not self._windows:
            self._add()
        self._more.setFocus()
        self.changed.emit()

    def _remove(self, window: _Window) -> None:
        self._windows.remove(window)
        self._list.removeWidget(window)
        window.hide()
        window.deleteLater()
