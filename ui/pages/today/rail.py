"""The right rail: court and MARAC, who waits for a first contact, who has gone quiet, what is unfinished."""

from dataclasses import dataclass
from datetime import date
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QStyleOptionViewItem, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.services.today import Today
from ui.models.parts_list import PartsDelegate, PartsList
from ui.models.row_delegate import draw_line, draw_wrapped, wrapped
from ui.models.rows_model import ROW_ROLE, AnyIndex
from ui.models.sections import Section, SectionsModel
from ui.pages.today import words
from ui.theme.theme import theme
from ui.theme.tokens import Token
from ui.widgets.risk_paint import RiskLevel, draw_risk, risk_size, risk_word
from ui.widgets.section_heading import SectionHeading
from ui.work.privacy import masked
from ui.work.wanted import CaseWanted, PlaceWanted

_DAY_WIDTH = 66
_TABS = ("rights", "journey", "surveys", "withdrawal")
"""Tabs of a case that keep a form under their own name; the other forms stand on the overview."""
RISK: dict[str, RiskLevel] = {"high": "high", "medium": "medium", "standard": "standard"}


@dataclass(frozen=True, slots=True)
class RailRow:
    """One line of the rail. `lead` is weekday and date; `wanted` is what opening the row asks the shell for."""

    id: str
    title: str
    detail: str
    wanted: CaseWanted | PlaceWanted
    lead: tuple[str, str] | None = None
    risk: RiskLevel | None = None
    aside: str = ""
    reference: str = ""


