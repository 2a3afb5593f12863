"""A pane at the right of a case for editing: title, questions, and Save at its foot."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from ui.widgets.banner import Banner
from ui.widgets.button import IconButton, PrimaryButton, SecondaryButton
from ui.widgets.rule import Rule
from ui.widgets.text import Text


class SidePanel(QFrame):
    """The frame of a panel; forms subclass it and fill `body`.

    `save_wanted` on the button or Ctrl+Enter, `closed` on the cross, Finish later or Esc. A form keeps its own draft.
    """

    save_wanted = Signal()
    closed = Signal()

    def __init__(self, title: str, save: str, *, later: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.save_button = PrimaryButton(save, keys=("Ctrl", "Enter"))
        self.note = Text("", "meta", "text_2", tabular=True)
        self._trouble = Banner("late", "")
        self._trouble.hide()
        self._cross = IconButton("x", _("Close"), small=True, plain=True)
        self._later = SecondaryButton(later or _("Finish later"))
        self.body = QVBoxLayout()
        self._build(title)
        self.save_button.clicked.connect(self.save_wanted)
        self._later.clicked.connect(self.closed)
        self._cross.clicked.connect(self.closed)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, context=inside).activated.connect(self.save_wanted)
        QShortcut(QKeySequence("Esc"), self, context=inside).activated.connect(self.closed)

    def say(self, words: str) -> None:
        """A quiet line above the buttons: "Draft kept 14:32"."""
        self.note.set_text(words)
        self.note.setVisible(bool(words))

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what went wrong above the questions; what was typed stays."""
        self.set_busy(busy=False)
        self._trouble.set_words(_("Not saved"), sentence(trouble))
        self._trouble.show()

    def clear_trouble(self) -> None:
        """Take the message away."""
        self._trouble.hide()

    def set_busy(self, *, busy: bool) -> None:
        """Show that saving is under way."""
        self.save_button.set_busy(_("Saving") if busy else "")

    def _build(self, title: str) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Rule(upright=True))
        column = QVBoxLayout()
        column.setSpacing(0)
        row.addLayout(column, 1)
        head = QHBoxLayout()
        head.setContentsMargins(20, 14, 12, 12)
        head.addWidget(Text(title, "heading", wrap=True), 1)
        head.addWidget(self._cross)
        column.addLayout(head)
        column.addWidget(Rule())
        inside = QWidget()
        inside.setProperty("scrolled", True)
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(20, 16, 20, 20)
        self.body.setSpacing(16)
        self.body.addWidget(self._trouble)
        inside.setMinimumWidth(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        column.addWidget(area, 1)
        column.addWidget(Rule())
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 12, 20, 12)
        foot.setSpacing(6)
        foot.addWidget(self.note)
        self.note.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self._later)
        buttons.addStretch()
        foot.addLayout(buttons)
        column.addLayout(foot)
