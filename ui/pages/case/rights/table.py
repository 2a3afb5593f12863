"""The table of one right: what happened, by when the person must be told, how it stands, and what shows it."""

from collections.abc import Iterator
from datetime import date
from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.rights_view import RightInstance
from ui.models.row_delegate import ROW_PAD, Lines, RowDelegate, draw_line, draw_lines, room_of, widest
from ui.models.rows_model import ID_ROLE, ROW_ROLE, Column, RowsModel
from ui.models.views import RowsTable
from ui.pages.case.rights.words import (
    certain_day,
    days_of,
    evidence_words,
    has_evidence,
    row_id,
    status_tag,
    suspect_words,
)
from ui.theme.icons import icon_pixmap
from ui.theme.theme import theme
from ui.widgets.tag_paint import draw_tag, tag_size

_ROW, _TALL, _INDENT = 44, 52, 16
"""Taller where two lines stand in it."""
_WHAT, _HAPPENED, _DUE, _STATUS, _EVIDENCE = range(5)
_LEAST, _NARROWEST, _WIDEST_EVIDENCE = 80, 170, 190
"""What the first column never gets less than; less than the second only once the columns that can be said below what
happened are away; more than the last no evidence takes."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _InstanceDelegate(RowDelegate):
    _view: "RightTable"

    def __init__(self, view: "RightTable") -> None:
        super().__init__(view, height=_ROW, indent=_INDENT)
        self.today = date.min
        self.several = False
        """Whether the lines are about several suspects, told apart by label."""

    @override
    def paint_cell(
        self, painter: QPainter, area: QRectF, row: object, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if not isinstance(row, RightInstance):
            return
        column = index.column()
        if column == _STATUS:
            tag = status_tag(row, self.today)
            top = area.center().y() - theme().grown(24) / 2
            painter.setClipRect(area.adjusted(0, 0, 8, 0))
            draw_tag(painter, QPointF(area.left(), round(top)), tag)
            painter.setClipping(False)
        elif column == _EVIDENCE:
            self._paint_evidence(painter, area, row)
        else:
            draw_lines(painter, area, self._words(row, column))

    def _words(self, row: RightInstance, column: int) -> Lines:
        if column == _WHAT:
            return Lines(
                row.what,
                ", ".join(part for part in (suspect_words(row) if self.several else "", *self._put_away(row)) if part),
                role="body_strong" if row.standing in ("missed", "possibly_late") else "body",
            )
        happened, due = days_of(row, self.today)
        if column == _HAPPENED:
            return Lines(happened, role="small")
        return Lines(due, certain_day(row, self.today), role="small")

    def _put_away(self, row: RightInstance) -> Iterator[str]:
        """What stands in the columns there is no room for."""
        if self._view.isColumnHidden(_HAPPENED) and row.happened_on is not None:
            yield days_of(row, self.today)[0]
        if self._view.isColumnHidden(_EVIDENCE) and has_evidence(row):
            yield evidence_words(row)

    def _paint_evidence(self, painter: QPainter, area: QRectF, row: RightInstance) -> None:
        said = evidence_words(row)
        if row.id is None:
            draw_line(painter, area, said, "small", "text_2")
            return
        left = 0.0
        if has_evidence(row):
            side = theme().grown(16)
            pixmap = icon_pixmap("paperclip", side, "link", painter.device().devicePixelRatio())
            painter.drawPixmap(QPointF(area.left(), round(area.center().y() - side / 2)), pixmap)
            left = side + 4
        place = area.adjusted(left, 0, 0, 0)
        width = min(draw_line(painter, place, said, "small", "link"), place.width())
        if not has_evidence(row):
            base = round(area.center().y() + theme().grown(8))
            painter.fillRect(QRectF(place.left(), base, width, 1), theme().colour("link"))


class RightTable(RowsTable):
    """Always as high as its rows. Enter asks for the main action (`entered_line`), T to record that it was told
    (`told_wanted`), E or a click on the last column for evidence (`evidence_wanted`)."""

    entered_line = Signal()
    told_wanted = Signal()
    evidence_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("What happened under this right"), row_height=_ROW, indent=_INDENT, in_card=True, parent=parent
        )
        self._delegate = _InstanceDelegate(self)
        self._rows_model: RowsModel[RightInstance] = RowsModel((), row_id)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)  # or its card takes the page's room
        self.head.setSectionsClickable(False)
        self.head.setSectionsMovable(False)
        self.clicked.connect(self._pressed)
        self.set_name("")

    def set_name(self, name: str) -> None:
        """Say the person's name in the first column's title; makes the model anew."""
        title = _("{name} must be told when").format(name=name) if name else _("What")
        self._rows_model = RowsModel(
            (
                Column(title, lambda row: row.what, tip=lambda row: row.what),
                Column(_("It happened"), lambda row: days_of(row, self._delegate.today)[0]),
                Column(_("Due by"), lambda row: days_of(row, self._delegate.today)[1]),
                Column(_("Status"), lambda row: status_tag(row, self._delegate.today).text),
                Column(_("Evidence"), evidence_words),
            ),
            row_id,
            self._sentence,
        )
        self.setModel(self._rows_model)
        self.head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def rows_model(self) -> RowsModel[RightInstance]:
        """The rows shown."""
        return self._rows_model

    def show_rows(self, rows: tuple[RightInstance, ...], today: date) -> None:
        """Show the lines of a right, and take their height."""
        self._delegate.today = today
        self._delegate.several = len({row.suspect for row in rows if row.suspect}) > 1
        self._rows_model.set_rows(rows)
        self._fit()

    def current(self) -> RightInstance | None:
        """The line that is chosen."""
        found = self.currentIndex().data(ROW_ROLE)
        return found if isinstance(found, RightInstance) else None

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() == Qt.KeyboardModifier.NoModifier and self.currentIndex().data(ID_ROLE):
            if event.key() in _ENTER:
                self.entered_line.emit()
                return
            if event.key() == Qt.Key.Key_T:
                self.told_wanted.emit()
                return
            if event.key() == Qt.Key.Key_E:
                self.evidence_wanted.emit()
                return
        super().keyPressEvent(event)

    def _fit(self) -> None:
        """Its own height always. Where the columns do not fit, when it happened and then the evidence give way to what
        happened, and stand below it in words."""
        self.fit_text_size()
        widths = {column: self._wanted(column) for column in (_HAPPENED, _DUE, _STATUS, _EVIDENCE)}
        widths[_EVIDENCE] = min(widths[_EVIDENCE], theme().grown(_WIDEST_EVIDENCE)) + _INDENT - ROW_PAD
        room = self.viewport().width()
        least = min(self._wanted(_WHAT), theme().grown(_NARROWEST)) + _INDENT - ROW_PAD
        for column in (_HAPPENED, _EVIDENCE):
            away = sum(widths.values()) + least > room
            self.setColumnHidden(column, away)
            if away:
                del widths[column]
        widths[_WHAT] = max(room - sum(widths.values()), _LEAST)
        for column, width in widths.items():
            self.head.resizeSection(column, width)
        self.set_row_height(_TALL if self.isColumnHidden(_HAPPENED) else _ROW)
        self.setFixedHeight(theme().grown(38) + sum(map(self.rowHeight, range(len(self._rows_model.rows())))))

    def _wanted(self, column: int) -> int:
        """Room for its title and for the longest of what stands in it."""
        rows, today = self._rows_model.rows(), self._delegate.today
        room = room_of(self._rows_model, column, "body_strong" if column == _WHAT else "small")
        if column == _DUE:
            return max(room, widest((certain_day(row, today) for row in rows), "small"))
        if column == _STATUS:
            return max([room, *(ceil(tag_size(status_tag(row, today)).width()) + 16 for row in rows)])
        with_icon = column == _EVIDENCE and any(map(has_evidence, rows))
        return room + (theme().grown(16) + 4 if with_icon else 0)

    def _sentence(self, row: RightInstance) -> str:
        happened, due = days_of(row, self._delegate.today)
        certain = certain_day(row, self._delegate.today)
        return _("{what}. It happened: {happened}. Due by: {due}. Status: {status}. Evidence: {evidence}").format(
            what=f"{row.what}. {suspect_words(row)}".rstrip(". "),
            happened=happened,
            due=f"{due} {certain}".strip(),
            status=status_tag(row, self._delegate.today).text,
            evidence=evidence_words(row) if has_evidence(row) else _("none"),
        )

    def _pressed(self, index: QModelIndex) -> None:
        row = index.data(ROW_ROLE)
        if index.column() == _EVIDENCE and isinstance(row, RightInstance) and row.id is not None:
            self.evidence_wanted.emit()
