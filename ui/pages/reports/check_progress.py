"""The bar while the check is under way, for a narrow rail: its name, the step, how far, how long still, Cancel."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.base.words import _
from ui.pages.reports.check_work import Progress
from ui.widgets.button import SecondaryButton
from ui.widgets.progress_track import ProgressTrack
from ui.widgets.text import Text
from ui.words.dates import about_left


class CheckProgress(QWidget):
    """Tells `cancel_wanted`. Each step counts for itself: nobody knows beforehand how often it must be repeated."""

    cancel_wanted = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Text(name, "small_strong", wrap=True))
        self._track = ProgressTrack(height=8)
        column.addWidget(self._track)
        line = QHBoxLayout()
        self.step = Text(_("Counting"), "meta", "text_2")
        self.count = Text("", "meta", "text_2", tabular=True)
        line.addWidget(self.step, 1)
        line.addWidget(self.count)
        column.addLayout(line)
        self.left = Text(_("You can keep working."), "meta", "text_2", wrap=True)
        column.addWidget(self.left)
        self.cancel = SecondaryButton(_("Cancel"), small=True)
        self.cancel.clicked.connect(self.cancel_wanted)
        column.addWidget(self.cancel, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_progress(self, progress: Progress) -> None:
        """Say how far it has come."""
        self._track.set_progress(progress.done, progress.of)
        self.step.set_text(_step(progress.step))
        self.count.set_text(_("{done} of {of}").format(done=progress.done, of=progress.of))
        keep = _("You can keep working.")
        self.left.set_text(keep if progress.left is None else f"{about_left(progress.left)}. {keep}")


def _step(code: str) -> str:
    """A step of the protection in words."""
    steps = {
        "hide": _("Hiding small numbers"),
        "show": _("Showing what is safe"),
        "attack": _("Attacking hidden numbers"),
    }
    return steps.get(code, code)
