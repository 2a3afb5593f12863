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
    """Title, one or two sentences, and at most one action as a link. `icon` replaces the kind's own.

    Without a title it is empty until `set_words`: most pages have one for trouble that never comes.
    """

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
        self._status, own_icon = _LOOKS[kind]
        self._icon, self._link = icon or own_icon, link
        self.setProperty("band", self._status)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        if title:
            self.set_words(title, words)

    def set_words(self, title: str, words: str = "") -> None:
        """Say this in its place."""
        if self.layout() is None:
            self._build()
        self._title.set_text(title)
        self._words.set_text(words)
        self._words.setVisible(bool(words))
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 11, 14, 11)
        row.setSpacing(12)
        row.addWidget(Icon(self._icon, 20, self._status), alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(1)
        self._title = Text("", "small_strong", wrap=True, parent=self)
        self._words = Text("", "small", wrap=True, parent=self)
        column.addWidget(self._title)
        column.addWidget(self._words)
        if self._link:
            button = LinkButton(self._link, parent=self)
            button.clicked.connect(self.action)
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        row.addLayout(column, 1)
        for part in self.findChildren(QWidget):
            part.show()  # now: in a band that is on the screen already, Qt would leave it to the next turn
