"""A new recovery code: asked for with the passphrase, shown once, typed back from the paper."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

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
from ui.widgets.recovery_code_field import RecoveryCodeField
from ui.widgets.section_heading import SectionHeading
from ui.widgets.text import Text
from ui.words.recovery_codes import in_lines, same_code
from ui.work.runner import Runner


class NewCode(QWidget):
    """Three parts, one at a time: ask, show, type. The one on paper stops opening the vault as the new one is made."""

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self._code = ""
        self.passphrase = PassphraseField()
        self.ask_row = FormRow(_("Your passphrase"), self.passphrase, hint=_("So that nobody else asks for a code."))
        self.make = SecondaryButton(_("Make a new recovery code"), icon="key-round")
        self.shown = Text("", "subtitle", wrap=True, tabular=True)
        self.written = SecondaryButton(_("I have written it down"))
        self.edit = RecoveryCodeField()
        self.type_row = FormRow(_("Type the code from your paper"), self.edit)
        self.check = SecondaryButton(_("Check"))
        self.again = SecondaryButton(_("Show it again"))
        self.done = Banner(
            "ok",
            _("The new recovery code is right"),
            _("Destroy the old paper and keep the new one in the office safe."),
        )
        self.asks, self.shows, self.types = QWidget(), QWidget(), QWidget()
        self._build()
        self._wire()

    def clear(self) -> None:
        """Forget the code and what was typed."""
        self._code = ""
        self.shown.set_text("")
        self.shown.setAccessibleName("")
        self.passphrase.clear()
        self.edit.wipe()
        self.ask_row.clear_error()
        self.type_row.clear_error()
        self.make.set_busy()
        self.done.hide()
        self._to(self.asks)

    def code(self) -> str:
        """The code being shown; empty before and after."""
        return self._code

    def _build(self) -> None:
        self.shown.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        band = QFrame()
        band.setProperty("band", "voice")
        inside = QVBoxLayout(band)
        inside.setContentsMargins(20, 18, 20, 18)
        inside.addWidget(self.shown)
        words = _("Write it on paper for the office safe, away from this laptop. It is not shown again.")
        _fill(self.asks, self.ask_row, self.make)
        _fill(self.shows, band, Text(words, "body", wrap=True), self.written)
        _fill(self.types, self.type_row, self.check, self.again)
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
        for part in (self.asks, self.shows, self.types):
            column.addWidget(part)
        self.done.hide()
        self._to(self.asks)

    def _wire(self) -> None:
        self.passphrase.entered.connect(self._ask)
        self.make.clicked.connect(self._ask)
        self.written.clicked.connect(self._to_typing)
        self.again.clicked.connect(self._to_paper)
        self.check.clicked.connect(self._compare)
        self.edit.returnPressed.connect(self._compare)

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
        self._code = code
        self.shown.set_text(in_lines(code))
        self.shown.setAccessibleName(" ".join(code.replace("-", "  ")))
        self._to_paper()

    def _failed(self, trouble: Trouble) -> None:
        self.make.set_busy()
        self.ask_row.set_error(sentence(trouble))
        self.passphrase.focus_target().setFocus()
        announce(self, sentence(trouble))

    def _to_paper(self) -> None:
        self._to(self.shows)
        self.written.setFocus()

    def _to_typing(self) -> None:
        self._to(self.types)
        self.edit.setFocus()

    def _compare(self) -> None:
        if not same_code(self.edit.text(), self._code):
            words = _("That is not the code shown. Compare each group with your paper, or show it again.")
            self.type_row.set_error(words)
            self.edit.setFocus()
            return
        self.clear()
        self.done.show()
        self.make.setFocus()
        announce(self, _("The new recovery code is right"))

    def _to(self, part: QWidget) -> None:
        for one in (self.asks, self.shows, self.types):
            one.setVisible(one is part)


def _made(office: Office, passphrase: str) -> str:
    team.confirm(office, passphrase)
    return team.new_recovery_code(office)


def _fill(part: QWidget, *held: QWidget) -> None:
    """Above one another; buttons side by side at the end."""
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    buttons = [one for one in held if isinstance(one, SecondaryButton)]
    for one in held:
        if one not in buttons:
            column.addWidget(one)
    column.addLayout(side_by_side(*buttons))
