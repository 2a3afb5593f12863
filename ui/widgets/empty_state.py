"""What stands where a list would be: nothing yet, no match, or could not load."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.button import LinkButton, SecondaryButton
from ui.widgets.icon import Icon
from ui.widgets.text import Text


class EmptyState(QFrame):
    """One icon, a title, one sentence of what will appear, and at most one button.

        EmptyState(_("No follow-ups"), _("When you save a contact you can set the next one."),
                   icon="list-checks", button=_("Add a follow-up"), button_icon="plus")

    For a filter without matches give no icon, and `links`: "Ashford", "clear the filter". `linked` says which.
    """

    pressed = Signal()
    linked = Signal(int)

    def __init__(
        self,
        title: str,
        words: str = "",
        *,
        icon: str = "",
        button: str = "",
        button_icon: str = "",
        links: tuple[str, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "empty")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(f"{title.rstrip('.')}. {words}")
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 22)
        column.setSpacing(5)
        column.addStretch()
        if icon:
            column.addWidget(Icon(icon, 30, "text_3"), alignment=centre)
            column.addSpacing(4)
        column.addWidget(Text(title, "body_strong"), alignment=centre)
        if words:
            sentence = Text(words, "small", "text_2", wrap=True)
            sentence.setAlignment(centre)
            column.addWidget(sentence)
        if links:
            column.addLayout(self._links(links))
        if button:
            column.addSpacing(8)
            press = SecondaryButton(button, icon=button_icon)
            press.clicked.connect(self.pressed)
            column.addWidget(press, alignment=centre)
        column.addStretch()

    def _links(self, links: tuple[str, ...]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addStretch()
        for place, words in enumerate(links):
            link = LinkButton(words)
            link.setProperty("place", place)
            link.clicked.connect(self._link_pressed)
            row.addWidget(link)
        row.addStretch()
        return row

    def _link_pressed(self) -> None:
        self.linked.emit(int(self.sender().property("place")))
