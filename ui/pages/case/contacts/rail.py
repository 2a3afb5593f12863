"""At the right of the contacts: what to show, and the patterns at a glance."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStyleOptionViewItem, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _, ngettext
from caseapp.domain.contact import ContactCounts
from ui.models.row_delegate import RowDelegate, draw_line
from ui.models.rows_model import ROW_ROLE, Column, RowsModel
from ui.models.views import RowsList
from ui.theme.theme import theme
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.icon import Icon
from ui.widgets.key_cap import KeyCap
from ui.widgets.rule import Rule
from ui.widgets.text import Text
from ui.words.dates import days_ago, minutes


@dataclass(frozen=True, slots=True)
class Show:
    """One choice of what the chronology shows, with how many there are."""

    kind: str
    label: str
    count: int


class _ShowDelegate(RowDelegate):
    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view, height=36, indent=0)

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Show = index.data(ROW_ROLE)
        area = QRectF(option.rect).adjusted(0, 1, -1, -1)
        current = self._view.currentIndex().row() == index.row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current or self._hover_row == index.row():
            painter.setPen(theme().tint_pen() if current else Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("press" if current else "hover"))
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if current and self._view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().colour("focus"), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 7, 7)
        words = area.adjusted(10, 0, -10, 0)
        role, token = ("small_strong", "text") if current else ("small", "text_2")
        draw_line(painter, words, row.label, role, token)  # type: ignore[arg-type]  # a role and a token
        draw_line(painter, words, str(row.count), role, token, align=Qt.AlignmentFlag.AlignRight)  # type: ignore[arg-type]  # a role and a token
        painter.restore()


class ContactsRail(QWidget):
    """`show_changed(str)`: everything, with_client, tried or agencies."""

    show_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = RowsList(_("Show"), ground="canvas", fitted=True)
        self._model: RowsModel[Show] = RowsModel((Column(_("Show"), _label),), _kind, sentence=_said)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_ShowDelegate(self.list))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._glance = QVBoxLayout()
        self._glance.setSpacing(0)
        self._values = {name: Text("", "small", tabular=True) for name in ("spoke", "gap", "time")}
        self._shield = Text("", "small", "text_2", wrap=True)
        self._loading = False
        self._build()
        self.list.selectionModel().currentChanged.connect(self._chosen)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Text(_("Show"), "heading"))
        column.addSpacing(8)
        column.addWidget(self.list)
        column.addSpacing(22)
        column.addWidget(Text(_("At a glance"), "heading"))
        column.addSpacing(8)
        labels = {"spoke": _("Last spoke"), "gap": _("Usual gap"), "time": _("Time this month")}
        for name, label in labels.items():
            column.addWidget(Rule())
            line = QHBoxLayout()
            line.setContentsMargins(0, 10, 0, 10)
            line.addWidget(Text(label, "small", "text_2"))
            line.addStretch()
            line.addWidget(self._values[name])
            column.addLayout(line)
        column.addSpacing(18)
        column.addWidget(Rule())
        column.addSpacing(14)
        column.addLayout(_hint(Icon("keyboard", 18, "text_3"), _letters()))
        column.addSpacing(12)
        column.addLayout(_hint(Icon("shield", 18, "voice"), self._shield))

    def show_counts(self, counts: ContactCounts, name: str, show: str, today: date) -> None:
        """Show how the chronology divides and its patterns."""
        rows = (
            Show("everything", _("Everything"), counts.everything),
            Show("with_client", _("With {name}").format(name=name), counts.with_client),
            Show("tried", _("Tried, no answer"), counts.tried),
            Show("agencies", _("Agencies"), counts.agencies),
        )
        self._loading = True
        self._model.set_rows(rows)
        place = next(place for place, row in enumerate(rows) if row.kind == show)
        flag = QItemSelectionModel.SelectionFlag.NoUpdate
        self.list.selectionModel().setCurrentIndex(self._model.index(place, 0), flag)
        self._loading = False
        spoke = counts.last_spoke_on
        self._values["spoke"].set_text(days_ago(spoke, today) if spoke else _("Not yet"))
        gap = counts.usual_gap_days
        words = ngettext("About {count} day", "About {count} days", gap or 0).format(count=gap)
        self._values["gap"].set_text(words if gap is not None else _("Too few to say"))
        self._values["time"].set_text(minutes(counts.minutes_this_month))
        said = _("The shield marks what is not safe for {name}. You can still record it if it happened.")
        self._shield.set_text(said.format(name=name))

    def clear(self) -> None:
        """Drop what is shown."""
        self._model.clear()
        self._shield.set_text("")
        for value in self._values.values():
            value.set_text("")

    def _chosen(self, current: QModelIndex, _before: QModelIndex) -> None:
        row: Any = current.data(ROW_ROLE)
        if isinstance(row, Show) and not self._loading:
            self.show_changed.emit(row.kind)


def _hint(icon: Icon, words: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(10)
    line.addWidget(icon, alignment=Qt.AlignmentFlag.AlignTop)
    line.addWidget(words, 1)
    return line


def _letters() -> QWidget:
    """`Underlined letters pick an answer. C S then type, then Ctrl Enter: four key presses and your note.`"""
    made = QWidget()
    flow = FlowLayout(made, gap=4, line_gap=1)
    keys: dict[str, Callable[[], QWidget]] = {
        "[C]": lambda: KeyCap(("C",)),
        "[S]": lambda: KeyCap(("S",)),
        "[Ctrl Enter]": lambda: KeyCap(("Ctrl Enter",)),
    }
    said = _("Underlined letters pick an answer.|[C]|[S]|then type, then|[Ctrl Enter]|and the contact is saved.")
    for part in said.split("|"):
        if part in keys:
            flow.addWidget(keys[part]())
        else:
            for word in part.split():
                flow.addWidget(Text(word, "small", "text_2"))
    made.setAccessibleName(said.replace("|", " "))
    return made


def _label(row: Show) -> str:
    return row.label


def _kind(row: Show) -> str:
    return row.kind


def _said(row: Show) -> str:
    return f"{row.label}: {row.count}"
