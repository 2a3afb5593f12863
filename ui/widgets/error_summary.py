"""What is to be checked, at the top of a long form."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _, ngettext
from ui.theme.theme import theme
from ui.widgets.announce import announce
from ui.widgets.button import LinkButton
from ui.widgets.form_row import FormRow
from ui.widgets.text import Text

_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


class _ErrorLink(LinkButton):
    """The whole sentence of an error, over as many lines as it takes in a narrow form."""

    def __init__(self, words: str) -> None:
        super().__init__(words, tone="error")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(width, 1), 10_000)
        return max(
            super().sizeHint().height(), self.fontMetrics().boundingRect(room, _WRAPPED, self._words).height() + 4
        )

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().sizeHint().height())

    @override
    def paint_content(self, painter: QPainter) -> None:
        font = self.font()
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(theme().colour(self.ink_token()))
        painter.drawText(self.rect(), _WRAPPED, self._words)


class ErrorSummary(QFrame):
    """Lists the errors of a form, takes the focus, and jumps to each field.

    wrong = [row for row in self.rows if row.error()]
    self.summary.show_errors(wrong)      # hides itself when nothing is wrong
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "error")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._links: list[_ErrorLink] = []
        self._rows: tuple[FormRow, ...] = ()
        self.hide()

    def show_errors(self, rows: Sequence[FormRow]) -> None:
        """Show the errors of these rows in order and take the focus; hide when there is none."""
        for link in self._links:
            self._column.removeWidget(link)
            link.hide()
            link.deleteLater()
        self._links = []
        self._rows = tuple(row for row in rows if row.error())
        count = len(self._rows)
        if not count:
            self.hide()
            return
        title = ngettext("There is {count} thing to check", "There are {count} things to check", count)
        self._title.set_text(title.format(count=count))
        self._links = [self._link(place, row.error()) for place, row in enumerate(self._rows)]
        self.setAccessibleName(self._title.plain())
        self.setAccessibleDescription(". ".join(row.error() for row in self._rows))
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(self)
        announce(self, self._title.plain())

    @cached_property
    def _column(self) -> QVBoxLayout:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(3)
        return column

    @cached_property
    def _title(self) -> Text:
        title = Text("", "heading", wrap=True, parent=self)
        self._column.addWidget(title)
        self._column.addSpacing(4)
        return title

    def _link(self, place: int, words: str) -> _ErrorLink:
        link = _ErrorLink(words)
        link.setProperty("place", place)
        link.setAccessibleDescription(_("Goes to the question"))
        link.clicked.connect(self._jump)
        self._column.addWidget(link)
        return link

    def _jump(self) -> None:
        row = self._rows[int(self.sender().property("place"))]
        row.target().setFocus(Qt.FocusReason.ShortcutFocusReason)
        bring_into_view(row)


def bring_into_view(widget: QWidget) -> None:
    """Scroll the nearest scroll area so that a widget can be seen."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 0, 40)
            return
        above = above.parentWidget()
