"""The columns of the list of waiting referrals, and how its cells are painted."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF
from PySide6.QtGui import QPainter, QResizeEvent
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.case import WaitingReferral
from ui.models.row_delegate import Lines, RowDelegate
from ui.models.rows_model import Column, RowsModel
from ui.models.views import RowsTable
from ui.pages.referrals.words import crime_of, decision_of, district_of, name_of, received_day, risk_of, route_of
from ui.pages.referrals.words import waiting_for as waiting_words
from ui.theme.theme import theme
from ui.widgets.risk_paint import draw_risk, risk_size, risk_word

_NAME, _ROUTE, _RISK, _RECEIVED = range(4)
WIDTHS = (244, 250, 132, 160)


def referrals_model(place: str, today: Callable[[], date]) -> RowsModel[WaitingReferral]:
    """Who, how it came and what for, risk, when it came."""
    columns = (
        Column[WaitingReferral](_("Name"), name_of),
        Column[WaitingReferral](_("How it came"), lambda row: route_of(row.route)),
        Column[WaitingReferral](_("Risk"), lambda row: risk_word(risk_of(row.risk))),
        Column[WaitingReferral](_("Received"), lambda row: received_day(row.received_on, row.received_time, today())),
    )

    def sentence(row: WaitingReferral) -> str:
        parts = (
            name_of(row),
            district_of(place, row.district),
            _("{route}, {crime}").format(route=route_of(row.route), crime=crime_of(row.crime_group)),
            _("Risk: {level}").format(level=risk_word(risk_of(row.risk))),
            waiting_words(row.received_on, today()),
        )
        return ". ".join(parts)

    return RowsModel(columns, lambda row: row.id, sentence)


class ReferralsTable(RowsTable):
    """Where there is no room for all, how it came gives way: it stands in the preview, and is read out with the row."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def fit_text_size(self) -> None:
        super().fit_text_size()
        self._fit()

    def _fit(self) -> None:
        if self.model() is None:
            return
        room, wanted = self.viewport().width(), [theme().grown(width) for width in WIDTHS]
        away = sum(wanted) > room
        self.setColumnHidden(_ROUTE, away)
        rest = sum(wanted[1:]) - (wanted[_ROUTE] if away else 0)
        self.setColumnWidth(_NAME, max(wanted[_NAME] // 2, min(wanted[_NAME], room - rest)) if away else wanted[_NAME])


class ReferralDelegate(RowDelegate):
    """Name with district, route with kind of crime, the risk badge, the day with how long ago."""

    def __init__(self, view: RowsTable, place: str, today: Callable[[], date]) -> None:
        super().__init__(view, indent=28)
        self._place, self._today = place, today

    @override
    def lines(self, row: Any, column: int, text: str) -> Lines:
        if column == _NAME:
            return Lines(text, district_of(self._place, row.district), "body_strong")
        if column == _ROUTE:
            return Lines(text, crime_of(row.crime_group) if row.crime_group else _("Kind of crime not said"))
        if column == _RECEIVED:
            listed = row.decision == "waiting_list"
            second = decision_of(row.decision) if listed else waiting_words(row.received_on, self._today())
            return Lines(text, second)
        return Lines(text)

    @override
    def paint_cell(self, painter: QPainter, area: QRectF, row: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        if index.column() == _RISK:
            level = risk_of(row.risk)
            draw_risk(painter, QPointF(area.left(), area.center().y() - risk_size(level).height() / 2), level)
        else:
            super().paint_cell(painter, area, row, index)
