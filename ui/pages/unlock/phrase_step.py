"""Choosing a passphrase: at set-up, and after the recovery code was used."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.errors import Refused
from caseapp.base.words import _, sentence
from caseapp.services import vaults
from ui.pages.unlock.step import Step, side_by_side
from ui.widgets.banner import Banner
from ui.widgets.button import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.form_row import FormRow
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.text import Text
from ui.words.passphrases import strength_words


class PhraseStep(Step):
    """A passphrase twice, with words on its strength and a phrase on offer."""

    given = Signal(str)
    back = Signal()

    def __init__(self, title: str, words: str, button: str, parent: QWidget | None = None) -> None:
        super().__init__(title, words, parent)
        self._first, self._again = PassphraseField(), PassphraseField()
        self.first_row = FormRow(_("Passphrase"), self._first, hint=_("Four unrelated words; nobody can reset it."))
        self.again_row = FormRow(_("The same again"), self._again)
        self._offer = LinkButton(_("Offer one (Ctrl+G)"), icon="refresh-cw")
        self._offered = Text("", "heading", wrap=True, selectable=True)
        self._use = SecondaryButton(_("Use this one"), small=True)
        self._band = QFrame()
        self._note = Banner("soon", "")
        self._next = PrimaryButton(button)
        self._back = SecondaryButton(_("Back"))
        self._button = button
        self._build()
        self._wire()

    @override
    def first_focus(self) -> None:
        self._first.focus_target().setFocus()

    @override
    def clear(self) -> None:
        self._first.clear()
        self._again.clear()
        self._offered.set_text("")
        self._band.hide()
        self.note("", "")
        for row in (self.first_row, self.again_row):
            row.clear_error()
            row.set_note("")
        self._next.set_busy()

    def set_error(self, words: str) -> None:
        """Say why it was not taken; what was typed stays."""
        self._next.set_busy()
        self.first_row.set_error(words)
        self.first_focus()

    def note(self, title: str, words: str) -> None:
        """Say something above that has to be read first; an empty text takes it away."""
        if words or self.said():  # what was said of a code is not kept in a banner that is hidden
            self._note.set_words(title, words)
        self._note.setVisible(bool(words))

    def said(self) -> str:
        """What has to be read first."""
        return self._note.accessibleDescription()

    def set_busy(self, words: str) -> None:
        """Show that the vault is being made."""
        self._next.set_busy(words)

    def _build(self) -> None:
        self._band.setProperty("band", "neutral")
        inside = QVBoxLayout(self._band)
        inside.setContentsMargins(16, 12, 16, 14)
        inside.addWidget(self._offered)
        note = Text(_("A note of it is to be destroyed once you know it by heart."), "meta", "text_2", wrap=True)
        inside.addWidget(note)
        inside.addWidget(self._use)
        self._band.hide()
        self._note.hide()
        self.add(self._note, 8)
        self.add(self.first_row, 8)
        offer = QHBoxLayout()
        offer.addWidget(self._offer)
        offer.addStretch()
        self.add(offer, 8)
        self.add(self._band, 12)
        self.add(self.again_row, 22)
        self.add(side_by_side(self._next, self._back), 0)
        self.finish()

    def _wire(self) -> None:
        self._first.edited.connect(self._say_strength)
        self._first.entered.connect(self._again.focus_target().setFocus)
        self._again.entered.connect(self._go_on)
        self._offer.clicked.connect(self._make_offer)
        QShortcut(QKeySequence("Ctrl+G"), self).activated.connect(self._make_offer)
        self._use.clicked.connect(self._take_offer)
        self._next.clicked.connect(self._go_on)
        self._back.clicked.connect(self.back)

    def _say_strength(self) -> None:
        self.first_row.set_note(strength_words(self._first.field.text()))

    def _make_offer(self) -> None:
        self._offered.set_text(vaults.offer_phrase())
        self._offered.setAccessibleName(self._offered.plain())
        self._band.show()
        self._use.setFocus()

    def _take_offer(self) -> None:
        self._first.field.setText(self._offered.plain())
        self._say_strength()
        self._again.focus_target().setFocus()

    def _go_on(self) -> None:
        typed = self._first.field.text()
        problem = vaults.passphrase_problem(typed)
        self.first_row.set_error(sentence(Refused(problem)) if problem else "")
        differ = problem is None and self._again.field.text() != typed
        self.again_row.set_error(_("The two are not the same. Type it again here.") if differ else "")
        if problem:
            self.first_focus()
        elif differ:
            self._again.focus_target().setFocus()
        else:
            self.given.emit(typed)
