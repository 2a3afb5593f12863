"""Hearings and MARAC meetings at the right of the journey: those to come, then those that were."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.case import HearingRow
from ui.models.keep_current import KeepCurrent
from ui.models.row_delegate import Lines, RowDelegate
from ui.models.sections import Section, SectionsModel
from ui.models.views import RowsList
from ui.pages.case.journey.words import hearing_kind, hearing_words
from ui.widgets.button import SecondaryButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.section_heading import SectionHeading
from ui.widgets.text import Text
from ui.words.dates import day_near


class _HearingList(RowsList):
    """Delete says that the chosen one will not take place."""

    cancel_pressed = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.cancel_pressed.emit()
        else:
            super().keyPressEvent(event)


class _HearingDelegate(RowDelegate):
    today = date.min

    @override
    def lines(self, row: object, column: int, text: str) -> Lines:
        if not isinstance(row, HearingRow):
            return Lines(text)
        when = ", ".join(part for part in (day_near(row.on, self.today), row.time) if part)
        detail = ", ".join(part for part in (hearing_kind(row), row.place) if part)
        return Lines(when, detail, role="body_strong")


class Hearings(QWidget):
    """`add_wanted()`, and `cancel_wanted(str)` with the id of the one chosen."""

    add_wanted = Signal()
    cancel_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: SectionsModel[HearingRow] = SectionsModel(lambda row: row.id, hearing_words)
        self.view = _HearingList(_("Hearings and meetings"), ground="canvas", fitted=True)
        self.view.setModel(self._model)
        self._delegate = _HearingDelegate(self.view, height=56, indent=8)
        self.view.setItemDelegate(self._delegate)
        self._keep = KeepCurrent(self.view)
        self._none = Text(_("No hearing is noted."), "small", "text_2", wrap=True)
        self.add = SecondaryButton(_("Add a hearing"), icon="calendar-plus", small=True)
        self.cancel = SecondaryButton(_("Will not take place"), small=True)
        self._build()
        self.add.clicked.connect(self.add_wanted)
        self.cancel.clicked.connect(self._cancel)
        self.view.cancel_pressed.connect(self._cancel)
        self._keep.moved.connect(self._show_cancel)

    def show_hearings(self, rows: tuple[HearingRow, ...], today: date) -> None:
        """Show these."""
        self._delegate.today = today
        ahead = tuple(row for row in rows if row.on >= today)
        before = tuple(row for row in reversed(rows) if row.on < today)
        self._model.set_sections((Section(_("To come"), ahead), Section(_("Past"), before)))
        self._none.setVisible(not rows)
        self.view.setVisible(bool(rows))
        self._show_cancel()

    def clear(self) -> None:
        """Show nothing."""
        self._model.clear()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(SectionHeading(_("Hearings and meetings")))
        column.addWidget(self._none)
        column.addWidget(self.view)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        flow.addWidget(self.add)
        flow.addWidget(self.cancel)
        column.addWidget(buttons)
        column.addStretch()

    def _show_cancel(self) -> None:
        self.cancel.setVisible(self.view.currentIndex().isValid() and bool(self._keep.current_id()))

    def _cancel(self) -> None:
        if self._keep.current_id():
            self.cancel_wanted.emit(self._keep.current_id())
