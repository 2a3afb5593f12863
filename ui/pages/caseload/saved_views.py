"""The button with the saved views, and the line in which a new one gets its name."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.services.caseload_views import LONGEST_NAME, CaseloadView
from ui.pages.caseload.table import CaseloadTable
from ui.widgets.button import FilterButton, LinkButton, SecondaryButton
from ui.widgets.text import Text


class ViewsButton(FilterButton):
    """`chosen(CaseloadView)`, `removed(str)`, `naming()` to save what is shown, `closed_wanted(bool)`."""

    chosen = Signal(object)
    removed = Signal(str)
    naming = Signal()
    closed_wanted = Signal(bool)

    def __init__(self, table: CaseloadTable) -> None:
        super().__init__(_("Saved views"), icon="bookmark", trailing="")
        self._table = table
        self._views: tuple[CaseloadView, ...] = ()
        self.setAccessibleDescription(_("Views, columns and closed cases"))
        self.clicked.connect(self.open_menu)

    def offer(self, views: Sequence[CaseloadView]) -> None:
        """These are there to choose from."""
        self._views = tuple(views)

    def open_menu(self) -> None:
        """Show the menu below the button."""
        self.menu_of_views().popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def menu_of_views(self) -> QMenu:
        """The menu, made anew."""
        menu = self._menu(self, _("Saved views"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for view in self._views:
            menu.addAction(_plain(view.name)).triggered.connect(partial(self._choose, view))
        menu.addAction(_("Open cases")).triggered.connect(partial(self._closed, wanted=False))
        menu.addAction(_("Closed cases")).triggered.connect(partial(self._closed, wanted=True))
        menu.addSeparator()
        menu.addAction(_("Save this view")).triggered.connect(self.naming)
        if self._views:
            remove = self._menu(menu, _("Remove a view"))
            for view in self._views:
                remove.addAction(_plain(view.name)).triggered.connect(partial(self._remove, view.name))
            menu.addMenu(remove)
        menu.addSeparator()
        self._add_columns(menu)
        return menu

    def _add_columns(self, menu: QMenu) -> None:
        shown = self._menu(menu, _("Columns"))
        without_room = self._table.without_room()
        for key, title, there in self._table.columns_now():
            words = _("{column} (no room in this window)").format(column=title) if key in without_room else title
            action = shown.addAction(_plain(words))
            action.setCheckable(True)
            action.setChecked(there)
            action.triggered.connect(partial(self._table.show_column, key, not there))
        menu.addMenu(shown)
        for words, step in ((_("Move a column left"), -1), (_("Move a column right"), 1)):
            moves = self._menu(menu, words)
            for key, title, there in self._table.columns_now():
                if there:
                    moves.addAction(_plain(title)).triggered.connect(partial(self._table.move_column, key, step))
            menu.addMenu(moves)
        menu.addAction(_("All columns as they were")).triggered.connect(self._table.reset_columns)

    @override
    def nextCheckState(self) -> None:
        """Nothing is set by pressing."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def _menu(self, parent: QWidget, title: str) -> QMenu:
        menu = QMenu(title, parent)
        menu.setAccessibleName(title)
        return menu

    def _choose(self, view: CaseloadView) -> None:
        self.chosen.emit(view)

    def _closed(self, *, wanted: bool) -> None:
        self.closed_wanted.emit(wanted)

    def _remove(self, name: str) -> None:
        self.removed.emit(name)


class NameOfView(QWidget):
    """`named(str)` on Enter or Save; Esc puts it away. Hidden until asked for."""

    named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST_NAME)
        self.field.setAccessibleName(_("Name of this view"))
        self._save = SecondaryButton(_("Save view"), small=True)
        self._cancel = LinkButton(_("Cancel"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        label = Text(_("Name of this view"), "small_strong")
        label.setBuddy(self.field)
        row.addWidget(label)
        row.addWidget(self.field, 1)
        row.addWidget(self._save)
        row.addWidget(self._cancel)
        self.hide()
        self.field.returnPressed.connect(self._done)
        self._save.clicked.connect(self._done)
        self._cancel.clicked.connect(self.put_away)

    def ask(self) -> None:
        """Show the line, with the cursor in it."""
        self.field.clear()
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Hide the line; what was typed is dropped."""
        self.hide()
        self.field.clear()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def _done(self) -> None:
        if name := self.field.text().strip():
            self.put_away()
            self.named.emit(name)


def _plain(words: str) -> str:
    return words.replace("&", "&&")
