"""Shown when something in the program went wrong: what is safe, what to do, and a code to read out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.base.words import _
from ui.theme.theme import theme
from ui.widgets.announce import announce
from ui.widgets.button import PrimaryButton, SecondaryButton
from ui.widgets.icon import Icon
from ui.widgets.text import Text


class CrashPage(QWidget):
    """The vault is locked by the time this is read."""

    unlock_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.code = Text("", "heading", "text_2", tabular=True, selectable=True)
        self._unlock = PrimaryButton(_("Unlock again"))
        self._close = SecondaryButton(_("Close the program"))
        outer = QHBoxLayout(self)
        outer.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(12)
        outer.addLayout(column, 3)
        outer.addStretch(1)
        column.addStretch()
        column.addWidget(Icon("circle-alert", 32, "soon"))
        column.addWidget(Text(_("Something in the program went wrong"), "title", wrap=True))
        column.addWidget(
            Text(
                _("Everything that was saved is safe, and the vault is locked. Half-typed words were kept too."),
                "body",
                wrap=True,
            )
        )
        column.addWidget(Text(_("If it happens again, give this code to your IT support."), "body", wrap=True))
        column.addWidget(self.code)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(theme().grown(12))
        row.addWidget(self._unlock)
        row.addWidget(self._close)
        row.addStretch()
        column.addLayout(row)
        column.addStretch()
        self._unlock.clicked.connect(self.unlock_wanted)
        self._close.clicked.connect(self.close_wanted)

    def show_code(self, code: str) -> None:
        """Say which fault it was."""
        self.code.set_text(_("Code {code}").format(code=code))
        self._unlock.setFocus()
        announce(self, _("Something in the program went wrong. Everything that was saved is safe."))
