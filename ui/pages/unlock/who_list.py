"""Who is unlocking: one row a person, with the last one here first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from caseapp.base.clock import london, london_date
from caseapp.base.words import _
from caseapp.services.vaults import Unlocker
from ui.models.rows_model import ROW_ROLE, Column, RowsModel
from ui.theme.style import draw_radio
from ui.theme.theme import theme
from ui.widgets.avatar import draw_avatar
from ui.words.dates import clock_time, day_month, day_month_year, long_day
from ui.words.people import initials

ROW = 60
MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Unlocking:
    """A row: who, and when they were last here on this machine (None: not known)."""

    who: Unlocker
    last: datetime | None


def in_order(people: Sequence[Unlocker], last_here: Mapping[str, str]) -> tuple[Unlocking, ...]:
    """People with the last one here first; those never here in the order they were added."""
    known = [Unlocking(who, _instant(last_here.get(who.slot_id, ""))) for who in people]
    return tuple(sorted(known, key=lambda row: -row.last.timestamp() if row.last else 0.0))


def last_here_words(last: datetime | None, today: date) -> str:
    """`Last here today, 09:12`, `Last here Thursday`, `Last here 2 November`."""
    if last is None:
        return ""
    day = london_date(last)
    days = (today - day).days
    if days == 0:
        when = _("today, {time}").format(time=clock_time(last))
    elif 0 < days < 7:
        when = long_day(day).split(" ")[0]
    else:
        when = day_month(day) if day.year == today.year else day_month_year(day)
    return _("Last here {when}").format(when=when)


def _instant(written: str) -> datetime | None:
    try:
        return london(datetime.fromisoformat(written))
    except (ValueError, OverflowError):
        return None


class _PersonDelegate(QStyledItemDelegate):
    """Radio, initials, name, and when last here."""

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, theme().grown(ROW))

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Unlocking = index.data(ROW_ROLE)
        view = self.parent()
        chosen = isinstance(view, QListView) and view.currentIndex().row() == index.row()
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(view, QListView):
            corners = QPainterPath()
            corners.addRoundedRect(QRectF(view.viewport().rect()), 11, 11)
            painter.setClipPath(corners)
        if chosen:
            painter.fillRect(area, theme().colour("selected"))
        if index.row():
            painter.fillRect(QRectF(area.left(), area.top(), area.width(), 1), theme().colour("line"))
        side, middle = theme().grown(22), area.center().y()
        draw_radio(painter, QRectF(area.left() + 18, middle - side / 2, side, side), chosen)
        disc = theme().grown(36)
        left = area.left() + 18 + side + 14
        draw_avatar(painter, QRectF(left, middle - disc / 2, disc, disc), initials(row.who.name))
        painter.setFont(theme().font("heading"))
        painter.setPen(theme().colour("text"))
        words = QRectF(left + disc + 14, area.top(), area.right() - left - disc - 32, area.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, row.who.name)
        painter.setFont(theme().font("meta", tabular=True))
        painter.setPen(theme().colour("text_2"))
        when = last_here_words(row.last, self._today)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, when)
        if isinstance(view, QListView) and view.hasFocus() and chosen:
            painter.setPen(QPen(theme().colour("focus"), 2))
            painter.drawRoundedRect(area.adjusted(3, 3, -3, -3), 8, 8)
        painter.restore()


class WhoList(QListView):
    """Arrow keys choose. `chosen` tells the slot."""

    chosen = Signal(str)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: RowsModel[Unlocking] = RowsModel(
            (Column(_("Name"), lambda row: row.who.name),),
            row_id=lambda row: row.who.slot_id,
            sentence=lambda row: f"{row.who.name}. {last_here_words(row.last, today)}",
            parent=self,
        )
        self.setModel(self._model)
        self._delegate = _PersonDelegate(today, self)
        self.setItemDelegate(self._delegate)
        self.setProperty("ground", "none")
        self.setAccessibleName(_("Who is unlocking?"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._moved)

    def set_people(self, rows: Sequence[Unlocking]) -> None:
        """Show these people, with the first one chosen."""
        self._model.set_rows(rows)
        self.setFixedHeight(theme().grown(ROW) * max(1, min(MOST_SHOWN, len(rows))))
        self.setCurrentIndex(self._model.index(0, 0))

    def slot(self) -> str | None:
        """The slot of the person chosen."""
        return self._model.id_at(self.currentIndex())

    def _moved(self) -> None:
        slot = self.slot()
        if slot is not None:
            self.chosen.emit(slot)
        self.viewport().update()


class WhoCard(QFrame):
    """The list in its card, with rounded corners."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "plain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        self.list = WhoList(today)
        column.addWidget(self.list)
