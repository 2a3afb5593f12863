"""A new recovery code: asked for with the passphrase, shown once, in part typed back from the paper."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.services import team
from caseapp.services.office import Office
from ui.pages.settings.section import side_by_side
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.button import SecondaryButton
from ui.widgets.form_row import FormRow
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.recovery_paper import RecoveryPaper
from ui.widgets.section_heading import SectionHeading
from ui.widgets.text import Text
from ui.work.runner import Runner


class NewCode(QWidget):
    """Ask, then show and have typed back. The one on paper stops opening the vault as the new one is made."""

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self.passphrase = PassphraseField()
        self.ask_row = FormRow(_("Your passphrase"), self.passphrase, hint=_("So that nobody else asks for a code."))
        self.make = SecondaryButton(_("Make a new recovery code"), icon="key-round")
        words = _("Write it on paper for the office safe, away from this laptop. It is not shown again.")
        self.paper = RecoveryPaper(words, SecondaryButton(_("It is on paper")), SecondaryButton(_("Check")))
        self.done = Banner(
            "ok",
            _("The new recovery code is right"),
            _("Destroy the old paper and keep the new one in the office safe."),
        )
        self.asks = QWidget()
        self._build()
        self._wire()

    def clear(self) -> None:
        """Forget the code and what was typed."""
        self.paper.clear()
        self.passphrase.clear()
        self.ask_row.clear_error()
        self.make.set_busy()
        self.done.hide()
        self._to(self.asks)

    def code(self) -> str:
        """The code being shown; empty before and after."""
        return self.paper.code()

    def _build(self) -> None:
        asks = QVBoxLayout(self.asks)
        asks.setContentsMargins(0, 0, 0, 0)
        asks.setSpacing(16)
        asks.addWidget(self.ask_row)
        asks.addLayout(side_by_side(self.make))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        column.addWidget(SectionHeading(_("Recovery code")))
        said = _(
            "The printed code is the only other way in when a passphrase is forgotten. "
            "With a new one, the code on the old paper no longer opens this vault; backups made before still need it."
        )
        column.addWidget(Text(said, "body", "text_2", wrap=True))
        column.addWidget(self.done)
        column.addWidget(self.asks)
        column.addWidget(self.paper)
        self.done.hide()
        self._to(self.asks)

    def _wire(self) -> None:
        self.passphrase.entered.connect(self._ask)
        self.make.clicked.connect(self._ask)
        self.paper.proven.connect(self._proven)

    def _ask(self) -> None:
        office, typed = self._office, self.passphrase.field.text()
        self.done.hide()
        if not typed:
            self.ask_row.set_error(_("Enter your passphrase."))
            self.passphrase.focus_target().setFocus()
            return
        self.make.set_busy(_("Making the code"))
        self._runner.vault(self, lambda: _made(office, typed), self._show, self._failed, latest="code")

    def _show(self, code: str) -> None:
        self.clear()
        self._to(self.paper)
        self.paper.show_code(code)

    def _failed(self, trouble: Trouble) -> None:
        self.make.set_busy()
        self.ask_row.set_error(sentence(trouble))
        self.passphrase.focus_target().setFocus()
        announce(self, sentence(trouble))

    def _proven(self) -> None:
        self.clear()
        self.done.show()
        self.make.setFocus()
        announce(self, _("The new recovery code is right"))

    def _to(self, part: QWidget) -> None:
        for one in (self.asks, self.paper):
            one.setVisible(one is part)


def _made(office: Office, passphrase: str) -> str:
    team.confirm(office, passphrase)
    return team.new_recovery_code(office)
