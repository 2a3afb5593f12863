"""The "…" menu of a case: pin it, grade its risk, change its facts, copy its reference, close it, erase its person."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.case import RISKS, CaseHeader
from caseapp.domain.saved import Saved
from caseapp.services import cases
from caseapp.services.office import Office
from ui.pages.case.erasing import Erasing
from ui.theme.icons import icon
from ui.widgets.announce import announce
from ui.work.clipboard import copy
from ui.work.runner import Runner
from ui.work.wanted import Toasted


class CaseMenu(QObject):
    """Opens below its button. What needs a form is asked of the page; the rest is done here and told by `saved`."""

    saved = Signal(object)
    failed = Signal(object)
    facts_wanted = Signal()
    safe_contact_wanted = Signal()
    close_wanted = Signal()
    erased = Signal(object)

    def __init__(self, office: Office, runner: Runner, button: QWidget) -> None:
        super().__init__(button)
        self._office, self._runner, self._button = office, runner, button
        self._header: CaseHeader | None = None
        self.menu = QMenu(button)
        self.erasing = Erasing(office, runner, button)
        self.erasing.erased.connect(self.erased)
        self.erasing.failed.connect(self.failed)

    def show_case(self, header: CaseHeader) -> None:
        """Whose menu it is."""
        self._header = header

    def open(self) -> None:
        """Open the menu under its button."""
        if self._header is None:
            return
        self._fill(self._header)
        self.menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height() + 4)))

    def _fill(self, header: CaseHeader) -> None:
        menu = self.menu
        menu.clear()
        words = _("Take off the sidebar") if header.pinned else _("Pin to the sidebar")
        menu.addAction(icon("pin-off" if header.pinned else "pin"), words).triggered.connect(self._pin)
        if header.changeable:
            grades = menu.addMenu(icon("flag"), _("Risk grade"))
            for risk in RISKS:
                action = grades.addAction(shipped.code_list("risk_levels").label(risk))
                action.setCheckable(True)
                action.setChecked(risk == header.risk)
                action.triggered.connect(partial(self._assess, risk))
            menu.addAction(icon("pencil"), _("Edit key facts")).triggered.connect(self.facts_wanted)
            menu.addAction(icon("shield"), _("Safe contact details")).triggered.connect(self.safe_contact_wanted)
        menu.addAction(icon("copy"), _("Copy reference")).triggered.connect(self._copy)
        if header.read_only:
            return
        if header.closed_on is None:
            menu.addSeparator()
            menu.addAction(icon("archive"), _("Close this case")).triggered.connect(self.close_wanted)
        else:
            menu.addSeparator()
            menu.addAction(icon("lock-open"), _("Open this case again")).triggered.connect(self._reopen)
        if self._office.desk.role == "lead":
            menu.addAction(icon("trash-2"), _("Erase this person")).triggered.connect(self._erase)

    def _pin(self) -> None:
        if (header := self._header) is None:
            return
        keep = not header.pinned
        words = _("{reference} pinned") if keep else _("{reference} taken off the sidebar")
        self._do(partial(cases.pin, self._office, header.id, keep=keep), words.format(reference=header.reference))

    def _assess(self, risk: str) -> None:
        if (header := self._header) is None:
            return
        words = _("Risk of {reference}: {grade}").format(
            reference=header.reference, grade=shipped.code_list("risk_levels").label(risk)
        )
        self._do(partial(cases.assess, self._office, header.id, risk), words)

    def _reopen(self) -> None:
        if (header := self._header) is None:
            return
        words = _("{reference} is open again").format(reference=header.reference)
        self._do(partial(cases.reopen, self._office, header.id), words)

    def _erase(self) -> None:
        if self._header is not None:
            self.erasing.begin(self._header.id)

    def _copy(self) -> None:
        if self._header is not None:
            copy(self._header.reference)
            announce(self._button, _("Reference copied"))

    def _do(self, call: "partial[Saved]", words: str) -> None:
        self._runner.vault(self, call, partial(self._done, words), self._refused)

    def _done(self, words: str, done: Saved) -> None:
        self.saved.emit(Toasted(done, words))

    def _refused(self, trouble: Trouble) -> None:
        self.failed.emit(trouble)
