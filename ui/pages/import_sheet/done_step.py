"""The last step: what was imported, and the way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import _, ngettext, sentence
from ui.theme.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.button import PrimaryButton, SecondaryButton
from ui.widgets.text import Text


class DoneStep(QWidget):
    """`referrals_wanted`, `undo_wanted`, `another_wanted`."""

    referrals_wanted = Signal()
    undo_wanted = Signal()
    another_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        across = QHBoxLayout(self)
        across.setContentsMargins(32, 22, 32, 24)
        inside = QWidget()
        inside.setMaximumWidth(theme().grown(720))
        across.addWidget(inside, 1)
        across.addStretch()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(Text(_("Import referrals"), "title"))
        self.result = Banner("ok", "")
        self.trouble = Banner("late", "")
        column.addWidget(self.result)
        column.addWidget(self.trouble)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.onward = PrimaryButton(_("Go to referrals"))
        self.undo = SecondaryButton(_("Undo this import"), icon="undo-2")
        self.another = SecondaryButton(_("Import another file"))
        for button in (self.onward, self.undo, self.another):
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        column.addStretch()
        self.onward.clicked.connect(self.referrals_wanted)
        self.undo.clicked.connect(self.undo_wanted)
        self.another.clicked.connect(self.another_wanted)

    def show_imported(self, count: int) -> None:
        """Say how many referrals came in."""
        title = ngettext("{count} referral imported", "{count} referrals imported", count).format(count=count)
        self.result.set_words(
            title, _("They wait under Referrals. The whole import can be undone until one is taken up.")
        )
        self.trouble.hide()
        self.undo.show()

    def show_undone(self) -> None:
        """Say that it was taken back."""
        self.result.set_words(_("The import was taken back"), _("Everything is as it was before."))
        self.trouble.hide()
        self.undo.hide()

    def show_trouble(self, trouble: Trouble) -> None:
        """Say why it cannot be undone."""
        self.trouble.set_words(_("Not undone"), sentence(trouble))
        self.trouble.show()

    def first_focus(self) -> None:
        """On the way onward."""
        self.onward.setFocus()
