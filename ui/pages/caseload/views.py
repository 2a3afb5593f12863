"""Saved views: keeps, offers and applies them. The button stands behind the filters, the name is asked for below."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from caseapp.base.errors import Trouble
from caseapp.base.words import _
from caseapp.domain.saved import Saved
from caseapp.services import caseload_views
from caseapp.services.caseload_views import CaseloadView
from caseapp.services.office import Office
from ui.pages.caseload.case_list import CaseList
from ui.pages.caseload.filters import Filters
from ui.pages.caseload.saved_views import NameOfView, ViewsButton
from ui.work.runner import Runner
from ui.work.wanted import Toasted


class Views(QObject):
    """`saved(Toasted)` after a view was kept or removed; `failed(Trouble)`."""

    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, office: Office, runner: Runner, filters: Filters, cases: CaseList) -> None:
        super().__init__(cases)
        self._office, self._runner, self._filters, self._cases = office, runner, filters, cases
        self.button = ViewsButton(cases.table)
        self.naming = NameOfView()
        filters.add(self.button)
        self.button.chosen.connect(self.apply)
        self.button.removed.connect(self._remove)
        self.button.naming.connect(self.naming.ask)
        self.button.closed_wanted.connect(filters.show_closed_cases)
        self.naming.named.connect(self._keep)

    def load(self) -> None:
        """Read which views there are."""
        work = partial(caseload_views.all_of_mine, self._office)
        self._runner.vault(self, work, self.button.offer, self.failed.emit, latest="views")

    def apply(self, view: CaseloadView) -> None:
        """Show the cases of a view, in its order and columns."""
        self._cases.sort_by(view.sort)
        self._cases.table.arrange(view.columns, view.widths)
        self._filters.answer(view.filters)

    def now(self, name: str) -> CaseloadView:
        """What is shown, as a view."""
        table = self._cases.table
        shown = tuple(key for key, _title, there in table.columns_now() if there)
        return CaseloadView(name, self._filters.answers(), self._cases.sort(), shown, table.widths())

    def _keep(self, name: str) -> None:
        work = partial(caseload_views.keep, self._office, self.now(name))
        self._runner.vault(self, work, self._kept, self._failed)
        self._cases.table.setFocus()

    def _remove(self, name: str) -> None:
        self._runner.vault(self, partial(caseload_views.remove, self._office, name), self._removed, self._failed)

    def _kept(self, done: Saved) -> None:
        self.saved.emit(Toasted(done, _("View saved")))
        self.load()

    def _removed(self, done: Saved) -> None:
        self.saved.emit(Toasted(done, _("View removed")))
        self.load()

    def _failed(self, trouble: Trouble) -> None:
        self.failed.emit(trouble)
