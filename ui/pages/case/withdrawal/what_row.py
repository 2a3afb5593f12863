"""What happened, at which stage, and the day it was decided, side by side where there is room; stage and day first."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.withdrawal import NOT_REPORTED, REPORTED_BY_OTHERS, RETURNED, WITHDREW
from ui.pages.case.withdrawal.words import KINDS, kind_word
from ui.theme.theme import theme
from ui.widgets.date_field import DateField
from ui.widgets.form_row import FormRow
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.select import Select
from ui.words.dates import day_month_year, weekday

_WIDE, _GAP = 655, 12
_TOP = Qt.AlignmentFlag.AlignTop
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class _ShortDate(DateField):
    """Says what was understood in few letters, as three questions stand side by side."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(today, parent=parent)
        self.field.setMinimumWidth(theme().grown(118))
        self.changed.connect(self._shorten)

    def _shorten(self) -> None:
        day = self.day()
        self._echo.set_text("" if day is None else f"{weekday(day)} {day_month_year(day)}")


class _ShortSelect(Select):
    """Its words may stand close to the arrow."""

    def __init__(self, options: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(options, parent)
        self.setProperty("tight", True)
        self.setMinimumWidth(theme().grown(180))


class WhatRow(QWidget):
    """`changed` after any of the three. The stage is asked only of a withdrawal."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = SegmentedChoice(_("What happened"), tuple((kind, kind_word(kind)) for kind in KINDS))
        stages = tuple(item for item in shipped.stages().items if item.text("what") == WITHDREW)
        self.stage = _ShortSelect(tuple((item.code, _(item.text("short"))) for item in stages))
        for place, item in enumerate(stages):
            self.stage.setItemData(place, item.label, Qt.ItemDataRole.ToolTipRole)
        self.day = _ShortDate(today)
        kind_row = FormRow(_("What happened"), self.kind)
        self._stage_row = FormRow(_("Stage at the time"), self.stage)
        self.day_row = FormRow(_("Date decided"), self.day)
        self._parts = (kind_row, self._stage_row, self.day_row)
        self._row, self._then = QBoxLayout(_ACROSS), QBoxLayout(_ACROSS)
        self._row.addWidget(kind_row, 0, alignment=_TOP)
        for part in (self._stage_row, self.day_row):
            self._then.addWidget(part, 1, alignment=_TOP)
        self._row.addLayout(self._then, 1)
        for row in (self._row, self._then):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(_GAP)
        self.setLayout(self._row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.kind.changed.connect(self._kind_chosen)
        self.stage.activated.connect(self._stage_chosen)
        self.day.changed.connect(self.changed)

    def show_what(self, kind: str, stage: str, day: str) -> None:
        """Fill all three; `day` as typed. Says nothing of it in `changed`."""
        blocked = self.blockSignals(True)
        self.kind.set_value(kind)
        self.stage.set_value(stage)
        self.say_source("")
        self.day.field.setText(day)
        self.day_row.clear_error()
        self.blockSignals(blocked)
        self._fit_kind()

    def say_source(self, words: str) -> None:
        """Say where the stage that is filled in comes from; an empty text, once somebody has chosen it."""
        self._stage_row.set_note(words)

    def stage_source(self) -> str:
        """What is said of where the stage comes from."""
        return self._stage_row.note()

    def stage_code(self, *, someone_else: bool) -> str:
        """The stage as it is recorded."""
        kind = self.kind.value()
        if kind == RETURNED:
            return "R"
        if kind == NOT_REPORTED:
            return REPORTED_BY_OTHERS if someone_else else "S0"
        return self.stage.value() or "S1"

    def check(self, today: date) -> bool:
        """Show what is wrong with the day, if anything. True when all is well."""
        day = self.day.day()
        if day is None:
            self.day_row.set_error(_("Enter the date decided"))
        elif day > today:
            self.day_row.set_error(_("Use today or an earlier date"))
        else:
            self.day_row.clear_error()
        return not self.day_row.error()

    @override
    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest of the three: they can stand below each other."""
        widest = max(part.minimumSizeHint().width() for part in (self.kind, self.stage, self.day))
        return QSize(widest, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        kind, *then = (part.minimumSizeHint().width() + _GAP for part in self._parts if part.isVisibleTo(self))
        wide = self.width() >= max(theme().grown(_WIDE), kind + sum(then) - _GAP)
        self._row.setDirection(_ACROSS if wide else _DOWN)
        self._then.setDirection(_ACROSS if self.width() >= sum(then) - _GAP else _DOWN)

    def _stage_chosen(self) -> None:
        self.say_source("")
        self.changed.emit()

    def _kind_chosen(self) -> None:
        self._fit_kind()
        self.changed.emit()

    def _fit_kind(self) -> None:
        self._stage_row.setVisible(self.kind.value() == WITHDREW)
