"""A filter chip with a menu: tinted with a cross while set."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu
from typing_extensions import override

from caseapp.base.words import _, ngettext
from ui.theme.theme import theme
from ui.widgets.button import FilterButton

Options = Sequence[tuple[str, str]]


class StayingMenu(QMenu):
    """A menu of ticks that stays open while they are set; Esc closes it."""

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self._under()
        if action is not None:
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = self._under()
        if event.key() == Qt.Key.Key_Space and action is not None:
            action.trigger()
        else:
            super().keyPressEvent(event)

    def _under(self) -> QAction | None:
        found: QAction | None = self.activeAction()  # Qt gives none where nothing is pointed at
        return found


class ChoiceFilter(FilterButton):
    """`options` are value and label. `several=False` allows one. `changed()` when the user set or cleared something.

    Enter, Space or ↓ opens the menu; Delete, or the cross, clears.
    """

    changed = Signal()

    def __init__(self, title: str, options: Options = (), *, several: bool = True) -> None:
        super().__init__(title)
        self._title, self._several = title, several
        self._options: tuple[tuple[str, str], ...] = tuple(options)
        self._chosen: tuple[str, ...] = ()
        self.clicked.connect(self.open_menu)
        self._restyle()

    def set_options(self, options: Options) -> None:
        """Offer other answers."""
        self._options = tuple(options)
        self._restyle()

    def values(self) -> tuple[str, ...]:
        """What is chosen, in the order offered."""
        return self._chosen

    def value(self) -> str | None:
        """The one answer chosen."""
        return self._chosen[0] if self._chosen else None

    def set_values(self, values: Sequence[str]) -> None:
        """Choose these; says nothing."""
        offered = [value for value, _label in self._options]
        self._chosen = tuple(value for value in offered if value in values)
        self._restyle()

    def open_menu(self) -> None:
        """Show the choices below the chip."""
        self.menu_of_choices().popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def menu_of_choices(self) -> QMenu:
        """The menu, made anew with what is chosen ticked."""
        menu: QMenu = StayingMenu(self) if self._several else QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self._title)
        for value, label in self._options:
            action = menu.addAction(label.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(value in self._chosen)
            action.setData(value)
        menu.triggered.connect(self._picked)
        return menu

    @override
    def nextCheckState(self) -> None:
        """Set by the choices, not by pressing."""

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._chosen and event.position().x() > self.width() - theme().grown(30):
            self._choose(())
            event.accept()
        else:
            super().mousePressEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._chosen:
            self._choose(())
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_menu()
        else:
            super().keyPressEvent(event)

    def _picked(self, action: QAction) -> None:
        value = str(action.data())
        if not self._several:
            self._choose((value,))
        elif value in self._chosen:
            self._choose(tuple(one for one in self._chosen if one != value))
        else:
            self._choose((*self._chosen, value))

    def _choose(self, values: Sequence[str]) -> None:
        self.set_values(values)
        self.changed.emit()

    def _restyle(self) -> None:
        labels = dict(self._options)
        self.setChecked(bool(self._chosen))
        self._trailing = "x" if self._chosen else "chevron-down"
        if not self._chosen:
            words = self._title
        elif len(self._chosen) == 1:
            words = labels[self._chosen[0]]
        else:
            count = len(self._chosen)
            words = ngettext("{title}: {count}", "{title}: {count}", count).format(title=self._title, count=count)
        self.setText(words.replace("&", "&&"))
        chosen = ", ".join(labels[value] for value in self._chosen)
        self.setAccessibleName(f"{self._title}: {chosen}" if chosen else self._title)
        self.setAccessibleDescription(_("Delete clears it") if chosen else _("Any"))
        self.updateGeometry()
        self.update()
