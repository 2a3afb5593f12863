"""Paints a case as a row: reference, name, risk, stage with its track, what is due, last contact, worker."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView
from typing_extensions import override

from ui.models.row_delegate import Lines, RowDelegate, draw_line, draw_lines
from ui.models.rows_model import AnyIndex
from ui.pages.caseload import words
from ui.pages.caseload.columns import DUE, LAST, NAME, REF, RISK, STAGE
from ui.pages.caseload.words import CaseLine
from ui.theme.icons import icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import Token
from ui.widgets.risk_paint import draw_risk, risk_size
from ui.widgets.stage_paint import draw_segments

INDENT = 28


class CaseloadDelegate(RowDelegate):
    """The row of the caseload."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view, indent=INDENT)

    @override
    def paint_cell(self, painter: QPainter, area: QRectF, row: CaseLine, index: AnyIndex) -> None:
        column = index.column()
        if column == REF:
            draw_lines(painter, area, Lines(row.row.reference, role="small", token="text_2"))  # noqa: S106 - a colour token
        elif column == NAME:
            draw_lines(painter, area, Lines(words.name_of(row), row.district, "body_strong"))
        elif column == RISK:
            size = risk_size(row.risk)
            draw_risk(painter, QPointF(area.left(), area.center().y() - size.height() / 2), row.risk)
        elif column == STAGE:
            self._stage(painter, area, row)
        elif column == DUE:
            self._due(painter, area, row)
        elif column == LAST:
            self._pair(painter, area, row.last, row.last_ago)
        else:
            draw_lines(painter, area, Lines(row.worker, role="small", token="text_2"))  # noqa: S106 - a colour token

    @override
    def padding(self, index: AnyIndex) -> tuple[int, int]:
        """Little at the right: the next column begins with a space of its own."""
        left, _right = super().padding(index)
        return left, 0 if index.column() == DUE else 4

    def _pair(self, painter: QPainter, area: QRectF, first: str, second: str) -> None:
        """Two lines, the second the smallest there is: narrow columns."""
        upper, lower = theme().line("small"), theme().line("meta") if second else 0
        top = area.center().y() - (upper + lower) / 2
        draw_line(painter, QRectF(area.left(), top, area.width(), upper), first, "small")
        if second:
            draw_line(painter, QRectF(area.left(), top + upper, area.width(), lower), second, "meta", "text_2")

    def _stage(self, painter: QPainter, area: QRectF, row: CaseLine) -> None:
        if row.steps is None:
            self._pair(painter, area, row.stage, row.stage_detail)
            return
        line = theme().line("small")
        top = area.center().y() - (line + 8) / 2
        draw_line(painter, QRectF(area.left(), top, area.width(), line), row.stage, "small")
        width = min(area.width(), theme().grown(114))
        draw_segments(painter, QRectF(area.left(), top + line + 4, width, 4), row.steps)

    def _due(self, painter: QPainter, area: QRectF, row: CaseLine) -> None:
        first, second = theme().line("small"), theme().line("small")
        what = words.due_what(row)
        top = area.center().y() - (first + (second if what else 0)) / 2
        left = area.left()
        if row.due_icon:
            side = theme().grown(15)
            token: Token = row.due_token
            pixmap = icon_pixmap(row.due_icon, side, token, painter.device().devicePixelRatio())
            painter.drawPixmap(QPointF(round(left), round(top + (first - side) / 2)), pixmap)
            left += side + 5
        width = area.right() - left
        draw_line(
            painter,
            QRectF(left, top, width, first),
            row.due,
            "small_medium" if row.due_icon else "small",
            row.due_token,
        )
        if what:
            draw_line(painter, QRectF(area.left(), top + first, area.width(), second), what, "meta", "text_2")
