"""A new passphrase, typed twice, with words on its strength and a phrase on offer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from caseapp.base.errors import Refused
from caseapp.base.words import _, sentence
from caseapp.services import vaults
from ui.pages.settings.section import side_by_side
from ui.widgets.button import LinkButton, SecondaryButton
from ui.widgets.form_row import FormRow
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.text import Text
from ui.words.passphrases import strength_words


class NewPassphrase(QWidget):
    """`checked()` gives the passphrase once both fields hold the same good one. Enter in the second tells `entered`."""

    entered = Signal()

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first, self.again = PassphraseField(), PassphraseField()
        self.first_row = FormRow(label, self.first, hint=_("Four or more words that do not belong together."))
        self.again_row = FormRow(_("The same again"), self.again)
        self.offer = LinkButton(_("Offer me one"), icon="refresh-cw")
        self._offered = Text("", "heading", wrap=True, selectable=True)
        self._use = SecondaryButton(_("Use this one"), small=True)
        self._band = QFrame()
        self._build()
        self._wire()

    def checked(self) -> str | None:
        """The passphrase, or None: then what is wrong with it is said and the field to put right has the focus."""
        typed = self.first.field.text()
        problem = vaults.passphrase_problem(typed)
        self.first_row.set_error(sentence(Refused(problem)) if problem else "")
        differ = problem is None and self.again.field.text() != typed
        self.again_row.set_error(_("The two are not the same. Type it again here.") if differ else "")
        if problem is None and not differ:
            return typed
        (self.again if differ else self.first).focus_target().setFocus()
        return None

    def set_error(self, words: str) -> None:
        """Say why it was not taken; what was typed stays."""
        self.first_row.set_error(words)
        self.first.focus_target().setFocus()

    def clear(self) -> None:
        """Forget what was typed and offered."""
        self.first.clear()
        self.again.clear()
        self._offered.set_text("")
        self._offered.setAccessibleName("")
        self._band.hide()
        for row in (self.first_row, self.again_row):
            row.clear_error()
            row.set_note("")

    def _build(self) -> None:
        self._band.setProperty("band", "neutral")
        inside = QVBoxLayout(self._band)
        inside.setContentsMargins(16, 12, 16, 14)
        inside.addWidget(self._offered)
        note = Text(_("Write it down until you know it by heart, then destroy the note."), "meta", "text_2", wrap=True)
        inside.addWidget(note)
        inside.addLayout(side_by_side(self._use))
        self._band.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.first_row)
        column.addLayout(side_by_side(self.offer))
        column.addWidget(self._band)
        column.addSpacing(6)
        column.addWidget(self.again_row)

    def _wire(self) -> None:
        self.first.edited.connect(self._say_strength)
        self.first.entered.connect(self.again.focus_target().setFocus)
        self.again.entered.connect(self.entered)
        self.offer.clicked.connect(self._make_offer)
        self._use.clicked.connect(self._take_offer)

    def _say_strength(self) -> None:
        self.first_row.set_note(strength_words(self.first.field.text()))

    def _make_offer(self) -> None:
        self._offered.set_text(vaults.offer_phrase())
        self._offered.setAccessibleName(self._offered.plain())
        self._band.show()

    def _take_offer(self) -> None:
        self.first.field.setText(self._offered.plain())
        self._say_strength()
        self.again.focus_target().setFocus()
