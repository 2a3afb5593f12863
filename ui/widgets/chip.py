"""One choice chip."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.theme.apply import set_role
from ui.theme.theme import theme
from ui.theme.tokens import Token
from ui.widgets.button import Button


class Chip(Button):
    """A choice that can be on. Made by `ChipRow`; a `letter` in its words is underlined and works as its key."""

    kind = "chip"
    gap = 7

    def __init__(
        self, text: str, *, icon: str = "", letter: str = "", ticks: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text.replace("&", "&&"), icon=icon, small=True, parent=parent)
        self.letter = letter.lower()
        self._own_icon = icon
        self._ticks = ticks
        self.unsafe = ""
        self.setCheckable(True)
        self.toggled.connect(self._restyle)
        self._restyle()

    def set_unsafe(self, reason: str) -> None:
        """Mark it as not safe for this person (dashed edge, plum shield); it can still be chosen. Empty: safe."""
        self.unsafe = reason
        self.setProperty("unsafe", bool(reason))
        self.setToolTip(reason)
        self.setAccessibleDescription(_("Not safe: {reason}").format(reason=reason) if reason else "")
        self.style().unpolish(self)
        self.style().polish(self)
        self._restyle()

    @override
    def ink_token(self) -> Token:
        if self.isChecked():
            return "voice" if self.unsafe else "link"
        return "text_2"

    @override
    def icon_token(self) -> Token:
        return "voice" if self.unsafe else self.ink_token()

    @override
    def padding(self) -> int:
        return 11

    @override
    def paint_ground(self, painter: QPainter) -> None:
        super().paint_ground(painter)
        if self.isChecked() and not self.unsafe:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme().colour("accent"), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), 8, 8)

    @override
    def paint_words(self, painter: QPainter, area: QRectF, words: str) -> None:
        super().paint_words(painter, area, words)
        place = words.lower().find(self.letter) if self.letter else -1
        if place < 0:
            return
        metrics = QFontMetricsF(self.font())
        left = area.left() + metrics.horizontalAdvance(words[:place])
        width = metrics.horizontalAdvance(words[place])
        base = area.center().y() + (metrics.ascent() - metrics.descent()) / 2 + 2.5
        painter.fillRect(QRectF(left, round(base), width, 2), theme().colour("accent"))

    def _restyle(self) -> None:
        on = self.isChecked()
        set_role(self, "small_strong" if on else "small_medium")
        name = "shield" if self.unsafe else self._own_icon
        if on and self._ticks:
            name = "check"
        self.set_icon_name(name)
