"""The latest contacts, two lines each."""

from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView
from typing_extensions import override

from caseapp.base.clock import london_date
from caseapp.domain.contact import ContactRow
from ui.models.row_delegate import Lines, RowDelegate, draw_line, draw_lines
from ui.pages.case.contact_words import title
from ui.theme.theme import theme
from ui.words.dates import day_near
from ui.work.privacy import note_shown

_DAY_WIDTH = 108


class LatestDelegate(RowDelegate):
    """Day, then what happened and the first words of the note."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view, height=63)
        self.today = date.min
        self.name = ""

    @override
    def paint_cell(self, painter: QPainter, area: QRectF, row: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        contact: ContactRow = row
        day = day_near(london_date(contact.at), self.today)
        width = theme().grown(_DAY_WIDTH)
        lines = Lines(title(contact, self.name), " ".join(note_shown(contact.note).split()), "body_strong")
        height = theme().line("body_strong")
        top = area.center().y() - (height + (theme().line("small") if lines.second else 0)) / 2
        draw_line(
            *(painter, QRectF(area.left(), top, width - 8, height), day, "small", "text_2"),
            align=Qt.AlignmentFlag.AlignLeft,
        )
        draw_lines(painter, area.adjusted(width, 0, 0, 0), lines)
