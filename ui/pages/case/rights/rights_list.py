"""The twelve rights at the left: how many stand how, the list, and the rule set they come from."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QStyle, QStyleOptionViewItem, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.rights_view import RightSummary, RightsView
from ui.models.keep_current import KeepCurrent
from ui.models.row_delegate import RowDelegate, draw_line
from ui.models.rows_model import ROW_ROLE, Column, RowsModel
from ui.models.views import RowsList
from ui.pages.case.rights.words import glyph_state, state_word
from ui.theme.theme import theme
from ui.widgets.button import LinkButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.right_glyph_paint import draw_right
from ui.widgets.tag_paint import Tag, draw_tag, tag_size
from ui.widgets.text import Text
from ui.words.dates import day_month_year

_ROW = 46


class _RightDelegate(RowDelegate):
    """Number, glyph, title, word; the chosen one is a tinted, rounded row."""

    @override
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setPen(theme().tint_pen())
            painter.setBrush(theme().colour("selected"))
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        row = index.data(ROW_ROLE)
        if isinstance(row, RightSummary):
            self._paint_right(painter, area.adjusted(6, 0, -8, 0), row, chosen=chosen)
        if self._view.hasFocus() and self._view.currentIndex().row() == index.row():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().colour("focus"), 2))
            painter.drawRoundedRect(area.adjusted(2, 2, -2, -2), 9, 9)
        painter.restore()

    def _paint_right(self, painter: QPainter, area: QRectF, row: RightSummary, *, chosen: bool) -> None:
        number = QRectF(area.left(), area.top(), theme().grown(20), area.height())
        draw_line(painter, number, str(row.number), "body", "text_2", align=Qt.AlignmentFlag.AlignRight)
        side = theme().grown(20)
        left = number.right() + theme().grown(10)
        draw_right(painter, QRectF(left, area.center().y() - side / 2, side, side), glyph_state(row.state))
        left += side + theme().grown(10)
        right = area.right() - self._draw_word(painter, area, row)
        words = QRectF(left, area.top(), right - left - 4, area.height())
        draw_line(painter, words, row.title, "body_strong" if chosen else "body")

    def _draw_word(self, painter: QPainter, area: QRectF, row: RightSummary) -> float:
        word = state_word(row.state)
        if row.state == "late":
            tag = Tag(word, "late")
            size = tag_size(tag)
            draw_tag(painter, QPointF(area.right() - size.width(), area.center().y() - size.height() / 2), tag)
            return size.width()
        width = QFontMetricsF(theme().font("small", tabular=True)).horizontalAdvance(word) + 1
        place = QRectF(area.right() - width, area.top(), width, area.height())
        draw_line(painter, place, word, "small", "text_2")
        return width


class _RightsView(RowsList):
    """Enter or Right goes on into the right that is chosen."""

    entered_right = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right) and not event.modifiers():
            self.entered_right.emit()
        else:
            super().keyPressEvent(event)


class RightsList(QWidget):
    """`chosen(int)` gives the number of the right that was moved to, `entered()` asks to go on into it."""

    chosen = Signal(int)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: RowsModel[RightSummary] = RowsModel(
            (Column(_("Right"), lambda row: row.title),),
            lambda row: str(row.number),
            lambda row: _("Right {number}, {title}: {state}").format(
                number=row.number, title=row.title, state=state_word(row.state)
            ),
        )
        self.view = _RightsView(_("The twelve rights"), ground="canvas", fitted=True)
        self.view.setModel(self._model)
        self.view.setItemDelegate(_RightDelegate(self.view, height=_ROW))
        self._keep = KeepCurrent(self.view)
        self._counts = QWidget()
        self._flow = FlowLayout(self._counts, gap=14, line_gap=2)
        self._rule_set = Text("", "meta", "text_2", wrap=True)
        self.code = LinkButton(_("Look it up in the Code"), icon="book-open")
        self.page = LinkButton("", icon="printer")
        self.log = LinkButton(_("Rights log without support notes"), icon="file-down")
        self._build()
        self._keep.moved.connect(self._moved)
        self.view.entered_right.connect(self.entered)

    def show_rights(self, view: RightsView) -> None:
        """Show the rights of a case; the one chosen stays chosen."""
        self._show_counts([right.state for right in view.rights])
        self._model.set_rows(view.rights)
        self.page.setText(_("A page for {name} to keep").format(name=view.call_name))
        self.page.updateGeometry()
        self._rule_set.set_text(
            _(
                "Rule set: {edition}, checked {day}. Working days leave out weekends and bank holidays "
                "in England and Wales."
            ).format(edition=view.edition_title, day=day_month_year(view.checked))
        )

    def number(self) -> int | None:
        """The right that is chosen."""
        current = self._keep.current_id()
        return int(current) if current else None

    def choose(self, number: int) -> None:
        """Move to a right."""
        self._keep.go_to(str(number))

    def clear(self) -> None:
        """Show nothing."""
        self._model.clear()
        self._show_counts([])
        self._rule_set.set_text("")
        self.page.setText("")

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 8, 20)
        column.setSpacing(10)
        counts = QHBoxLayout()
        counts.setContentsMargins(8, 0, 0, 0)
        counts.addWidget(self._counts, 1)
        column.addLayout(counts)
        column.addWidget(self.view)
        note = QHBoxLayout()
        note.setContentsMargins(8, 8, 0, 0)
        note.addWidget(self._rule_set, 1)
        column.addLayout(note)
        links = QVBoxLayout()
        links.setContentsMargins(8, 2, 0, 0)
        links.setSpacing(6)
        for link in (self.code, self.page, self.log):
            links.addWidget(link)
        column.addLayout(links)
        column.addStretch()

    def _show_counts(self, states: list[str]) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        if not states:
            return
        late, met, started = (states.count(state) for state in ("late", "met", "started"))
        rest = len(states) - late - met - started
        said = ((met, _("met")), (started, _("started")), (late, _("late")), (rest, _("not yet needed")))
        for count, word in said:
            pair = QWidget()
            line = QHBoxLayout(pair)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(4)
            line.addWidget(Text(str(count), "small_strong", tabular=True))
            line.addWidget(Text(word, "small"))
            self._flow.addWidget(pair)
        self._counts.setAccessibleName(", ".join(f"{count} {word}" for count, word in said))

    def _moved(self, number: str) -> None:
        if number:
            self.chosen.emit(int(number))
