"""Set-up: the recovery code is shown once, and parts of it are typed back before anything else happens."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.pages.unlock.step import Step
from ui.widgets.button import PrimaryButton
from ui.widgets.recovery_paper import RecoveryPaper


class CodeStep(Step):
    """`show_code(code)`, then `proven` once it is on paper."""

    proven = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Your recovery code"), parent=parent)
        words = _("Shown once: write it down. In the office safe, it replaces a forgotten passphrase.")
        self.paper = RecoveryPaper(words, PrimaryButton(_("It is on paper")), PrimaryButton(_("Open my vault")))
        self.add(self.paper, 0)
        self.finish()
        self.paper.proven.connect(self.proven)

    def code(self) -> str:
        """The code being shown; empty once it is done with."""
        return self.paper.code()

    def show_code(self, code: str) -> None:
        """Show a code, which is kept here only until `clear`."""
        self.paper.show_code(code)

    @override
    def first_focus(self) -> None:
        self.paper.first_focus()

    @override
    def clear(self) -> None:
        self.paper.clear()
