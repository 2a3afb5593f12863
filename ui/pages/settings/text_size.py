"""How large the words are: a slider from 100 to 200 %, obeyed while it moves."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from caseapp.base.words import _
from ui.theme.theme import theme
from ui.widgets.text import Text

SMALLEST, LARGEST, STEP = 100, 200, 5
_AFTER_MS = 120
"""Laying out the whole window takes a moment: the hand may pass over a size without stopping."""


class TextSize(QWidget):
    """Tells `chosen` with the scale (1.0 to 2.0). Left and Right change it by 5 %, Page Up and Down by 25 %."""

    chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(SMALLEST // STEP, LARGEST // STEP)
        self.slider.setPageStep(25 // STEP)
        self.slider.setMinimumHeight(theme().grown(30))
        self._said = Text("", "body_medium", tabular=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.slider, 1)
        row.addWidget(self._said)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.slider.valueChanged.connect(self._moved)
        self._timer.timeout.connect(self._tell)

    def show_scale(self, scale: float) -> None:
        """Show a scale without telling `chosen`."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(scale * 100 / STEP))
        self._say()

    def focus_target(self) -> QWidget:
        """The part that takes the focus."""
        return self.slider

    def set_wrong(self, wrong: bool) -> None:
        """Every place of the slider is right."""

    def _percent(self) -> int:
        return self.slider.value() * STEP

    def _moved(self) -> None:
        self._say()
        self._timer.start()

    def _say(self) -> None:
        self._said.set_text(_("{percent} %").format(percent=self._percent()))

    def _tell(self) -> None:
        self.chosen.emit(self._percent() / 100)
