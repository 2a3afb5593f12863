"""Words on the screen: a label that knows its role in the type scale and its tone."""

from functools import cache
from html import escape
from typing import Literal

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme.apply import set_role
from ui.theme.theme import theme
from ui.theme.tokens import Status
from ui.theme.type import Role, font, line_height

Tone = Literal["text", "text_2", "text_3", "link", "accent", "on_reverse", "on_accent"] | Status


class Text(QLabel):
    """A text in a role ("title", "body", "small" …) and a tone ("text_2", "late" …); plain text only.

    `wrap=True` lets it run over several lines at the role's line height. `tabular=True` for dates, times and numbers.
    """

    def __init__(
        self,
        text: str = "",
        role: Role = "body",
        tone: Tone = "text",
        *,
        wrap: bool = False,
        tabular: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role: Role = role
        self._plain = ""
        self._wrap = wrap
        set_role(self, role, tabular=tabular)
        if tone != "text":
            self.setProperty("tone", tone)
        self.setTextFormat(Qt.TextFormat.RichText if wrap else Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self._fit()
        if text:
            self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text. An empty one keeps its place; hide the label to give it up."""
        if text != self._plain:
            self._plain = text
            self._show()

    def plain(self) -> str:
        """The text as it was given."""
        return self._plain

    def words_area(self) -> QRect:
        """The part of it that has words: one line seldom fills it."""
        width = self.fontMetrics().horizontalAdvance(self._plain)
        plain_line = self.alignment() & Qt.AlignmentFlag.AlignLeft and "\n" not in self._plain
        return QRect(0, 0, min(width, self.width()) if plain_line else self.width(), self.height())

    def set_tone(self, tone: Tone) -> None:
        """Change the colour to another tone."""
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)

    def fit_text_size(self) -> None:
        """Take the line height of the text size in force."""
        self._fit()
        if self._plain:
            self._show()

    def _show(self) -> None:
        if self._wrap:
            self.setText(f'<p style="margin:0; line-height:{theme().line(self._role)}px">{_lines(self._plain)}</p>')
        else:
            self.setText(self._plain)

    def _fit(self) -> None:
        self.setMinimumHeight(theme().line(self._role))
        if self._wrap:
            shift = _shift(self._role, theme().scale)
            self.setContentsMargins(0, -shift, 0, shift)


@cache
def _shift(role: Role, scale: float) -> int:
    """A fixed line height puts the spare room above the words: this shares it out."""
    return round((line_height(role, scale) - QFontMetrics(font(role, scale)).height()) / 2)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
