"""The bar of work that takes a while: what is being done now, how far it is, and Stop where it can be stopped."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp.base.words import _
from ui.widgets.button import SecondaryButton
from ui.widgets.progress_track import ProgressTrack
from ui.widgets.text import Text

WHOLE = 100


class WorkBar(QFrame):
    """Steps with their words. `show_progress(done, of)` counts a hundred a step; tells `stop_wanted`."""

    stop_wanted = Signal()

    def __init__(
        self,
        name: str,
        steps: Sequence[str] = (),
        *,
        stops: bool = True,
        promise: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`promise` is what may be done meanwhile; where it is not given, going on working."""
        super().__init__(parent)
        self._steps = tuple(steps) or (name,)
        self.setProperty("card", "plain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._now = Text(name, "small_strong", wrap=True)
        self._track = ProgressTrack(height=8)
        self.stop = SecondaryButton(_("Stop"), small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(self._now)
        column.addWidget(self._track)
        foot = QHBoxLayout()
        meanwhile = _("You can keep working.") if promise is None else promise
        foot.addWidget(Text(meanwhile, "meta", "text_2", wrap=True), 1)
        foot.addWidget(self.stop)
        column.addLayout(foot)
        self.stop.setVisible(stops)  # only now that it has a parent: it would be a window of its own
        self.stop.clicked.connect(self.stop_wanted)

    def begin(self) -> None:
        """From the start."""
        self.stop.set_busy()
        self.show_progress(0, WHOLE * len(self._steps))
        self.show()

    def show_progress(self, done: int, of: int) -> None:
        """Say what is being done, and how far all of it is."""
        step = min(done // WHOLE, len(self._steps) - 1)
        self._now.set_text(self._steps[step])
        self._track.set_progress(done, of)


class StepCount:
    """Turns the steps that a service names, in their order, into one count. Called on the service's thread."""

    def __init__(self, order: Sequence[str], report: Callable[[int, int], None]) -> None:
        self._order, self._report, self._now = tuple(order), report, 0

    def __call__(self, step: str, done: int, of: int) -> None:
        """Told by the service."""
        if step in self._order[self._now :]:
            self._now = self._order.index(step, self._now)
        part = min(WHOLE - 1, done * WHOLE // of) if of else 0
        self._report(self._now * WHOLE + part, len(self._order) * WHOLE)
