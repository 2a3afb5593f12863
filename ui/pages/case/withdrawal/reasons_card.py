"""Reasons in a card: "Find a reason", the two column heads, and the list."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain import shipped
from ui.pages.case.withdrawal.reasons_model import ReasonsModel
from ui.pages.case.withdrawal.reasons_table import ALSO_WIDTH, LEFT, MAIN_WIDTH, SCROLL, ReasonsTable
from ui.theme.theme import theme
from ui.widgets.button import LinkButton
from ui.widgets.form_row import show_wrong
from ui.widgets.icon import Icon
from ui.widgets.rule import Rule
from ui.widgets.text import Text

_LOWEST = 290


class ReasonsCard(QFrame):
    """What is typed in the list or in "Find a reason" narrows the list; marking a reason shows all of it again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ReasonsModel(shipped.reasons(), self)
        self.table = ReasonsTable(self.model)
        self.field = QLineEdit()
        self._none = Text("", "body", "text_2", wrap=True)
        self._clear = LinkButton(_("Clear the filter"))
        self._build()
        self._wire()
        self.table.go_to(self.model.find(""))

    def _build(self) -> None:
        self.setProperty("card", "plain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field.setProperty("bare", True)
        self.field.setPlaceholderText(_("Find a reason"))
        self.field.setAccessibleName(_("Find a reason"))
        self.field.setMinimumWidth(theme().grown(120))
        self.field.installEventFilter(self)
        self._heads = (Text(_("Main"), "badge", "text_2"), Text(_("Also"), "badge", "text_2"))
        head = QHBoxLayout()
        head.setContentsMargins(theme().grown(LEFT), 8, SCROLL, 8)
        head.setSpacing(0)
        head.addWidget(Icon("search", 16, "text_2"))
        head.addSpacing(9)
        head.addWidget(self.field, 1)
        for label, width in zip(self._heads, (MAIN_WIDTH, ALSO_WIDTH), strict=True):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setFixedWidth(theme().grown(width))
            head.addWidget(label)
        empty = QWidget()
        inside = QVBoxLayout(empty)
        inside.addStretch()
        for part in (self._none, self._clear):
            inside.addWidget(part, alignment=Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch()
        self._views = QStackedWidget()
        self._views.addWidget(self.table)
        self._views.addWidget(empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 6)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addWidget(self._views, 1)
        self.fit_text_size()

    def _wire(self) -> None:
        self.field.textChanged.connect(self._find)
        self.table.typed.connect(self._typed)
        self.table.rubbed.connect(self._rub)
        self.table.acted.connect(self._acted)
        self._clear.clicked.connect(self.show_all)

    def show_all(self) -> None:
        """Clear the filter and go back to the list."""
        self.field.clear()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def start_finding(self) -> None:
        """Put the keyboard in "Find a reason"."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def fit_height(self, room: int) -> None:
        """Be no higher than the room in sight: the list scrolls by itself."""
        self.setFixedHeight(max(room, self.minimumSizeHint().height()))

    def focus_target(self) -> QWidget:
        """The list."""
        return self.table

    def set_wrong(self, wrong: bool) -> None:
        """Show or clear the red edge."""
        self.setProperty("card", "error" if wrong else "plain")
        show_wrong(self, wrong)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field: Down and Enter go to the list, Escape clears."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                return False
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.table.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.show_all()
                return True
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.field.text():
            self.show_all()
        else:
            super().keyPressEvent(event)

    def fit_text_size(self) -> None:
        """Heights and widths for the text size in force."""
        self._views.setMinimumHeight(min(theme().grown(_LOWEST), _LOWEST + 130))
        for label, width in zip(self._heads, (MAIN_WIDTH, ALSO_WIDTH), strict=True):
            label.setFixedWidth(theme().grown(width))

    def _find(self, text: str) -> None:
        before = self.table.current_code()
        best = self.model.find(text)
        self._views.setCurrentIndex(0 if best else 1)
        self._none.set_text(_("No reasons match “{text}”.").format(text=text.strip()))
        self.table.go_to(best if text.strip() else before or best)

    def _typed(self, text: str) -> None:
        self.field.setText(self.field.text() + text)
        if self._views.currentIndex() == 1:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.end(False)

    def _rub(self) -> None:
        self.field.setText(self.field.text()[:-1])

    def _acted(self, code: str) -> None:
        if self.field.text():
            self.field.clear()
        self.table.go_to(code)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
