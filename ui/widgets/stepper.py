"""The stages of a case, from Reported to Outcome."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.theme.theme import theme
from ui.widgets.right_glyph_paint import draw_tick

StepState = Literal["done", "now", "ahead"]


@dataclass(frozen=True, slots=True)
class Step:
    """One stage: its name, where the case stands with it, and a line such as "With the CPS since 9 Nov"."""

    name: str
    state: StepState = "ahead"
    detail: str = ""


class Stepper(QWidget):
    """Steps side by side. A case not reported to the police shows words instead: use a `Text`, not an empty stepper."""

    def __init__(self, steps: Sequence[Step] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Show other steps."""
        self._steps = tuple(steps)
        words = {"done": _("done"), "now": _("now"), "ahead": _("to come")}
        said = (f"{step.name}, {words[step.state]}{', ' + step.detail if step.detail else ''}" for step in self._steps)
        self.setAccessibleName(_("Stage of the case"))
        self.setAccessibleDescription(". ".join(said))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.minimumSizeHint().width(), self._height())

    @override
    def minimumSizeHint(self) -> QSize:
        widest = max(
            (QFontMetricsF(theme().font("small_strong")).horizontalAdvance(s.name) for s in self._steps), default=0
        )
        return QSize(round((widest + 12) * len(self._steps)), self._height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._steps:
            return
        width = self.width() / len(self._steps)
        radius = self._radius()
        middle = radius + 4.0
        for place in range(1, len(self._steps)):
            reached = self._steps[place].state != "ahead"
            left = (place - 1) * width + 2 * radius
            right = place * width - (5 if self._steps[place].state == "now" else 0)
            left += 5 if self._steps[place - 1].state == "now" else 0
            pen = QPen(theme().colour("accent" if reached else "line_strong"), 2)
            painter.setPen(pen)
            painter.drawLine(QPointF(left, middle), QPointF(right, middle))
        for place, step in enumerate(self._steps):
            self._disc(painter, QPointF(place * width + radius, middle), step.state)
            self._words(painter, QRectF(place * width, 2 * middle + 4, width - 12, self.height()), step)

    def _radius(self) -> float:
        return theme().grown(16) / 2

    def _height(self) -> int:
        return round(2 * self._radius() + 12 + theme().line("small") * 2)

    def _disc(self, painter: QPainter, centre: QPointF, state: StepState) -> None:
        radius = self._radius()
        painter.setPen(Qt.PenStyle.NoPen)
        if state == "done":
            painter.setBrush(theme().colour("accent"))
            painter.drawEllipse(centre, radius, radius)
            painter.setPen(theme().colour("on_accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            draw_tick(painter, QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius), 1.8)
        elif state == "now":
            halo = QColor(theme().colour("accent_tint"))
            painter.setBrush(halo)
            painter.drawEllipse(centre, radius + 4, radius + 4)
            painter.setBrush(theme().colour("surface"))
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.drawEllipse(centre, radius - 1, radius - 1)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().colour("accent"))
            painter.drawEllipse(centre, radius * 0.42, radius * 0.42)
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme().colour("control"), 2))
            painter.drawEllipse(centre, radius - 1, radius - 1)

    def _words(self, painter: QPainter, area: QRectF, step: Step) -> None:
        for role, token, words in (
            (
                "small_strong" if step.state == "now" else "small_medium",
                "text_2" if step.state == "ahead" else "text",
                step.name,
            ),
            ("small", "text_2", step.detail),
        ):
            face = theme().font(role, tabular=True)  # type: ignore[arg-type]  # both are roles
            painter.setFont(face)
            painter.setPen(theme().colour(token))  # type: ignore[arg-type]  # both are tokens
            shown = QFontMetricsF(face).elidedText(words, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(QRectF(area.left(), area.top(), area.width(), theme().line("small")), 0, shown)
            area = area.adjusted(0, theme().line("small"), 0, 0)
