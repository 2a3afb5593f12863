"""The head of the check panel: what the check came to, in one line, with an icon and a tint."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme.theme import theme
from ui.theme.tokens import Status, edge_of, tint_of
from ui.widgets.icon import Icon
from ui.widgets.text import Text


class Verdict(QWidget):
    """Title and one sentence on a tint that reaches the edges of the card above it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._status: Status = "neutral"
        row = QHBoxLayout(self)
        row.setContentsMargins(19, 16, 19, 16)
        row.setSpacing(12)
        self._icon = Icon("shield", 22, "neutral")
        row.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        self._title = Text("", "heading", wrap=True)
        self._words = Text("", "small", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._words)
        row.addLayout(column, 1)

    def say(self, status: Status, icon: str, title: str, words: str) -> None:
        """Say another verdict."""
        self._status = status
        self._icon.show_icon(icon, status)
        for text, said in ((self._title, title), (self._words, words)):
            text.set_text(said)
            text.set_tone(status)
        self._words.setVisible(bool(words))
        self.setAccessibleName(f"{title}. {words}")
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        shape = QPainterPath()
        shape.setFillRule(Qt.FillRule.WindingFill)
        shape.addRoundedRect(area, 11, 11)
        shape.addRect(area.adjusted(0, area.height() / 2, 0, 0))
        painter.fillPath(shape.simplified(), theme().colour(tint_of(self._status)))
        painter.fillRect(QRectF(0, area.height() - 1, area.width(), 1), theme().colour(edge_of(self._status)))
