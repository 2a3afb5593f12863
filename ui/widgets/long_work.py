"""The bar for work that takes longer than a second: its name, how far it is, about how long is left, Cancel."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp.base.words import _
from ui.widgets.button import SecondaryButton
from ui.widgets.progress_track import ProgressTrack
from ui.widgets.text import Text


class LongWork(QFrame):
    """`LongWork(_("Checking 5 tables for disclosure"))`; connect `runner.reporter(self, bar.show_progress)`."""

    cancel_wanted = Signal()

    def __init__(self, name: str, *, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "plain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Text(name, "small_strong"), 1)
        self._count = Text("", "small", "text_2", tabular=True)
        head.addWidget(self._count)
        column.addLayout(head)
        self._track = ProgressTrack(height=8)
        column.addWidget(self._track)
        foot = QHBoxLayout()
        self._words = Text(words or _("You can keep working."), "meta", "text_2", wrap=True)
        foot.addWidget(self._words, 1)
        self._cancel = SecondaryButton(_("Cancel"), small=True)
        self._cancel.clicked.connect(self.cancel_wanted)
        foot.addWidget(self._cancel)
        column.addLayout(foot)

    def show_progress(self, done: int, of: int) -> None:
        """Say how far it has come."""
        self._track.set_progress(done, of)
        self._count.set_text(_("{done} of {of}").format(done=done, of=of))

    def set_words(self, words: str) -> None:
        """The line below: "About 4 seconds left. You can keep working."."""
        self._words.set_text(words)
