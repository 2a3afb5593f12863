"""A bar chart: bars, words and numbers, painted by us and readable without seeing it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.theme.theme import theme
from ui.widgets.text import Text


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `value` None means hidden to protect people: no bar is drawn and the shown word is `text`."""

    label: str
    value: float | None
    text: str = ""

    def shown(self) -> str:
        """The number in words."""
        if self.text:
            return self.text
        return "[c]" if self.value is None else f"{self.value:g}"


class BarChart(QWidget):
    """Sideways bars with their labels and published numbers. Only published, protected counts may be given to it."""

    def __init__(self, title: str, bars: Sequence[Bar] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Text(title, "body_strong", wrap=True))
        self._bars = _Bars()
        column.addWidget(self._bars)
        self.setAccessibleName(title)
        self.set_bars(bars)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars."""
        self._bars.show_bars(tuple(bars))
        said = "; ".join(f"{bar.label}: {bar.shown()}" for bar in bars)
        self.setAccessibleDescription(_("Bar chart. {bars}").format(bars=said))

    def rows(self) -> tuple[tuple[str, str], ...]:
        """Label and number of every bar, for a table beside the chart."""
        return tuple((bar.label, bar.shown()) for bar in self._bars.bars)


class _Bars(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: tuple[Bar, ...]) -> None:
        self.bars = bars
        self.setAccessibleName("; ".join(f"{bar.label}: {bar.shown()}" for bar in bars))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(420, theme().line("meta") * len(self.bars) + 4)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = theme().font("meta", tabular=True)
        painter.setFont(face)
        metrics = QFontMetricsF(face)
        names = min(max(metrics.horizontalAdvance(bar.label) for bar in self.bars) + 2, self.width() * 0.45)
        numbers = max(metrics.horizontalAdvance(bar.shown()) for bar in self.bars) + 14
        most = max((bar.value or 0 for bar in self.bars), default=0) or 1
        room = self.width() - names - 10 - numbers
        line = theme().line("meta")
        for place, bar in enumerate(self.bars):
            top = place * line
            label = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, names)
            painter.setPen(theme().colour("text"))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, top, names, line), right, label)
            length = room * (bar.value or 0) / most
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("accent"))
            if length > 0:
                painter.drawRoundedRect(QRectF(QPointF(names + 10, top + 2.5), QSize(round(length), line - 5)), 2, 2)
            painter.setPen(theme().colour("voice" if bar.value is None else "text_2"))
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(names + 17 + length, top, numbers, line), left, bar.shown())
