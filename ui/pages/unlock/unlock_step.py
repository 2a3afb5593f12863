"""Unlocking: who, passphrase, Enter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _, ngettext
from ui.pages.unlock.step import Step
from ui.pages.unlock.who_list import Unlocking, WhoCard
from ui.widgets.announce import announce
from ui.widgets.button import LinkButton, PrimaryButton
from ui.widgets.form_row import FormRow
from ui.widgets.icon import Icon
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.rule import Rule
from ui.widgets.text import Text

TRIES_SAID_FROM = 4
"""The number of tries left is said only once a try has failed."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try to unlock: whose slot, and the passphrase."""

    slot_id: str | None
    passphrase: str


class UnlockStep(Step):
    """`tried` tells an Attempt; `set_error` keeps what was typed."""

    tried = Signal(object)
    recovery_wanted = Signal()
    other_wanted = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(_("Who is unlocking?"), parent=parent)
        self.who = WhoCard(today)
        self.passphrase = PassphraseField()
        self.row = FormRow(_("Passphrase"), self.passphrase, hint=_("The words you chose. Capital letters matter."))
        self._unlock = PrimaryButton(_("Unlock"), keys=("Enter",))
        self._tries = Text("", "small", "text_2", wrap=True)
        self._recovery = LinkButton(_("Use your recovery code"))
        self._other = LinkButton(_("Open another vault"))
        self._hint = Text("", "small", "text_2", wrap=True, selectable=True)
        self._build()
        self._wire()

    def show_people(self, people: Sequence[Unlocking], hint: str = "") -> None:
        """Who may unlock, last one here first. `hint` is said below, for the example service."""
        self.who.list.set_people(people)
        self._hint.set_text(hint)
        self._hint.setVisible(bool(hint))

    def set_error(self, words: str, tries_left: int | None = None) -> None:
        """Say why it did not open. What was typed stays, ready to be put right."""
        self._unlock.set_busy()
        self.row.set_error(words)
        self._tries.set_text(_tries_words(tries_left))
        field = self.passphrase.field
        field.setFocus()
        field.setCursorPosition(len(field.text()))
        announce(field, words)

    def said_of_tries(self) -> str:
        """What is said beside the button."""
        return self._tries.plain()

    def is_busy(self) -> bool:
        """Whether a try is under way."""
        return self._unlock.signalsBlocked()

    def set_busy(self) -> None:
        """Show that the key is being worked out."""
        self._unlock.set_busy(_("Unlocking"))

    @override
    def first_focus(self) -> None:
        self.passphrase.focus_target().setFocus()

    @override
    def clear(self) -> None:
        self.passphrase.clear()
        self.row.clear_error()
        self._tries.set_text("")
        self._unlock.set_busy()

    def _build(self) -> None:
        self.add(self.who, 26)
        self.add(self.row, 22)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._unlock)
        foot.addWidget(self._tries, 1)
        self.add(foot, 24)
        self.add(self._hint, 12)
        self._hint.hide()
        self.add(Rule(), 18)
        ways = QHBoxLayout()
        ways.setSpacing(24)
        ways.addLayout(_way("key-round", self._recovery, _("The sheet you wrote it on, in the office safe")), 1)
        ways.addLayout(_way("folder", self._other, _("Or restore a backup, set up a new one, try the example")), 1)
        self.add(ways, 0)
        self.finish()

    def _wire(self) -> None:
        self.passphrase.entered.connect(self._try)
        self._unlock.clicked.connect(self._try)
        self.who.list.chosen.connect(self._other_person)
        self._recovery.clicked.connect(self.recovery_wanted)
        self._other.clicked.connect(self.other_wanted)

    def _try(self) -> None:
        typed = self.passphrase.field.text()
        if typed:
            self.tried.emit(Attempt(self.who.list.slot(), typed))
        else:
            self.set_error(_("Enter your passphrase."))

    def _other_person(self) -> None:
        self.row.clear_error()
        self.first_focus()


def _way(icon: str, link: LinkButton, words: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(Icon(icon, 20, "text_3"), alignment=Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(link)
    column.addWidget(Text(words, "small", "text_2", wrap=True))
    column.addStretch()
    row.addLayout(column, 1)
    return row


def _tries_words(left: int | None) -> str:
    if left is None or left > TRIES_SAID_FROM:
        return ""
    if left == 0:
        return _("There is a short wait before the next try.\nNothing is ever deleted.")
    said = ngettext("{left} try left, then a short wait.", "{left} tries left, then a short wait.", left)
    return said.format(left=left) + "\n" + _("Nothing is ever deleted.")
