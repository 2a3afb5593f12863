"""Who did what with the vault: unlocked, looked, exported, erased, changed ways in. For team leads."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHeaderView, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.clock import london_date
from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.services import vault_history
from caseapp.services.office import Office
from caseapp.services.vault_history import Deed
from ui.models.row_delegate import RowDelegate
from ui.models.rows_model import Column, RowsModel
from ui.models.views import RowsTable
from ui.pages.settings.section import Section
from ui.theme.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.text import Text
from ui.words.dates import clock_time, day_month_year
from ui.work.runner import Runner

_ROW, _MOST_SHOWN = 40, 12
_MARK = 7
"""Signs of a laptop's mark that tell the laptops of one service apart."""


class VaultHistory(Section):
    """The newest acts, as many as a page holds; older ones come as the end is reached."""

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(
            _("History"),
            _(
                "Who did what with this vault. What was changed in a case stands in the case’s own history. Nothing "
                "here can be changed: “Check the vault now” in Health proves it."
            ),
            parent,
        )
        self._office, self._runner = office, runner
        self._rows: tuple[Deed, ...] = ()
        self._ended = self._asking = False
        self.trouble = Banner("late", "")
        self.none = Text(_("Nothing has been done with this vault yet but setting it up."), "body", wrap=True)
        self.table = RowsTable(_("Who did what with the vault"), row_height=_ROW, indent=16)
        self.model: RowsModel[Deed] = RowsModel(
            (
                Column(_("When"), _when),
                Column(_("Who"), lambda deed: deed.who or _("the app")),
                Column(_("What"), lambda deed: f"{deed.what} {deed.reference}".strip()),
                Column(_("Laptop"), lambda deed: deed.device[:_MARK]),
            ),
            row_id=lambda deed: str(deed.seq),
            sentence=lambda deed: f"{_when(deed)}. {deed.who} {deed.what} {deed.reference}",
            parent=self,
        )
        self._build()

    def _build(self) -> None:
        self.table.setModel(self.model)
        self.table.setItemDelegate(RowDelegate(self.table, height=_ROW, indent=16))
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for column, wide in ((0, 190), (1, 110), (3, 110)):
            self.table.setColumnWidth(column, theme().grown(wide))
        self.table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        card = self._card = Card()
        inside = QVBoxLayout()
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        card.add(inside)
        self.add(self.trouble, 12)
        self.add(card, 0)
        self.add(self.none, 0)
        for part in (self.trouble, self.none, card):
            part.hide()
        self.finish()

    @override
    def load(self) -> None:
        self._rows, self._ended = (), False
        self._ask()

    @override
    def first_focus(self) -> None:
        self.table.setFocus()

    @override
    def clear(self) -> None:
        self._rows, self._asking = (), False
        self.model.set_rows(())

    def _ask(self) -> None:
        office, before = self._office, self._rows[-1].seq if self._rows else None
        self._asking = True
        self._runner.vault(
            self, lambda: vault_history.deeds(office, before), self._show, self._failed, latest="history"
        )

    def _show(self, more: tuple[Deed, ...]) -> None:
        self._asking = False
        self._ended = len(more) < vault_history.PAGE
        self._rows += more
        self.model.set_rows(self._rows)
        self.table.setFixedHeight(theme().grown(_ROW * min(_MOST_SHOWN, len(self._rows)) + 42))
        self._card.setVisible(bool(self._rows))
        self.none.setVisible(not self._rows)
        self.trouble.hide()

    def _scrolled(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if not self._ended and not self._asking and self._rows and value >= bar.maximum():
            self._ask()

    def _failed(self, trouble: Trouble) -> None:
        self._asking = False
        self.trouble.set_words(_("The history cannot be read"), sentence(trouble))
        self.trouble.show()


def _when(deed: Deed) -> str:
    return f"{day_month_year(london_date(deed.at))}, {clock_time(deed.at)}"
