"""The first start: set up a vault, open one, restore a backup, or try the example."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from caseapp.base.words import _
from ui.pages.unlock.step import Step, side_by_side
from ui.theme.icons import icon_pixmap
from ui.theme.theme import theme
from ui.theme.tokens import Token
from ui.widgets.banner import Banner
from ui.widgets.button import Button, LinkButton


class ChoiceButton(Button):
    """One way to begin: an icon, what it is, and a sentence about it if it needs one."""

    kind = "secondary"

    def __init__(
        self, icon: str, title: str, words: str = "", *, first: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(title, parent=parent)
        self._picture, self._more, self._first = icon, words, first
        self.setProperty("kind", "primary" if first else "secondary")
        self.setAccessibleDescription(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, theme().grown(84 if self._more else 60))

    @override
    def paint_content(self, painter: QPainter) -> None:
        side = theme().grown(24)
        ink: Token = "on_accent" if self._first else "text"
        picture = icon_pixmap(self._picture, side, "on_accent" if self._first else "accent", self.devicePixelRatioF())
        painter.drawPixmap(20, (self.height() - side) // 2, picture)
        left, line, small = 20 + side + 18, theme().line("heading"), theme().line("small")
        room = self.width() - left - 16
        painter.setFont(theme().font("small"))
        words = painter.fontMetrics().boundingRect(0, 0, room, 400, Qt.TextFlag.TextWordWrap, self._more)
        top = (self.height() - line - (max(small, words.height()) if self._more else 0)) / 2
        painter.setPen(theme().colour("on_accent" if self._first else "text_2"))
        wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(QRectF(left, top + line, room, self.height() - top - line), wrap, self._more)
        painter.setFont(theme().font("heading"))
        painter.setPen(theme().colour(ink))
        painter.drawText(QRectF(left, top, room, line), Qt.AlignmentFlag.AlignVCenter, self.text())


class ChoiceStep(Step):
    """Four ways to begin, and the one thing that needs no vault."""

    set_up_wanted = Signal()
    open_wanted = Signal()
    restore_wanted = Signal()
    example_wanted = Signal()
    sealed_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("How to begin"), parent=parent)
        self.set_up = ChoiceButton(
            "shield-check",
            _("Set up my vault"),
            _("Two minutes, pen and paper."),
            first=True,
        )
        self.open = ChoiceButton("folder", _("Open a vault"))
        self.example = ChoiceButton("book-open", _("Try an example"))
        self.restore = ChoiceButton("history", _("Restore a backup"))
        self.sealed = LinkButton(_("Open a sealed report"), icon="file-text")
        self._trouble = Banner("late", "")
        self.add(self._trouble, 14)
        for button in (self.set_up, self.open, self.restore, self.example):
            self.add(button, 14)
        self.add(side_by_side(self.sealed), 0)
        self.set_trouble("")
        self.finish()
        self.set_up.clicked.connect(self.set_up_wanted)
        self.open.clicked.connect(self.open_wanted)
        self.restore.clicked.connect(self.restore_wanted)
        self.example.clicked.connect(self.example_wanted)
        self.sealed.clicked.connect(self.sealed_wanted)

    def trouble(self) -> str:
        """Why a vault could not be opened, if that is said."""
        return self._trouble.accessibleDescription()

    def set_trouble(self, words: str) -> None:
        """Say why a vault could not be opened; an empty text takes it away."""
        self._trouble.set_words(_("That could not be opened"), words)
        self._trouble.setVisible(bool(words))

    @override
    def first_focus(self) -> None:
        self.set_up.setFocus()
