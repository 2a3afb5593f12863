"""Shortcuts of the window, which give way to a page's own."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_OVER_FIELDS = frozenset({"Ctrl+K", "Ctrl+E", "Ctrl+N", "Ctrl+F"})
"""Keys that fields take for themselves on some systems, to move or delete."""


class WindowKeys(QObject):
    """`add(key, slot)`. Where the page shown has a shortcut with the same key, the page's works."""

    def __init__(self, workplace: QWidget, page: Callable[[], QWidget | None]) -> None:
        super().__init__(workplace)
        self._workplace, self._page = workplace, page
        self._shortcuts: dict[str, QShortcut] = {}

    def add(self, key: str, slot: Callable[[], object]) -> None:
        """Make a key work while the workplace is shown."""
        shortcut = QShortcut(QKeySequence(key), self._workplace)
        shortcut.activated.connect(slot)
        self._shortcuts[shortcut.key().toString()] = shortcut

    def before_shortcuts(self, watched: QObject, event: QKeyEvent) -> bool:
        """Asked for every ShortcutOverride. True: no field may have this key.

        A field with nothing to undo leaves Ctrl+Z to the window; Ctrl+K is always the window's.
        """
        key = QKeySequence(event.keyCombination()).toString()
        shortcut = self._shortcuts.get(key)
        if shortcut is None:
            return False
        shortcut.setEnabled(not self._page_has(key))
        if not isinstance(watched, QWidget) or not self._workplace.isAncestorOf(watched):
            return False
        return key in _OVER_FIELDS or (key in ("Ctrl+Z", "Ctrl+Shift+Z") and _has_nothing(watched, key))

    def _page_has(self, key: str) -> bool:
        page = self._page()
        return page is not None and any(
            own.key().toString() == key and _would_work(own) for own in page.findChildren(QShortcut)
        )


def _would_work(shortcut: QShortcut) -> bool:
    """Whether a page's shortcut is listening, with the focus where it is now."""
    owner, focus = shortcut.parent(), QApplication.focusWidget()
    if not isinstance(owner, QWidget) or not owner.isVisible() or not shortcut.isEnabled():
        return False
    if shortcut.context() == Qt.ShortcutContext.WidgetShortcut:
        return focus is owner
    if shortcut.context() == Qt.ShortcutContext.WidgetWithChildrenShortcut:
        return focus is not None and (focus is owner or owner.isAncestorOf(focus))
    return True


def move_between(panes: list[QWidget], step: int) -> None:
    """Move the focus to the next or previous part of the window."""
    there = [pane for pane in panes if pane.isVisible() and pane.isEnabled()]
    if not there:
        return
    now = QApplication.focusWidget()
    held = [place for place, pane in enumerate(there) if now is not None and (pane is now or pane.isAncestorOf(now))]
    start = held[-1] if held else (-1 if step > 0 else 0)
    there[(start + step) % len(there)].setFocus()


def panes_of(page: QWidget | None) -> list[QWidget]:
    """The parts of a page that F6 moves between: those it names, otherwise its lists."""
    asked = getattr(page, "panes", None)
    own: list[QWidget] = asked() if callable(asked) else []
    if own or page is None:
        return own
    return [one for one in page.findChildren(QAbstractItemView) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]


def _has_nothing(widget: QWidget, key: str) -> bool:
    back = key == "Ctrl+Z"
    if isinstance(widget, QLineEdit):
        return not (widget.isUndoAvailable() if back else widget.isRedoAvailable())
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        document = widget.document()
        return not (document.isUndoAvailable() if back else document.isRedoAvailable())
    return False
