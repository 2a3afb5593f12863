"""A month as a grid of days. Under each number a square for court or MARAC, a ring for follow-ups, a bar for rights."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.day_words import WEEKDAYS
from caseapp.services.calendar import DayCount
from ui.pages.calendar import words
from ui.theme.theme import theme
from ui.theme.tokens import Token
from ui.widgets.announce import announce
from ui.widgets.focus_ring import OWN_RING
from ui.words.working_days import office_calendar

_CELL, _HEAD, _DAYS, _WEEKS = 44, 26, 7, 6
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -_DAYS, Qt.Key.Key_Down: _DAYS}
_MARK = 6


class MonthGrid(QWidget):
    """`day_wanted(date)` when a day is chosen, `left()` on Enter: to the list of that day.

    Arrows move by a day or a week, Page Up and Page Down by a month, Home goes to today.
    """

    day_wanted = Signal(object)
    left = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today, self._day = today, today
        self._counts: Mapping[date, DayCount] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(OWN_RING, True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()

    def day(self) -> date:
        """The day chosen."""
        return self._day

    def span(self) -> tuple[date, date]:
        """The first and the last day shown: whole weeks from Monday."""
        start = self._day.replace(day=1)
        first = start - timedelta(days=start.weekday())
        return first, first + timedelta(days=_DAYS * _WEEKS - 1)

    def show_day(self, day: date, today: date) -> None:
        """Stand on a day, without telling `day_wanted`."""
        self._day, self._today = day, today
        self._say()
        self.update()

    def show_counts(self, counts: Sequence[DayCount]) -> None:
        """Mark these days."""
        self._counts = {count.on: count for count in counts}
        self._say()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme().grown(_CELL) * _DAYS, theme().grown(_CELL) * _WEEKS + theme().grown(_HEAD))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(theme().grown(30) * _DAYS, self.sizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._go(self._day + timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not event.modifiers():
            self._go(next_month(self._day, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key == Qt.Key.Key_Home:
            self._go(self._today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if place is not None:
            self._go(self.span()[0] + timedelta(days=place))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, head = self.width() / _DAYS, theme().grown(_HEAD)
        painter.setFont(theme().font("meta"))
        painter.setPen(theme().colour("text_2"))
        for column, name in enumerate(WEEKDAYS):
            painter.drawText(QRectF(column * wide, 0, wide, head), Qt.AlignmentFlag.AlignCenter, _(name))
        first = self.span()[0]
        for place in range(_DAYS * _WEEKS):
            self._paint_day(painter, self._cell(place), first + timedelta(days=place))

    def _paint_day(self, painter: QPainter, area: QRectF, day: date) -> None:
        inside = area.adjusted(1.5, 1.5, -1.5, -1.5)
        chosen, here = day == self._day, day.month == self._day.month
        if chosen:
            painter.setPen(QPen(theme().colour("focus" if self.hasFocus() else "accent"), 2))
            painter.setBrush(theme().colour("selected"))
            painter.drawRoundedRect(inside, 8, 8)
        works = office_calendar().is_working_day(day)
        token: Token = "text" if here and works else "text_2" if here else "text_3"
        number = QRectF(area.left(), area.top() + 4, area.width(), theme().line("small"))
        painter.setFont(theme().font("small_strong" if day == self._today else "small", tabular=True))
        painter.setPen(theme().colour("link" if day == self._today else token))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(day.day))
        if day == self._today:
            width = painter.fontMetrics().horizontalAdvance(str(day.day))
            painter.fillRect(
                QRectF(area.center().x() - width / 2, number.bottom() - 1, width, 1.5), theme().colour("link")
            )
        if (count := self._counts.get(day)) is not None:
            self._paint_marks(painter, QPointF(area.center().x(), number.bottom() + theme().grown(7)), count)

    def _paint_marks(self, painter: QPainter, middle: QPointF, count: DayCount) -> None:
        shown = [
            kind
            for kind, there in (
                ("court", count.court or count.marac),
                ("follow_up", count.follow_ups),
                ("right", count.rights),
            )
            if there
        ]
        step = theme().grown(_MARK + 4)
        for place, kind in enumerate(shown):
            draw_mark(painter, QPointF(middle.x() + (place - (len(shown) - 1) / 2) * step, middle.y()), kind)

    def _go(self, day: date) -> None:
        if day == self._day:
            return
        self._day = day
        self._say()
        self.update()
        announce(self, words.day_said(day, self._today, self._counts.get(day)))
        self.day_wanted.emit(day)

    def _say(self) -> None:
        self.setAccessibleName(_("Month"))
        self.setAccessibleDescription(words.day_said(self._day, self._today, self._counts.get(self._day)))

    def _cell(self, place: int) -> QRectF:
        wide, high, head = self.width() / _DAYS, theme().grown(_CELL), theme().grown(_HEAD)
        return QRectF(place % _DAYS * wide, head + place // _DAYS * high, wide, high)

    def _place_at(self, at: QPointF) -> int | None:
        return next((place for place in range(_DAYS * _WEEKS) if self._cell(place).contains(at)), None)


def draw_mark(painter: QPainter, middle: QPointF, kind: str) -> None:
    """A square for court and MARAC, a ring for a follow-up, a bar for a right: they read without colour."""
    side = theme().grown(_MARK)
    box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour("text_2"))
    if kind == "court":
        painter.drawRect(box)
    elif kind == "follow_up":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme().colour("text_2"), 1.5))
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.drawRect(QRectF(box.left() - 1, box.center().y() - side / 5, side + 2, side / 2.5))
    painter.restore()


def next_month(day: date, step: int) -> date:
    """The same day a month on or back, or the last one of a shorter month."""
    month = day.year * 12 + day.month - 1 + step
    first = date(month // 12, month % 12 + 1, 1)
    after = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    return first.replace(day=min(day.day, (after - first).days))
