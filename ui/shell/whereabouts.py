"""Where somebody was when the app locked, as ids only, and how to go back to the field and cursor."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from ui.models.rows_model import ID_ROLE
from ui.work.wanted import CaseWanted


@dataclass(frozen=True, slots=True)
class Focus:
    """A field of a page: the way to it through the page's children, its kind, its cursor, a list's row."""

    way: tuple[int, ...]
    kind: str
    cursor: int = 0
    row_id: str = ""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Whose vault, who, which place and case and which field."""

    folder: Path
    worker_id: str
    place: str
    item: str | None
    case: CaseWanted | None
    focus: Focus | None


def focus_in(page: QWidget) -> Focus | None:
    """The field that has the focus inside a page."""
    widget: QWidget | None = page.window().focusWidget()
    if widget is None or not page.isAncestorOf(widget):
        return None
    kind, way = type(widget).__name__, _way_to(page, widget)
    if isinstance(widget, QLineEdit):
        return Focus(way, kind, widget.cursorPosition())
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        return Focus(way, kind, widget.textCursor().position())
    if isinstance(widget, QAbstractItemView):
        row = widget.currentIndex().data(ID_ROLE) if widget.currentIndex().isValid() else None
        return Focus(way, kind, row_id=row or "")
    return Focus(way, kind)


def restore_focus(page: QWidget, focus: Focus) -> bool:
    """Put focus and cursor back. False while the field is not there, or its words are not back yet."""
    widget = _follow(page, focus.way)
    if widget is None or type(widget).__name__ != focus.kind or not widget.isVisibleTo(page):
        return False
    if isinstance(widget, QLineEdit):
        if len(widget.text()) < focus.cursor:
            return False
        widget.setCursorPosition(focus.cursor)
    elif isinstance(widget, QTextEdit | QPlainTextEdit):
        cursor = widget.textCursor()
        if len(widget.toPlainText()) < focus.cursor:
            return False
        cursor.setPosition(focus.cursor)
        widget.setTextCursor(cursor)
    elif isinstance(widget, QAbstractItemView) and focus.row_id and not _choose_row(widget, focus.row_id):
        return False
    widget.setFocus()
    return True


def _way_to(page: QWidget, widget: QWidget) -> tuple[int, ...]:
    way: list[int] = []
    below = widget
    while below is not page and (above := below.parentWidget()) is not None:
        way.append(_children(above).index(below))
        below = above
    return tuple(reversed(way))


def _follow(page: QWidget, way: tuple[int, ...]) -> QWidget | None:
    widget = page
    for step in way:
        children = _children(widget)
        if step >= len(children):
            return None
        widget = children[step]
    return widget


def _children(widget: QWidget) -> list[QWidget]:
    return [child for child in widget.children() if isinstance(child, QWidget)]


def _choose_row(view: QAbstractItemView, row_id: str) -> bool:
    model = view.model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        if index.data(ID_ROLE) == row_id:
            view.setCurrentIndex(index)
            return True
    return False
