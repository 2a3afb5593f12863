"""What can be done about the chosen line; the main action is the filled button unless a challenge has the next step.

A line that is done has no main action: pressed once more in passing, it would record the same again.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from caseapp.base.words import _
from caseapp.domain.rights_view import RightInstance
from ui.pages.case.rights.words import done_words, is_done
from ui.widgets.button import PrimaryButton, SecondaryButton
from ui.widgets.flow_layout import FlowLayout


class ActionBar(QWidget):
    """`told_wanted`, `other_wanted`, `challenge_wanted`, `log_wanted`: the button pressed."""

    told_wanted = Signal()
    other_wanted = Signal()
    challenge_wanted = Signal()
    log_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.told = PrimaryButton("", icon="check", keys=("Enter",))
        self._told_beside = SecondaryButton("", icon="check", keys=("T",))
        self.other = SecondaryButton(_("Something else"))
        self.challenge = SecondaryButton(_("Ask or challenge"), icon="megaphone")
        self.log = SecondaryButton(_("Log a contact"), icon="message-circle-plus", keys=("Ctrl", "N"))
        flow = FlowLayout(self, gap=8, line_gap=8)
        flow.setContentsMargins(28, 10, 32, 16)
        for button in (self.told, self._told_beside, self.other, self.challenge, self.log):
            flow.addWidget(button)
        self.told.clicked.connect(self.told_wanted)
        self._told_beside.clicked.connect(self.told_wanted)
        self.other.clicked.connect(self.other_wanted)
        self.challenge.clicked.connect(self.challenge_wanted)
        self.log.clicked.connect(self.log_wanted)

    def show_line(self, row: RightInstance | None, name: str, *, live: bool, challenge: bool) -> None:
        """`live`: the challenge shown has a next step, which is the main action; `challenge`: one can be begun."""
        happened = row is not None and row.id is not None
        done = row is not None and is_done(row)
        self.told.setVisible(happened and not live and not done)
        self._told_beside.setVisible(happened and (live or done))
        self.other.setVisible(happened)
        own = row is not None and row.victims_own
        self.challenge.setText(_("Write to them in time") if own else _("Ask or challenge"))
        self.challenge.setVisible(happened and challenge)
        words = done_words(row, name) if row is not None and happened else ""
        if done:
            words = _("Correct this record")
        for button in (self.told, self._told_beside):
            button.setText(words)
            button.updateGeometry()
