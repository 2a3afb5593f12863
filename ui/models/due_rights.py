"""Rights falling due as rows: the day and how late, for whom, who must do what, and the next step as a button."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.person import list_name
from caseapp.domain.rights_view import DueRight
from caseapp.domain.working_days import WorkingCalendar
from ui.models.parts_list import PartsDelegate
from ui.models.row_delegate import draw_line, draw_wrapped, wrapped
from ui.models.rows_model import ROW_ROLE, AnyIndex
from ui.models.sections import SectionsModel
from ui.theme.theme import theme
from ui.widgets.tag_paint import Tag, draw_tag, late, later, soon, tag_size
from ui.words.dates import day_near, working_days_late
from ui.words.due import due_words
from ui.words.working_days import office_calendar

_DAY_WIDTH, _HEIGHT, _BUTTON, _EDGE = 190, 64, 32, 10
_SIDE_BY_SIDE = 520


def due_tag(row: DueRight, today: date, calendar: WorkingCalendar) -> Tag:
    """How late or how soon. A clock that started on a day nobody saw is first only possibly late."""
    if row.working_days_late:
        return late(working_days_late(row.working_days_late))
    if row.due_on < today and (row.certain_on is None or today <= row.certain_on):
        return soon(_("May be late"))
    words = due_words(row.due_on, today, calendar)
    return {"late": late, "soon": soon, "later": later}[words.kind](words.text)


def is_late(row: DueRight, today: date) -> bool:
    """Whether the last day has passed for certain: then the next step is to chase."""
    return row.certain_on is not None and row.certain_on < today


def who_owes(row: DueRight, place: str) -> str:
    """The agency to chase, as people here call it: "Kent Police", "CPS", "witness care"."""
    if row.provider == "police":
        return _("{place} Police").format(place=shipped.areas(place).title)
    item = shipped.code_list("agencies").get(row.provider)
    return row.provider if item is None else item.text("short") or item.label


def next_step(row: DueRight, today: date, place: str) -> str:
    """The words of the row's button."""
    if is_late(row, today) and not row.victims_own and row.provider != "all":
        return _("Chase {agency}").format(agency=who_owes(row, place))
    return _("Open")


def right_line(row: DueRight) -> str:
    """`Right 6: police to tell Amara the bail conditions changed`."""
    sentence = row.sentence or row.rule_id
    if len(sentence) > 1 and not sentence[1].isupper():
        sentence = sentence[0].lower() + sentence[1:]
    return _("Right {number}: {what}").format(number=row.right_number, what=sentence)


def name_of(row: DueRight) -> str:
    """Last name first."""
    return list_name(row.first_name, row.last_name, row.known_as, _("No name yet"))


class DueRightsModel(SectionsModel[DueRight]):
    """Rights falling due, under headings or without; `today` is asked each time a row is said aloud."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today
        super().__init__(lambda row: row.id, name_of, self._said)

    def _said(self, row: DueRight) -> str:
        today = self._today()
        return _("{name}, {reference}. {line}. {day}, {due}.").format(
            name=name_of(row),
            reference=row.reference,
            line=right_line(row),
            day=day_near(row.due_on, today),
            due=due_tag(row, today, office_calendar()).text,
        )


class DueRightsDelegate(PartsDelegate):
    """Paints one right falling due. `today` is asked while painting."""

    def __init__(self, view: QAbstractItemView, *, today: Callable[[], date], place: str, indent: int = 20) -> None:
        super().__init__(view, height=_HEIGHT, indent=indent)
        self._today, self._place = today, place

    @override
    def paint_cell(self, painter: QPainter, area: QRectF, row: DueRight, index: AnyIndex) -> None:
        today = self._today()
        day_width = theme().grown(_DAY_WIDTH)
        day, small, tag = day_near(row.due_on, today), theme().line("small"), due_tag(row, today, office_calendar())
        button = self._button(row, area)
        self._paint_button(painter, button, next_step(row, today, self._place))
        if self._stacked(area.width()):
            top = area.top() + theme().grown(_EDGE)
            used = draw_line(
                painter, QRectF(area.left(), top, area.width(), tag_size(tag).height()), day, "small", "text_2"
            )
            draw_tag(painter, QPointF(area.left() + used + 8, top), tag)
            self._paint_words(painter, QRectF(area.left(), top + tag_size(tag).height() + 4, area.width(), 0), row)
            return
        top = area.center().y() - theme().grown(23)
        draw_line(painter, QRectF(area.left(), top, day_width, small), day, "small", "text_2")
        draw_tag(painter, QPointF(area.left(), top + small + 1), tag)
        left = area.left() + day_width
        width = button.left() - 16 - left
        words = theme().line("body") + self._line_height(right_line(row), width)
        self._paint_words(painter, QRectF(left, area.center().y() - words / 2, width, 0), row)

    def _paint_words(self, painter: QPainter, at: QRectF, row: DueRight) -> None:
        left, width = at.left(), at.width()
        line = QRectF(left, at.top(), width, theme().line("body"))
        used = draw_line(painter, line, name_of(row), "body_strong")
        rest = QRectF(left + used + 8, line.top(), max(0.0, width - used - 8), line.height())
        draw_line(painter, rest, row.reference, "small", "text_3")
        draw_wrapped(painter, QRectF(left, line.bottom(), width, 0), right_line(row), "small", "text_2")

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Higher where the sentence needs more lines: who must do what is never cut short."""
        size, row = super().sizeHint(option, index), index.data(ROW_ROLE)
        if isinstance(row, DueRight):
            width = self._view.viewport().width() - 2 * self._indent
            if self._stacked(width):
                tag = tag_size(due_tag(row, self._today(), office_calendar())).height()
                words = theme().line("body") + self._line_height(right_line(row), width)
                rest = theme().grown(2 * _EDGE + _BUTTON + 8)
                size.setHeight(round(tag + 4 + words + rest))
                return size
            width -= theme().grown(_DAY_WIDTH) + 10 + round(self._button_width(row))
            more = self._line_height(right_line(row), width) - theme().line("small")
            size.setHeight(size.height() + max(0, round(more)))
        return size

    @override
    def part_at(self, row: DueRight, area: QRect, at: QPoint) -> str:
        inner = QRectF(area).adjusted(self._indent, 0, -self._indent, -1)
        if not self._button(row, inner).contains(QPointF(at)):
            return ""
        return "open" if next_step(row, self._today(), self._place) == _("Open") else "chase"

    def _stacked(self, width: float) -> bool:
        """Whether a row is too narrow for day, words and button side by side: then they stand below each other."""
        return width < theme().grown(_SIDE_BY_SIDE)

    def _line_height(self, text: str, width: float) -> float:
        return float(len(wrapped(text, "small", width)) * theme().line("small"))

    def _button_width(self, row: DueRight) -> float:
        words = next_step(row, self._today(), self._place)
        return QFontMetricsF(theme().font("small_medium")).horizontalAdvance(words) + 24

    def _button(self, row: DueRight, area: QRectF) -> QRectF:
        width, height = self._button_width(row), theme().grown(_BUTTON)
        if self._stacked(area.width()):
            return QRectF(area.left(), area.bottom() - theme().grown(_EDGE) - height, width, height)
        # The row keeps 20 at its edge; the button of the picture stands 14 from it.
        return QRectF(area.right() + 6 - width, area.center().y() - height / 2, width, height)

    def _paint_button(self, painter: QPainter, area: QRectF, words: str) -> None:
        painter.setPen(QPen(theme().colour("line_strong"), 1))
        painter.setBrush(theme().colour("surface"))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setFont(theme().font("small_medium"))
        painter.setPen(theme().colour("text"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
