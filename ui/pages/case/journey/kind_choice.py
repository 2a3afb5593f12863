"""What happened: a list in groups that narrows as words are typed."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain import shipped
from caseapp.domain.code_lists import CodeList, ListItem
from ui.models.row_delegate import RowDelegate
from ui.models.sections import Section, SectionsModel
from ui.models.views import RowsList
from ui.theme.theme import theme
from ui.widgets.button import LinkButton
from ui.widgets.form_row import show_wrong
from ui.widgets.text import Text

_ROW, _ROWS_SEEN = 36, 7


def matching(kinds: CodeList, typed: str) -> tuple[Section[ListItem], ...]:
    """The kinds whose label or group has every word typed, in their groups."""
    words = typed.lower().split()

    def fits(item: ListItem) -> bool:
        said = f"{_(item.label)} {_(kinds.group_label(item.group))}".lower()
        return all(word in said for word in words)

    return tuple(
        Section[ListItem](_(label), tuple(item for item in kinds.in_group(group) if fits(item)))
        for group, label in kinds.groups.items()
    )


class KindChoice(QWidget):
    """Type to narrow, Down to go into the list, Enter to choose; then only the choice is shown, with Change."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds = shipped.justice_events()
        self._value: str | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Type to find, such as bail"))
        self._model: SectionsModel[ListItem] = SectionsModel(lambda item: item.code, lambda item: _(item.label))
        self.list = RowsList(_("What can happen"), ground="none")
        self.list.setModel(self._model)
        self.list.setItemDelegate(RowDelegate(self.list, height=_ROW, indent=10))
        self._none = Text(_("Nothing matches. Try another word."), "small", "text_2", wrap=True)
        self._chosen = Text("", "body_strong", wrap=True)
        self.change = LinkButton(_("Change"))
        self._build()
        self._wire()
        self._show_matches()

    def value(self) -> str | None:
        """The code chosen."""
        return self._value

    def set_value(self, code: str | None) -> None:
        """Choose a kind, or none, without telling `changed`."""
        self._value = code if code in self._kinds else None
        self._show_choice()

    def focus_target(self) -> QWidget:
        """The part that takes the focus."""
        return self.search if self._value is None else self.change

    def set_wrong(self, wrong: bool) -> None:
        """Show or clear the red edge."""
        show_wrong(self.search, wrong)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self._into_list()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                self._choose(self._first())
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self._none)
        column.addWidget(self.list)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._chosen, 1)
        row.addWidget(self.change)
        column.addLayout(row)
        self.list.setFixedHeight(theme().grown(_ROW) * _ROWS_SEEN)
        self.change.setAccessibleName(_("Change what happened"))
        self._show_choice()

    def _wire(self) -> None:
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._show_matches)
        self.list.opened.connect(self._choose)
        self.change.clicked.connect(self._start_again)

    def _show_matches(self) -> None:
        sections = matching(self._kinds, self.search.text())
        self._model.set_sections(sections)
        self._none.setVisible(self._value is None and not any(section.rows for section in sections))

    def _first(self) -> str:
        for row in range(self._model.rowCount()):
            found = self._model.id_at(self._model.index(row, 0))
            if found is not None:
                return found
        return ""

    def _into_list(self) -> None:
        index = self._model.index_of(self._first())
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, code: str) -> None:
        if code:
            self.set_value(code)
            self.changed.emit()

    def _start_again(self) -> None:
        self.set_value(None)
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()
        self.changed.emit()

    def _show_choice(self) -> None:
        chosen = self._value is not None
        self._chosen.set_text(_(self._kinds.label(self._value)) if self._value else "")
        self.search.setVisible(not chosen)
        self.list.setVisible(not chosen)
        self._chosen.setVisible(chosen)
        self.change.setVisible(chosen)
        self._none.setVisible(False)
