"""Words on the screen: a label that knows its role in the type scale and its tone."""

from html import escape
from typing import Literal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from ui.theme.apply import set_role
from ui.theme.theme import theme
from ui.theme.tokens import Status
from ui.theme.type import Role

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
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show another text. An empty one keeps its place; hide the label to give it up."""
        self._plain = text
        if self._wrap:
            self.setText(f'<p style="margin:0; line-height:{theme().line(self._role)}px">{_lines(text)}</p>')
        else:
            self.setText(text)

    def plain(self) -> str:
        """The text as it was given."""
        return self._plain

    def set_tone(self, tone: Tone) -> None:
        """Change the colour to another tone."""
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_plain"):
            self._fit()
            if self._wrap:
                self.set_text(self._plain)
        super().changeEvent(event)

    def _fit(self) -> None:
        line = theme().line(self._role)
        self.setMinimumHeight(line)
        if self._wrap:  # a fixed line height puts the spare room above the words: share it out
            shift = round((line - self.fontMetrics().height()) / 2)
            self.setContentsMargins(0, -shift, 0, shift)


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