class RailDelegate(PartsDelegate):
    """Paints a line of the rail straight on the canvas."""

    @override
    def paint_cell(self, painter: QPainter, area: QRectF, row: RailRow, index: AnyIndex) -> None:
        left, right = area.left(), area.right()
        if row.lead is not None:
            day = theme().grown(_DAY_WIDTH)
            self._lead(painter, QRectF(left, area.top(), day, area.height()), row.lead)
            left += day
        if row.risk is not None:
            size = risk_size(row.risk)
            draw_risk(painter, QPointF(right - size.width(), area.center().y() - size.height() / 2), row.risk)
            right -= size.width() + 12
        if row.aside:
            width = self._aside_width(row)
            draw_line(
                painter, QRectF(right - width - 1, area.top(), width + 2, area.height()), row.aside, "small", "text_2"
            )
            right -= width + 12
        title, detail = theme().line("body_strong"), self._detail_height(row, right - left)
        top = area.center().y() - (title + detail) / 2
        draw_line(painter, QRectF(left, top, right - left, title), row.title, "body_strong")
        draw_wrapped(painter, QRectF(left, top + title, right - left, detail), row.detail, "small", "text_2")

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Higher where the detail needs more lines."""
        size, row = super().sizeHint(option, index), index.data(ROW_ROLE)
        if isinstance(row, RailRow):
            width = self._view.viewport().width() - (theme().grown(_DAY_WIDTH) if row.lead is not None else 0)
            width -= round(risk_size(row.risk).width()) + 12 if row.risk is not None else 0
            width -= self._aside_width(row) + 12 if row.aside else 0
            size.setHeight(size.height() + self._detail_height(row, width) - theme().line("small"))
        return size

    def _detail_height(self, row: RailRow, width: float) -> int:
        return len(wrapped(row.detail, "small", width)) * theme().line("small")

    def _aside_width(self, row: RailRow) -> int:
        return ceil(QFontMetricsF(theme().font("small", tabular=True)).horizontalAdvance(row.aside))

    def _lead(self, painter: QPainter, area: QRectF, lead: tuple[str, str]) -> None:
        small, strong = theme().line("small"), theme().line("body")
        top = area.center().y() - (small + strong) / 2
        quiet: Token = "text_2"
        draw_line(painter, QRectF(area.left(), top, area.width(), small), lead[0], "small", quiet)
        draw_line(painter, QRectF(area.left(), top + small, area.width(), strong), lead[1], "body_strong")


class RailSection(QWidget):
    """A heading and its rows; not there at all while there are none. `wanted` is what opening a row asks for."""

    wanted = Signal(object)

    link_clicked = Signal()

    def __init__(self, title: str, *, link: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = SectionHeading(title, link=link)
        self.list = PartsList(title, ground="canvas")
        self.model: SectionsModel[RailRow] = SectionsModel(lambda row: row.id, lambda row: row.title, _sentence, self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(RailDelegate(self.list, height=60, indent=0))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.list)
        self.list.opened.connect(self._open)
        self.heading.link_clicked.connect(self.link_clicked)

    def show_rows(self, rows: tuple[RailRow, ...], count: int | None = None) -> None:
        """Show these rows."""
        self.heading.set_count(count)
        self.list.show_sections((Section("", rows),))
        self.setVisible(bool(rows))

    def clear(self) -> None:
        """Keep nothing: for the lock."""
        self.show_rows(())

    def _open(self, row_id: str) -> None:
        row = self.model.row_at(self.model.index_of(row_id))
        if row is not None:
            self.wanted.emit(row.wanted)


def hearing_rows(today: Today) -> tuple[RailRow, ...]:
    """Court and MARAC, the soonest first."""
    return tuple(
        RailRow(
            row.id,
            words.due_name(row),
            words.hearing_line(row),
            CaseWanted(row.case_id),
            lead=words.hearing_day(row),
            reference=row.reference,
        )
        for row in map(masked, today.hearings)
    )


def ending_rows(today: Today) -> tuple[RailRow, ...]:
    """Bail, orders and conditions that end, the soonest first: each opens the journey, where the safety plan is asked
    about."""
    return tuple(
        RailRow(
            f"{row.case_id}:{row.ending.event_id}",
            words.due_name(row),
            words.ending_line(row.ending, today.on),
            CaseWanted(row.case_id, "journey", row_id=row.ending.event_id),
            lead=words.day_lead(row.ending.on),
            reference=row.reference,
        )
        for row in map(masked, today.endings)
    )


def first_contact_rows(today: Today, place: str) -> tuple[RailRow, ...]:
    """Who waits for a first contact: opening one opens the composer."""
    return tuple(
        RailRow(
            row.id,
            words.due_name(row),
            words.first_contact_line(row, place, today.on),
            CaseWanted(row.id, "contacts", compose=True),
            risk=RISK.get(row.risk, "unknown"),
            reference=row.reference,
        )
        for row in map(masked, today.first_contacts)
    )


def quiet_rows(today: Today) -> tuple[RailRow, ...]:
    """Who has gone quiet, the quietest first."""
    return tuple(
        RailRow(
            row.id,
            words.due_name(row),
            words.quiet_line(row),
            CaseWanted(row.id, "contacts"),
            aside=words.quiet_days(row),
            reference=row.reference,
        )
        for row in map(masked, today.quiet)
    )


def draft_rows(today: Today, on: date) -> tuple[RailRow, ...]:
    """Half-typed words to go on with; the form of this page opens by itself."""
    return tuple(
        RailRow(row.id, words.draft_title(row), words.draft_line(row, on), _go_on(row.page, row.case_id))
        for row in today.unfinished
        if row.page != "today"
    )


def _go_on(page: str, case_id: str | None) -> CaseWanted | PlaceWanted:
    if case_id is None:
        place, _colon, item = page.partition(":")
        return PlaceWanted(place, item or None)
    if page == "contact":
        return CaseWanted(case_id, "contacts", compose=True)
    return CaseWanted(case_id, page if page in _TABS else "overview", form=page)


def _sentence(row: RailRow) -> str:
    parts = [row.title, row.reference, " ".join(row.lead) if row.lead else "", row.detail, row.aside]
    said = ", ".join(part for part in parts if part)
    return f"{said}. " + _("Risk: {level}").format(level=risk_word(row.risk)) if row.risk else said
