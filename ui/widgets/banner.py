"""A band across the page: read only, a backup that is due, something not saving."""

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.tokens import Status
from ui.widgets.button import LinkButton
from ui.widgets.icon import Icon
from ui.widgets.text import Text

BannerKind = Literal["info", "ok", "soon", "late", "read_only"]
_LOOKS: dict[BannerKind, tuple[Status, str]] = {
    "info": ("info", "info"),
    "ok": ("ok", "circle-check"),
    "soon": ("soon", "triangle-alert"),
    "late": ("late", "triangle-alert"),
    "read_only": ("info", "lock"),
}


class Banner(QFrame):
    """Title, one or two sentences, and at most one action as a link. `icon` replaces the kind's own."""

    action = Signal()

    def __init__(
        self,
        kind: BannerKind,
        title: str,
        words: str = "",
        *,
        link: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        status, own_icon = _LOOKS[kind]
        self.setProperty("band", status)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 11, 14, 11)
        row.setSpacing(12)
        row.addWidget(Icon(icon or own_icon, 20, status), alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(1)
        self._title = Text(title, "small_strong", wrap=True)
        self._words = Text(words, "small", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._words)
        if link:
            button = LinkButton(link)
            button.clicked.connect(self.action)
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        row.addLayout(column, 1)
        # Only now do the words have a parent: shown without one, they would be a window of their own for a moment.
        self._words.setVisible(bool(words))

    def set_words(self, title: str, words: str = "") -> None:
        """Say something else in the same place."""
        self._title.set_text(title)
        self._words.set_text(words)
        self._words.setVisible(bool(words))
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
