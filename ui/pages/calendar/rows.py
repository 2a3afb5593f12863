"""The list beside the month: what stands on each day as rows, and how a row is painted."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.case import HearingRow
from caseapp.domain.contact import FollowUpRow
from caseapp.domain.person import list_name
from caseapp.domain.rights_view import DueRight
from caseapp.services.calendar import COURT, FOLLOW_UP, MARAC, RIGHT, Agenda
from ui.models.due_rights import due_tag, right_line
from ui.models.parts_list import PartsDelegate
from ui.models.row_delegate import draw_line
from ui.models.rows_model import ROW_ROLE, AnyIndex
from ui.theme.icons import icon_pixmap
from ui.theme.style import draw_tick_box
from ui.theme.theme import theme
from ui.theme.tokens import Token
from ui.widgets.tag_paint import Tag, draw_tag, tag_size
from ui.words.working_days import office_calendar
from ui.work.privacy import masked

ICONS = {COURT: "gavel", MARAC: "users", FOLLOW_UP: "square-check", RIGHT: "scale"}
_TIME, _MARK, _HEIGHT = 60, 20, 60
_LARGE = 1.4


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One thing on one day. `at` is its time or an empty text; `tag` how late or soon a right is."""

    id: str
    kind: str
    on: date
    at: str
    title: str
    reference: str
    detail: str
    case_id: str | None
    tag: Tag | None = None
    right_id: str = ""
    """The right to open: for an answer owed to a challenge the one it is about."""

    def said(self) -> str:
        """The whole row, for screen readers."""
        parts = (self.at, self.title, self.reference, self.detail, self.tag.text if self.tag else "")
        more = _("Press Space to tick it off.") if self.kind == FOLLOW_UP else ""
        return f"{', '.join(part for part in parts if part)}. {more}".strip()


def rows_of(agenda: Agenda, today: date, kind: str = "") -> tuple[CalendarRow, ...]:
    """Everything of an agenda, or one kind of it, by day and time; names as initials while names are hidden."""
    found = [
        *(_hearing(masked(row)) for row in agenda.hearings),
        *(_follow_up(masked(row) if row.case_id else row, today) for row in agenda.follow_ups),
        *(_right(masked(row), today) for row in agenda.rights),
    ]
    wanted = {"": (COURT, MARAC, FOLLOW_UP, RIGHT), COURT: (COURT, MARAC)}.get(kind, (kind,))
    kept = [row for row in found if row.kind in wanted]
    return tuple(sorted(kept, key=lambda row: (row.on, not row.at, row.at)))


def _name(row: HearingRow | FollowUpRow | DueRight) -> str:
    return list_name(row.first_name, row.last_name, row.known_as, _("No name yet"))


def _hearing(row: HearingRow) -> CalendarRow:
    marac = row.kind == MARAC
    kind = _("MARAC") if marac else _("Court")
    detail = _("{kind}, {place}").format(kind=kind, place=row.place) if row.place else kind
    return CalendarRow(
        row.id, MARAC if marac else COURT, row.on, row.time or "", _name(row), row.reference, detail, row.case_id
    )


def _follow_up(row: FollowUpRow, today: date) -> CalendarRow:
    name = _name(row) if row.case_id else ""
    tag = Tag(_("Not done yet"), "late") if row.due_on < today else None
    return CalendarRow(
        row.id, FOLLOW_UP, row.due_on, row.due_time or "", row.what, row.reference or "", name, row.case_id, tag
    )


def _right(row: DueRight, today: date) -> CalendarRow:
    tag = due_tag(row, today, office_calendar())
    right = row.entitlement_id or row.id
    return CalendarRow(
        row.id, RIGHT, row.due_on, "", _name(row), row.reference, right_line(row), row.case_id, tag, right
    )


class CalendarDelegate(PartsDelegate):
    """Time, icon or tick box, who and what on two lines, and how late or soon."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view, height=_HEIGHT, indent=8)

    @override
    def paint_cell(self, painter: QPainter, area: QRectF, row: CalendarRow, index: AnyIndex) -> None:
        side, time = theme().grown(_MARK), theme().grown(_TIME)
        small, body = theme().line("small"), theme().line("body")
        tag = tag_size(row.tag) if row.tag is not None else None
        below = tag is not None and theme().scale > _LARGE
        words = body + small + (tag.height() + 4 if tag is not None and below else 0)
        top = area.center().y() - words / 2
        draw_line(painter, QRectF(area.left(), top, time, body), row.at, "small", "text_2")
        mark = QRectF(area.left() + time, top + (body - side) / 2, side, side)
        if row.kind == FOLLOW_UP:
            draw_tick_box(painter, mark, ticked=False)
        else:
            token: Token = "late" if row.tag is not None and row.tag.status == "late" else "text_2"
            pixmap = icon_pixmap(ICONS[row.kind], side, token, painter.device().devicePixelRatioF())
            painter.drawPixmap(mark.topLeft(), pixmap)
        left = mark.right() + 14
        right = area.right() - (tag.width() + 12 if tag is not None and not below else 0)
        first = QRectF(left, top, right - left, body)
        used = draw_line(painter, first, row.title, "body" if row.kind == FOLLOW_UP else "body_strong")
        if (rest := right - left - used - 8) > 0:
            draw_line(painter, QRectF(left + used + 8, top, rest, body), row.reference, "small", "text_3")
        draw_line(painter, QRectF(left, first.bottom(), right - left, small), row.detail, "small", "text_2")
        if row.tag is not None and tag is not None:
            beside = QPointF(area.right() - tag.width(), area.center().y() - tag.height() / 2)
            draw_tag(painter, QPointF(left, first.bottom() + small + 4) if below else beside, row.tag)

    @override
    def part_at(self, row: CalendarRow, area: QRect, at: QPoint) -> str:
        left = area.left() + self._indent + theme().grown(_TIME)
        return "tick" if row.kind == FOLLOW_UP and left - 6 <= at.x() <= left + theme().grown(_MARK) + 6 else ""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        size, row = super().sizeHint(option, index), index.data(ROW_ROLE)
        if isinstance(row, CalendarRow) and row.tag is not None and theme().scale > _LARGE:
            size.setHeight(size.height() + round(tag_size(row.tag).height()) + 4)
        return size
