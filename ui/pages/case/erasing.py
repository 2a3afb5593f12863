"""Erasing the person of a case, from the case's menu: for leads, asked twice, never undone."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.domain.saved import Saved
from caseapp.services import erasure
from caseapp.services.erasure import Gone, WhatGoes
from caseapp.services.office import Office
from ui.dialogs.erase_person import EraseAnswers, ErasePerson
from ui.work.runner import Runner
from ui.work.wanted import Toasted

_TOPICS = frozenset(
    {"cases", "contacts", "follow_ups", "hearings", "journey", "pins", "referrals", "rights", "safe_contact"}
    | {"surveys", "withdrawals"}
)


class Erasing(QObject):
    """`erased(Toasted)` once it is done; `failed(Trouble)` if it could not even be asked."""

    erased = Signal(object)
    failed = Signal(object)

    def __init__(self, office: Office, runner: Runner, window: QWidget) -> None:
        super().__init__(window)
        self._office, self._runner, self._window = office, runner, window
        self.dialog: ErasePerson | None = None

    def begin(self, case_id: str) -> None:
        """Say what would go, and ask."""
        office = self._office
        self._runner.vault(
            self, lambda: erasure.what_goes(office, case_id), partial(self._ask, case_id), self.failed.emit
        )

    def _ask(self, case_id: str, goes: WhatGoes) -> None:
        words = _("Everything recorded about this person goes: {references}, with {contacts} contacts.").format(
            references=", ".join(goes.references), contacts=f"{goes.contacts:,}"
        )
        self.dialog = ErasePerson(self._window, goes.references, words)
        self.dialog.meant.connect(partial(self._erase, case_id))
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _erase(self, case_id: str, answers: EraseAnswers) -> None:
        office = self._office
        self._runner.vault(
            self,
            lambda: erasure.erase(
                office,
                case_id,
                reference=answers.reference,
                reason=answers.reason,
                passphrase=answers.passphrase,
            ),
            partial(self._done, case_id),
            self._refused,
        )

    def _done(self, case_id: str, _gone: Gone) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.erased.emit(Toasted(Saved("", case_id, topics=_TOPICS), _("Erased. Make a new backup now")))

    def _refused(self, trouble: Trouble) -> None:
        if self.dialog is not None:
            self.dialog.show_trouble(trouble.code, sentence(trouble))

    def _closed(self, _result: int) -> None:
        self.dialog = None
