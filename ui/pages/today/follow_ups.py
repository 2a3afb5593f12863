"""Follow-ups: what was promised, whether it is safe now, a box to tick, and a small form to add one."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView
from typing_extensions import override

from caseapp.base.words import _, ngettext
from caseapp.services.today import FollowUpToday, Today
from ui.models.parts_list import PartPressed, PartsDelegate, PartsList
from ui.models.row_delegate import draw_line
from ui.models.rows_model import AnyIndex
from ui.models.sections import Section, SectionsModel
from ui.pages.today import words
from ui.theme.icons import icon_pixmap
from ui.theme.style import draw_tick_box
from ui.theme.theme import theme
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.text import Text
from ui.work.privacy import masked

_TICK, _WORDS = 20, 34


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """A follow-up as its row shows it."""

    id: str
    case_id: str | None
    what: str
    who: str
    overdue: str
    aside: words.Aside


class FollowUpDelegate(PartsDelegate):
    """Tick box, what was promised, whose case; at the end whether it is safe now."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view, height=46)

    @override
    def paint_cell(self, painter: QPainter, area: QRectF, row: FollowUpLine, index: AnyIndex) -> None:
        side = theme().grown(_TICK)
        draw_tick_box(painter, QRectF(area.left(), area.center().y() - side / 2, side, side), ticked=False)
        left = area.left() + theme().grown(_WORDS)
        right = self._aside(painter, area, row.aside) - 16
        used = draw_line(painter, QRectF(left, area.top(), right - left, area.height()), row.what, "body")
        for text, token in ((row.who, "text_3"), (row.overdue, "late")):
            left += used + (8 if text else 0)
            room = QRectF(left, area.top(), max(0.0, right - left), area.height())
            used = draw_line(painter, room, text, "small", token) if text and room.width() > 20 else 0  # type: ignore[arg-type]  # both are tokens

    @override
    def part_at(self, row: FollowUpLine, area: QRect, at: QPoint) -> str:
        return "tick" if at.x() < area.left() + self._indent + theme().grown(_WORDS) - 4 else ""

    def _aside(self, painter: QPainter, area: QRectF, said: words.Aside) -> float:
        width = QFontMetricsF(theme().font("small", tabular=True)).horizontalAdvance(said.text)
        left = area.right() - width
        draw_line(painter, QRectF(left - 1, area.top(), width + 2, area.height()), said.text, "small", said.token)
        side = theme().grown(16)
        left -= side + 6
        pixmap = icon_pixmap(said.icon, side, said.token, painter.device().devicePixelRatio())
        painter.drawPixmap(QPointF(round(left), round(area.center().y() - side / 2)), pixmap)
        return left


class FollowUpsCard(Card):
    """The card. `ticked(str)` and `opened(str)` name a follow-up and a case."""

    ticked = Signal(str)
    case_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Follow-ups"), count=0, link=_("Add a follow-up"))
        self.list = PartsList(_("Follow-ups"), keys={Qt.Key.Key_Space: "tick"})
        self.model: SectionsModel[FollowUpLine] = SectionsModel(
            lambda row: row.id, lambda row: row.what, _sentence, self
        )
        self.list.setModel(self.model)
        self.list.setItemDelegate(FollowUpDelegate(self.list))
        self.empty = EmptyState(
            _("No follow-ups"), _("When you save a contact you can set the next one."), icon="list-checks"
        )
        self.empty.setProperty("card", "none")
        self._more = Text("", "small", "text_2")
        self._more.setContentsMargins(20, 8, 20, 6)
        self.add(self.list)
        self.add(self._more)
        self.add(self.empty)
        self.list.part_pressed.connect(self._part)
        self.list.opened.connect(self._open)

    def show_today(self, today: Today) -> None:
        """Show the follow-ups of the day."""
        rows = tuple(_line(item, today.on) for item in today.follow_ups)
        self.list.show_sections((Section("", rows),))
        self.set_count(today.follow_ups_total)
        rest = today.follow_ups_total - len(rows)
        self._more.set_text(ngettext("{count} more after these.", "{count} more after these.", rest).format(count=rest))
        self._more.setVisible(rest > 0)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def clear(self) -> None:
        """Keep nothing: for the lock."""
        self.list.show_sections(())
        self.set_count(None)

    def _part(self, pressed: PartPressed) -> None:
        self.ticked.emit(pressed.row_id)

    def _open(self, row_id: str) -> None:
        row = self.model.row_at(self.model.index_of(row_id))
        if row is not None and row.case_id is not None:
            self.case_opened.emit(row.case_id)


def _line(item: FollowUpToday, today: date) -> FollowUpLine:
    row = masked(item.row) if item.row.case_id else item.row
    said = words.aside(item, today)
    late = words.overdue(row, today)
    return FollowUpLine(
        row.id, row.case_id, row.what, words.follow_up_who(row), "" if late == said.text else late, said
    )


def _sentence(row: FollowUpLine) -> str:
    parts = (row.what, row.who, row.overdue, row.aside.text)
    return ". ".join(part.rstrip(".") for part in parts if part) + ". " + _("Press Space to tick it off.")
