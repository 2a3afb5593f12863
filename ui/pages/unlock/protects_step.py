"""Set-up, first: what a vault protects and what it cannot."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.dialogs.read_text import ReadText
from ui.pages.unlock.step import Step, side_by_side
from ui.theme.tokens import Token
from ui.widgets.button import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.icon import Icon
from ui.widgets.text import Text
from ui.words.help_pages import help_page


class ProtectsStep(Step):
    """Plain words, read before anything is asked: the short list here, the whole of it a key away."""

    go_on = Signal()
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What your vault does"), parent=parent)
        does = Card(padded=True)
        for words in (
            _("Thieves cannot read it. Nothing is sent anywhere."),
            _("F9 hides it. Left alone, it locks."),
        ):
            does.add(_point("circle-check", "ok", words))
        self.add(does, 18)
        cannot = Card(_("What it cannot do"), padded=True)
        for words in (
            _("Open without passphrase or recovery code."),
            _("Undo what was photographed or forced."),
            _("Stop harmful programs."),
            _("Stop colleagues making copies."),
            _("Guard paper, exports, old backups."),
            _("Survive a lost laptop without backup."),
        ):
            cannot.add(_point("triangle-alert", "soon", words))
        self.add(cannot, 14)
        self.more = LinkButton(_("More about this"), icon="file-text")
        self.add(side_by_side(self.more), 18)
        self._next = PrimaryButton(_("Continue"))
        self._back = SecondaryButton(_("Back"))
        self.add(side_by_side(self._next, self._back), 0)
        self.finish()
        self._next.clicked.connect(self.go_on)
        self._back.clicked.connect(self.back)
        self.more.clicked.connect(self._read)

    @override
    def first_focus(self) -> None:
        self._next.setFocus()

    def _read(self) -> None:
        page = help_page("threat-model")
        ReadText(self, page.title, page.text()).open()


def _point(icon: str, token: Token, words: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(Icon(icon, 20, token), alignment=Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.addWidget(Text(words, "small", wrap=True))
    row.addLayout(column, 1)
    return row
