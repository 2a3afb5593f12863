"""Surveys offered so far, newest first."""

from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.services.surveys import SurveyOfferRow
from ui.models.row_delegate import Lines, RowDelegate
from ui.models.rows_model import Column, RowsModel
from ui.models.views import RowsList
from ui.pages.case.surveys.words import offer_lines
from ui.widgets.card import Card
from ui.widgets.text import Text


class _OfferDelegate(RowDelegate):
    @override
    def lines(self, row: SurveyOfferRow, column: int, text: str) -> Lines:
        first, second = offer_lines(row)
        return Lines(first, second, "body_strong")


class OffersList(Card):
    """Which survey, when, and what became of it. The answers cannot be found from here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Surveys offered"), parent=parent)
        column: Column[SurveyOfferRow] = Column(_("Survey"), _sentence)
        self.model: RowsModel[SurveyOfferRow] = RowsModel((column,), lambda row: row.id, _sentence, self)
        self.view = RowsList(_("Surveys offered"), fitted=True)
        self.view.setModel(self.model)
        self.view.setItemDelegate(_OfferDelegate(self.view, height=60))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self._none = Text(_("None offered yet"), "small", "text_2")
        self._none.setContentsMargins(20, 12, 20, 8)
        self._why = Text(
            _("How many questions were answered is not kept here: it could tie the answers to this case."),
            "small",
            "text_2",
            wrap=True,
        )
        self._why.setContentsMargins(20, 8, 20, 10)
        self.add(self._none)
        self.add(self.view)
        self.add(self._why)

    def show_offers(self, offers: tuple[SurveyOfferRow, ...]) -> None:
        """Show these offers."""
        self.model.set_rows(offers)
        self.set_count(len(offers) or None)
        self.view.setVisible(bool(offers))
        self._none.setVisible(not offers)
        self._why.setVisible(any(row.state == "answered" for row in offers))


def _sentence(row: SurveyOfferRow) -> str:
    return ". ".join(offer_lines(row))
