"""The card: a white surface with a hairline, no shadow."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.widgets.button import LinkButton
from ui.widgets.rule import Rule
from ui.widgets.text import Text


class Card(QFrame):
    """A surface for one subject, with an optional header of title, count and link.

        card = Card(_("Follow-ups"), count=4, link=_("Add a follow-up"))
        card.link_clicked.connect(self.add_follow_up)
        card.add(list_view)

    `padded=True` keeps 20 px around what is added; without it, lists reach the edges.
    """

    link_clicked = Signal()

    def __init__(
        self,
        title: str = "",
        *,
        count: int | None = None,
        link: str = "",
        padded: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "plain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        if title:
            self.setAccessibleName(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        self._count = Text("", "body", "text_2", tabular=True)
        if title:
            outer.addLayout(self._header(title, link))
            outer.addWidget(Rule())
        self.set_count(count)
        self.body = QVBoxLayout()
        self.body.setSpacing(12 if padded else 0)
        self.body.setContentsMargins(*((19, 16, 19, 18) if padded else (0, 0, 0, 1)))
        outer.addLayout(self.body)

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Put something below what is there."""
        if isinstance(part, QWidget):
            self.body.addWidget(part, stretch)
        else:
            self.body.addLayout(part, stretch)

    def show_rows(self, rows: Sequence[QWidget]) -> None:
        """Show these, with a line between them, instead of what is there; with none, hide."""
        while (part := self.body.takeAt(0)) is not None:
            shown = part.widget()
            if shown is not None:
                shown.hide()
                shown.deleteLater()
        for number, row in enumerate(rows):
            if number:
                self.add(Rule())
            self.add(row)
        self.setVisible(bool(rows))

    def set_count(self, count: int | None) -> None:
        """Show how many there are beside the title; None shows no number."""
        self._count.set_text("" if count is None else str(count))
        self._count.setVisible(count is not None)

    def _header(self, title: str, link: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(19, 12, 19, 12)
        row.setSpacing(10)
        row.addWidget(Text(title, "heading"))
        row.addWidget(self._count)
        row.addStretch()
        if link:
            button = LinkButton(link)
            button.clicked.connect(self.link_clicked)
            row.addWidget(button)
        return row
