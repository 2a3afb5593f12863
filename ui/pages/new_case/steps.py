"""The two steps of a new case: looking for the person, then the questions."""

from collections.abc import Iterator
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from caseapp.domain.case import ReferralDetail
from caseapp.services.office import Office
from ui.pages.new_case.form import NewCaseForm
from ui.pages.new_case.search_step import SearchStep
from ui.pages.new_case.sections import FormSections
from ui.work.beforehand import Piece, looks


class NewCaseSteps(QStackedWidget):
    """`search` is there at once; `form` is made when a case is begun, or a little before. Passes on what it tells."""

    changed = Signal()
    save_wanted = Signal()
    later_wanted = Signal()
    back_wanted = Signal()
    same_chosen = Signal(object)

    def __init__(self, office: Office, parent: QWidget) -> None:
        super().__init__(parent)
        self._sections = FormSections(office)
        self._to_begin: list[ReferralDetail | None] = []
        self.search = SearchStep(self)
        self.addWidget(self.search)

    @cached_property
    def form(self) -> NewCaseForm:
        """The questions."""
        made = NewCaseForm(self._sections, self)
        self.addWidget(made)
        for told, passed_on in (
            (made.changed, self.changed),
            (made.save_wanted, self.save_wanted),
            (made.later_wanted, self.later_wanted),
            (made.back_wanted, self.back_wanted),
            (made.rail.same_chosen, self.same_chosen),
        ):
            told.connect(passed_on)
        for referral in self._to_begin:
            made.begin(referral)
        return made

    def begin(self, referral: ReferralDetail | None) -> None:
        """An empty form, or one filled in from a referral, now or as soon as it is made."""
        self._to_begin = [referral]
        if "form" in vars(self):
            self.form.begin(referral)

    def asking(self) -> bool:
        """Whether the questions are shown."""
        return self.currentWidget() is not self.search

    def beforehand(self) -> Iterator[Piece]:
        """Pieces that make the questions."""
        yield from self._sections.beforehand()
        yield lambda: self.form
        yield from looks(self.form)

    def clear(self) -> None:
        """Drop every answer."""
        self._to_begin = []
        self.search.clear()
        if "form" in vars(self):
            self.form.clear()
