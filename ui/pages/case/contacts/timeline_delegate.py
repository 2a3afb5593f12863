"""Paints the chronology: time, disc, what happened, the note, tags and who wrote it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem
from typing_extensions import override

from caseapp.base.words import _, ngettext
from caseapp.domain.contact import AGENCY, CLIENT, ContactRow
from ui.models.parts_list import PartsDelegate
from ui.models.row_delegate import draw_line
from ui.models.rows_model import AnyIndex
from ui.models.sections import HEADING_ROLE
from ui.pages.case.contact_words import icon_of, title
from ui.theme.icons import icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import Token
from ui.widgets.tag_paint import Tag, draw_tag, tag_size
from ui.words.dates import clock_time
from ui.work.privacy import note_shown

ADD = "add"
_SHORT = 4
"""Lines of a note shown until the row is opened."""
_TOP, _BOTTOM, _HEADING = 8, 16, 44
_DISC_MIDDLE, _TEXT_LEFT, _RIGHT = 74, 102, 132
_NOTE_WIDTH, _INSET = 640, 9


def tags_of(row: ContactRow) -> tuple[Tag, ...]:
    """What the contact led to."""
    tags = []
    if row.evidence_for:
        words = ngettext("Evidence for {count} right", "Evidence for {count} rights", row.evidence_for)
        tags.append(Tag(words.format(count=row.evidence_for), "neutral", "scale"))
    if row.follow_up_made:
        tags.append(Tag(_("Follow-up made"), "neutral"))
    return tuple(tags)


class TimelineDelegate(PartsDelegate):
    """`name` is the person's call name; `opened` holds the ids of notes shown whole; `read_only` forbids adding.

    `moments` tells when each contact shown was, for the words that add to one.
    """

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view, height=60, indent=0)
        self.name = ""
        self.opened: set[str] = set()
        self.read_only = False
        self.moments: dict[str, datetime] = {}
        self._wrapped: dict[tuple[str, str, float, float], tuple[str, ...]] = {}
        self._heights: dict[tuple[str, bool, float, float], float] = {}

    def measure_again(self) -> None:
        """Other rows may be shown under the same ids."""
        self._heights.clear()

    def forget(self) -> None:
        """Drop what was measured: for the lock."""
        self._wrapped.clear()
        self._heights.clear()
        self.opened.clear()
        self.moments = {}
        self.name = ""

    def title_of(self, row: ContactRow) -> str:
        """What a contact was, in a line."""
        return title(row, self.name, self.moments.get(row.adds_to or ""))

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        if index.data(HEADING_ROLE):
            return QSize(100, theme().grown(_HEADING))
        row = self._row(index)
        return QSize(100, round(self._height_of(row)) if row is not None else 0)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        row = self._row(index)
        if index.data(HEADING_ROLE):
            self._paint_day(painter, area, str(index.data()))
        elif row is not None:
            below = index.model().index(index.row() + 1, 0)
            self._paint_row(painter, area, row, follows=below.isValid() and not below.data(HEADING_ROLE))
            self._paint_focus(painter, area, row, index)
        painter.restore()

    @override
    def part_at(self, row: Any, area: QRect, at: QPoint) -> str:
        if self.read_only or not isinstance(row, ContactRow):
            return ""
        return ADD if self._add_area(QRectF(area)).adjusted(-4, -4, 4, 4).contains(QPointF(at)) else ""

    def _row(self, index: AnyIndex) -> ContactRow | None:
        found = index.data(Qt.ItemDataRole.UserRole)
        return found if isinstance(found, ContactRow) else None

    def _paint_day(self, painter: QPainter, area: QRectF, day: str) -> None:
        line = QRectF(area.left(), area.top() + 6, area.width(), area.height() - 12)
        width = draw_line(painter, line, day, "small_strong", "text_2")
        left = area.left() + width + 12
        rule = QRectF(left, round(line.center().y()), area.right() - left, 1)
        painter.fillRect(rule, theme().colour("line_strong"))

    def _paint_row(self, painter: QPainter, area: QRectF, row: ContactRow, *, follows: bool) -> None:
        scale = theme().scale
        top, line = area.top() + _TOP * scale, theme().line("body_strong")
        first = QRectF(area.left(), top, 56 * scale, line)
        draw_line(painter, first, clock_time(row.at), "small", "text_2")
        self._disc(painter, QPointF(area.left() + _DISC_MIDDLE * scale, top + line / 2), area, row, follows=follows)
        left = area.left() + _TEXT_LEFT * scale
        right = area.right() - _RIGHT * scale
        author = QRectF(right + 8, top, area.right() - right - 8 - _INSET, line)
        spare = author.width() - QFontMetricsF(theme().font("meta", tabular=True)).horizontalAdvance(row.author) - 8
        title = QRectF(left, top, right - left + max(0.0, spare), line)
        draw_line(painter, title, self.title_of(row), "body_strong")
        draw_line(painter, author, row.author, "meta", "text_2", align=Qt.AlignmentFlag.AlignRight)
        below = self._note(painter, QPointF(left, top + line + 3 * scale), row)
        at = left
        for tag in tags_of(row):
            at = draw_tag(painter, QPointF(at, below + 5 * scale), tag).right() + 6

    def _disc(self, painter: QPainter, centre: QPointF, area: QRectF, row: ContactRow, *, follows: bool) -> None:
        radius = theme().grown(32) / 2
        if follows:
            painter.setPen(QPen(theme().colour("line_strong"), 2))
            painter.drawLine(QPointF(centre.x(), centre.y() + radius), QPointF(centre.x(), area.bottom() + 8))
        person = row.with_whom == CLIENT
        tried = person and not row.reached and row.result not in {"sent", "wrote"}
        fill: Token = "accent_tint" if person and not tried else "surface"
        pen = QPen(theme().colour("accent_line" if person and not tried else "line_strong"), 1)
        if tried:
            pen = QPen(theme().colour("text_3"), 1.2, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(theme().colour(fill))
        painter.drawEllipse(centre, radius - 0.5, radius - 0.5)
        side = theme().grown(17)
        token: Token = "accent" if person and not tried else "text_2"
        name = "building-2" if row.with_whom == AGENCY else icon_of(row)
        pixmap = icon_pixmap(name, side, token, painter.device().devicePixelRatioF())
        painter.drawPixmap(QPointF(round(centre.x() - side / 2), round(centre.y() - side / 2)), pixmap)

    def _note(self, painter: QPainter, at: QPointF, row: ContactRow) -> float:
        lines = self._lines(row)
        height = theme().line("small")
        face = theme().font("small", tabular=True)
        metrics = QFontMetricsF(face)
        painter.setFont(face)
        painter.setPen(theme().colour("text_2"))
        shown = lines if row.id in self.opened else lines[:_SHORT]
        y = at.y()
        for place, words in enumerate(shown):
            area = QRectF(at.x(), y, self._note_width() + 4, height)
            if place == _SHORT - 1 and len(shown) < len(lines):
                more = _("Show all")
                room = area.width() - metrics.horizontalAdvance(more) - 12
                cut = metrics.elidedText(words + "…", Qt.TextElideMode.ElideRight, room)
                drawn = metrics.horizontalAdvance(cut)
                painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, cut)
                painter.setPen(theme().colour("link"))
                painter.drawText(area.adjusted(drawn + 8, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, more)
            else:
                painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)
            y += height
        return y

    def _paint_focus(self, painter: QPainter, area: QRectF, row: ContactRow, index: AnyIndex) -> None:
        current = self._view.currentIndex().row() == index.row() and self._view.hasFocus()
        if (current or self._hover_row == index.row()) and not self.read_only and not row.adds_to:
            link = self._add_area(area)
            face = QFont(theme().font("meta"))
            face.setUnderline(True)
            painter.setFont(face)
            painter.setPen(theme().colour("link"))
            painter.drawText(link, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _("Add to this note"))
        if current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().colour("focus"), 2))
            left = (_TEXT_LEFT - _INSET) * theme().scale
            painter.drawRoundedRect(area.adjusted(left, 1, -1, -5), 8, 8)

    def _add_area(self, area: QRectF) -> QRectF:
        scale = theme().scale
        top = area.top() + _TOP * scale + theme().line("body_strong") + 2 * scale
        return QRectF(area.right() - _RIGHT * scale, top, _RIGHT * scale - _INSET, theme().line("small"))

    def _note_width(self) -> float:
        scale = theme().scale
        room = self._view.viewport().width() - (_TEXT_LEFT + _RIGHT) * scale
        return max(120.0, min(room, _NOTE_WIDTH * scale))

    def _height_of(self, row: ContactRow) -> float:
        key = (row.id, row.id in self.opened, self._note_width(), theme().scale)
        if key not in self._heights:  # Qt asks for every row each time the list gets another width
            self._heights[key] = self._measured(row)
        return self._heights[key]

    def _measured(self, row: ContactRow) -> float:
        lines = self._lines(row)
        count = len(lines) if row.id in self.opened else min(len(lines), _SHORT)
        height = theme().line("body_strong") + count * theme().line("small") + (_TOP + _BOTTOM) * theme().scale
        if count:
            height += 3 * theme().scale
        tags = tags_of(row)
        if tags:
            height += tag_size(tags[0]).height() + 6 * theme().scale
        return max(height, 44 * theme().scale)

    def _lines(self, row: ContactRow) -> tuple[str, ...]:
        """The lines of the note at the width there is."""
        note = note_shown(row.note)
        key = (row.id, note, self._note_width(), theme().scale)
        if key not in self._wrapped:
            self._wrapped[key] = tuple(_wrapped(note, self._note_width()))
        return self._wrapped[key]


def _wrapped(note: str, width: float) -> Iterable[str]:
    """The lines of a note. Qt counts in UTF-16, so that is what is cut."""
    for paragraph in note.split("\n") if note else ():
        layout = QTextLayout(paragraph, theme().font("small", tabular=True))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        units = paragraph.encode("utf-16-le", "surrogatepass")
        found = False
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            start = 2 * line.textStart()
            yield units[start : start + 2 * line.textLength()].decode("utf-16-le", "replace").rstrip()
            found = True
        layout.endLayout()
        if not found:
            yield ""
