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
    """Plain words, read before anything is asked."""

    go_on = Signal()
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What your vault does"), parent=parent)
        does = Card(padded=True)
        for words in (
            _("Your records are locked with your passphrase. If the laptop is stolen, nobody can read them."),
            _("All of it stays on this laptop. The app never uses the internet."),
            _("F9 hides the screen at once. It locks by itself when you are away for 5 minutes."),
        ):
            does.add(_point("circle-check", "ok", words))
        self.add(does, 18)
        cannot = Card(_("What it cannot do"), padded=True)
        for words in (
            _("Open without your passphrase or the recovery code. Nobody can reset them, not even us."),
            _("Hide what someone has already seen or photographs, or help you if you are made to open it by force."),
            _("Stop a harmful program, or an administrator of this laptop, while it is unlocked."),
            _("Stop a colleague who may open it from making copies; all who share a vault can read all of it."),
            _("Look after paper, exported files and old backups: they are as safe as the place where you keep them."),
            _("Bring back a lost laptop: keep a backup on another drive."),
        ):
            cannot.add(_point("triangle-alert", "soon", words))
        self.add(cannot, 14)
        self.more = LinkButton(_("Read all of it"), icon="file-text")
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
