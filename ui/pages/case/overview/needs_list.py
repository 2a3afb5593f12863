"""What the case asks for next, as a list."""

from datetime import date
from typing import Any

from PySide6.QtCore import QMargins, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.case import NeedsDoing
from ui.models.row_delegate import RowDelegate, draw_wrapped, wrapped
from ui.models.rows_model import ROW_ROLE
from ui.theme.icons import icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import Token
from ui.widgets.tag_paint import HEIGHT, Tag, draw_tag, late, later, soon, tag_size
from ui.words.dates import day_near
from ui.words.due import due_words
from ui.words.working_days import office_calendar

_ICONS = {
    "call": "phone",
    "text": "message-square-text",
    "email": "mail",
    "court": "gavel",
    "marac": "users",
    "task": "list-checks",
}
_LARGE, _AFTER_ICON = 1.4, 14
_KINDS = {"late": late, "soon": soon, "later": later}


def due_tag(need: NeedsDoing, today: date) -> Tag:
    """When it is due: how late, or the day and time."""
    if need.due_on is None:
        return Tag(_("No date"))
    said = due_words(need.due_on, today, office_calendar())
    if need.kind == "right":
        if need.working_days_late or said.kind != "late":
            return _KINDS[said.kind](said.text)
        return soon(_("May be late"))
    words = day_near(need.due_on, today)
    if need.due_time:
        words = _("{day}, {time}").format(day=words, time=need.due_time)
    return _KINDS[said.kind](said.text if said.kind == "late" else words)


def need_sentence(need: NeedsDoing, today: date) -> str:
    """The whole row for a screen reader."""
    return f"{need.what}. {need.detail} {due_tag(need, today).text}"


class NeedsDelegate(RowDelegate):
    """Icon, what and why on two lines, and the due badge at the right."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view, height=61)
        self.today = date.min

    @override
    def paint_cell(self, painter: QPainter, area: QRectF, row: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        need: NeedsDoing = row
        side = theme().grown(20)
        over = need.due_on is not None and need.due_on < self.today
        name = _ICONS.get(need.kind, "clock-alert" if over else "scale")
        token: Token = "late" if over else "text_2"
        pixmap = icon_pixmap(name, side, token, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(area.left(), round(area.center().y() - side / 2)), pixmap)
        tag = due_tag(need, self.today)
        size = tag_size(tag)
        words = area.adjusted(side + _AFTER_ICON, 0, 0, 0)
        if _large():
            below = size.height() + 8
            draw_tag(painter, QPointF(words.left(), area.bottom() - below), tag)
            words.adjust(0, 0, 0, -below)
        else:
            draw_tag(painter, QPointF(area.right() - size.width() + 4, area.center().y() - size.height() / 2), tag)
            words.adjust(0, 0, -size.width() - 8, 0)
        title = len(wrapped(need.what, "body_strong", words.width())) * theme().line("body_strong")
        words.setTop(words.center().y() - (title + _detail_height(need, words.width())) / 2)
        draw_wrapped(painter, words, need.what, "body_strong")
        words.setTop(words.top() + title)
        draw_wrapped(painter, words, need.detail, "small", "text_2")

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Higher where what must be done needs more lines: it is never cut short."""
        size, need = super().sizeHint(option, index), index.data(ROW_ROLE)
        if not isinstance(need, NeedsDoing):
            return size
        left, right = self.padding(index)
        room = self._view.viewport().width() - left - right - theme().grown(20) - _AFTER_ICON
        room -= 0 if _large() else round(tag_size(due_tag(need, self.today)).width()) + 8
        more = (len(wrapped(need.what, "body_strong", room)) - 1) * theme().line("body_strong")
        more += _detail_height(need, room) - theme().line("small")
        return size.grownBy(QMargins(0, 0, 0, more + (theme().grown(HEIGHT) + 4 if _large() else 0)))


def _detail_height(need: NeedsDoing, width: float) -> int:
    return len(wrapped(need.detail, "small", width)) * theme().line("small")


def _large() -> bool:
    """Whether the badge stands below the words, so that the words keep the whole width."""
    return theme().scale > _LARGE
