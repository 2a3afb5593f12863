"""The heading of a section that sits straight on the page, with a line under it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.button import LinkButton
from ui.widgets.rule import Rule
from ui.widgets.text import Text, Tone


class SectionHeading(QWidget):
    """Title, optional count and link, and a line: for right rails and long pages. `rule=False` leaves the line out.

    A title alone may be long: with `wrap=True` it breaks into lines.
    """

    link_clicked = Signal()

    def __init__(
        self,
        title: str,
        *,
        count: int | None = None,
        link: str = "",
        rule: bool = True,
        tone: Tone = "text",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(9)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._title = Text(title, "heading", tone, wrap=wrap)
        self._count = Text("", "body", "text_2", tabular=True)
        row.addWidget(self._title, 1 if wrap else 0)
        row.addWidget(self._count)
        if not wrap:
            row.addStretch()
        if link:
            button = LinkButton(link)
            button.clicked.connect(self.link_clicked)
            row.addWidget(button)
        outer.addLayout(row)
        if rule:
            outer.addWidget(Rule(strong=True))
        self.set_count(count)

    def set_title(self, title: str) -> None:
        """Change the words."""
        self._title.set_text(title)

    def set_count(self, count: int | None) -> None:
        """Show how many there are; None shows no number."""
        self._count.set_text("" if count is None else str(count))
        self._count.setVisible(count is not None)
