"""The foot of the form: Save, Finish later, and whether what was typed is kept."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from caseapp.base.words import _
from ui.widgets.button import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.icon import Icon
from ui.widgets.rule import Rule
from ui.widgets.text import Text
from ui.words.dates import clock_time


class SaveFoot(QFrame):
    """Stays in sight while the form scrolls."""

    discard_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.save = PrimaryButton(_("Save withdrawal"), keys=("Ctrl", "Enter"))
        self.later = SecondaryButton(_("Finish later"))
        self._kept = Text("", "small", "text_2", tabular=True)
        self._discard = LinkButton(_("Start again"))
        flow = FlowLayout(gap=10, line_gap=6)
        flow.setContentsMargins(32, 12, 32, 12)
        self._said = QWidget()
        said = QHBoxLayout(self._said)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(8)
        said.addWidget(Icon("circle-check", 17, "ok"))
        said.addWidget(self._kept)
        for part in (self.save, self.later, self._said, self._discard):
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Rule())
        column.addLayout(flow)
        self._discard.clicked.connect(self.discard_wanted)
        self._changes = False
        self.show_kept(None)

    def show_words(self, save: str, *, changes: bool) -> None:
        """The words on Save; while a recorded step is open, there is always a way to leave it as it was."""
        self._changes = changes
        self.save.setText(save)
        self.save.updateGeometry()
        self._discard.setText(_("Leave it as it was") if changes else _("Start again"))
        self._discard.updateGeometry()
        self._discard.setVisible(changes or bool(self._kept.plain()))

    def show_kept(self, at: datetime | None) -> None:
        """`Draft kept 14:32`, or nothing."""
        self._kept.set_text(
            "" if at is None else _("Draft kept {time}. It counts once you save.").format(time=clock_time(at))
        )
        self._said.setVisible(at is not None)
        self._discard.setVisible(at is not None or self._changes)

    def kept_words(self) -> str:
        """What it says of the draft."""
        return self._kept.plain()
