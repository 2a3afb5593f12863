"""The cases that match what is typed in the log box, floating below it."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.case import CaseHit
from caseapp.domain.person import list_name
from ui.models.parts_list import PartsDelegate
from ui.models.row_delegate import draw_line
from ui.models.rows_model import AnyIndex
from ui.models.sections import Section, SectionsModel
from ui.models.views import RowsList
from ui.theme.icons import icon_pixmap
from ui.theme.theme import theme
from ui.widgets.key_paint import caps_size, draw_caps
from ui.widgets.text import Text
from ui.work.privacy import masked


class LogHitDelegate(PartsDelegate):
    """A case found: name, reference, district; Enter on the current one."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view, height=44, indent=16)
        self.place = "kent"

    @override
    def paint_cell(self, painter: QPainter, area: QRectF, row: CaseHit, index: AnyIndex) -> None:
        side = theme().grown(18)
        pixmap = icon_pixmap("folder", side, "text_2", painter.device().devicePixelRatio())
        painter.drawPixmap(QPointF(area.left(), round(area.center().y() - side / 2)), pixmap)
        left, right = area.left() + side + 12, area.right()
        if self._view.currentIndex().row() == index.row():
            size = caps_size((_("Enter"),))
            at = QPointF(right - size.width(), area.center().y() - size.height() / 2)
            draw_caps(painter, at, (_("Enter"),), theme().colour("text_2"), theme().colour("line_strong"))
            right -= size.width() + 12
        parts = (hit_name(row), row.reference, hit_detail(row, self.place))
        for place, text in enumerate(parts):
            room = QRectF(left, area.top(), max(0.0, right - left), area.height())
            left += (
                draw_line(painter, room, text, "small" if place else "body_strong", "text_3" if place else "text") + 9
            )


class LogResults(QFrame):
    """A floating card over the page: `chosen(str)` names the case clicked. It never takes the focus."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", "float")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = RowsList(_("Cases that match"), fitted=True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.model: SectionsModel[CaseHit] = SectionsModel(lambda row: row.id, hit_name, _sentence, self)
        self.delegate = LogHitDelegate(self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self._none = Text("", "small", "text_2", wrap=True)
        self._none.setContentsMargins(16, 10, 16, 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 7, 1, 7)
        column.addWidget(self.list)
        column.addWidget(self._none)
        self.list.opened.connect(self.chosen)
        self.hide()

    def show_hits(self, hits: Sequence[CaseHit], typed: str, place: str) -> None:
        """Show these cases, the first one chosen; or say that none match."""
        self.delegate.place = place
        self.model.set_sections((Section("", tuple(map(masked, hits))),))
        self.list.setVisible(bool(hits))
        self._none.setVisible(not hits)
        self._none.set_text(_("No case matches “{typed}”. Try a last name or a reference.").format(typed=typed))
        if hits:
            self.list.setCurrentIndex(self.model.index(0, 0))
        self.show()
        self.raise_()

    def current_id(self) -> str:
        """The case chosen, or an empty text."""
        return self.model.id_at(self.list.currentIndex()) or "" if self.isVisible() else ""

    def step(self, by: int) -> None:
        """Choose the next one down or up."""
        count = self.model.rowCount()
        if count:
            row = max(0, min(count - 1, self.list.currentIndex().row() + by))
            self.list.setCurrentIndex(self.model.index(row, 0))

    def said(self) -> str:
        """The chosen case in words, for a screen reader."""
        row = self.model.row_at(self.list.currentIndex())
        return _sentence(row) if row is not None else self._none.plain()

    def dismiss(self) -> None:
        """Hide, and keep nothing."""
        self.hide()
        self.model.clear()
        self._none.set_text("")


def hit_name(row: CaseHit) -> str:
    """Last name first."""
    return list_name(row.first_name, row.last_name, row.known_as, _("No name yet"))


def hit_detail(row: CaseHit, place: str) -> str:
    """The district, and whether the case is closed."""
    parts = [shipped.areas(place).label(row.district) if row.district else "", _("Closed") if row.closed_on else ""]
    return ", ".join(part for part in parts if part)


def _sentence(row: CaseHit) -> str:
    closed = ", " + _("closed") if row.closed_on else ""
    return f"{hit_name(row)}, {row.reference}{closed}"
