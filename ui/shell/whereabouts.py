"""Where somebody was when the app locked, as ids and numbers only, and how to go back to the field and cursor."""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Any
from zlib import crc32

from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from ui.models.rows_model import ID_ROLE
from ui.pages.case.tab_factory import TABS
from ui.shell.places import TODAY
from ui.work.privacy import set_names_hidden
from ui.work.wanted import CaseWanted


@dataclass(frozen=True, slots=True)
class Focus:
    """A field of a page: its kind, the mark of its name, which of those alike it is, its cursor, a list's row.

    Names may hold a person's name, so only their checksum is kept.
    """

    kind: str
    mark: int
    nth: int
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


def after_handover(there: Whereabouts) -> Whereabouts:
    """Where to go on once the laptop was in somebody's hands: on Today, with names hidden.

    Whoever was asked may still sit beside it, and must not see the case that was open, nor anybody else's name.
    """
    set_names_hidden(True)
    return replace(there, place=TODAY, item=None, case=None, focus=None)


def focus_in(page: QWidget) -> Focus | None:
    """The field that has the focus inside a page."""
    widget: QWidget | None = page.window().focusWidget()
    if widget is None or not page.isAncestorOf(widget):
        return None
    kind, mark = type(widget).__name__, _mark(widget)
    alike = _alike(page, kind, mark)
    nth = alike.index(widget) if widget in alike else 0
    if isinstance(widget, QLineEdit):
        return Focus(kind, mark, nth, widget.cursorPosition())
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        return Focus(kind, mark, nth, widget.textCursor().position())
    if isinstance(widget, QAbstractItemView):
        row = widget.currentIndex().data(ID_ROLE) if widget.currentIndex().isValid() else None
        return Focus(kind, mark, nth, row_id=row or "")
    return Focus(kind, mark, nth)


def case_now(page: QWidget | None, case: CaseWanted) -> CaseWanted:
    """The case of a page, on the tab that is shown now."""
    tabs = getattr(page, "tabs", None)
    number = tabs.currentIndex() if tabs is not None else -1
    return CaseWanted(case.case_id, TABS[number][0] if 0 <= number < len(TABS) else case.tab)


def typing_in(page: QWidget) -> bool:
    """Whether the focus is in a field that holds words; a passphrase is none: it is never kept."""
    widget: QWidget | None = page.window().focusWidget()
    if widget is None or not page.isAncestorOf(widget):
        return False
    if isinstance(widget, QLineEdit):
        plain = widget.echoMode() == QLineEdit.EchoMode.Normal
        return plain and not widget.isReadOnly() and bool(widget.text())
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        return not widget.isReadOnly() and not widget.document().isEmpty()
    return False


def restore_focus(page: QWidget, focus: Focus) -> bool:
    """Put focus and cursor back. False while the field is not there, or its words are not back yet."""
    alike = _alike(page, focus.kind, focus.mark)
    if focus.nth >= len(alike):
        return False
    widget = alike[focus.nth]
    if isinstance(widget, QLineEdit):
        if len(widget.text()) < focus.cursor:
            return False
        widget.setFocus()  # before the cursor: some fields choose all their words when they get the keys
        widget.deselect()
        widget.setCursorPosition(focus.cursor)
        return True
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        cursor = widget.textCursor()
        if len(widget.toPlainText()) < focus.cursor:
            return False
        cursor.setPosition(focus.cursor)
        widget.setTextCursor(cursor)
    elif isinstance(widget, QAbstractItemView) and focus.row_id and not _choose_row(widget, focus.row_id):
        return False
    widget.setFocus()
    return True


def as_fields(there: Whereabouts) -> dict[str, Any]:
    """What the vault keeps of it: ids and numbers."""
    return {
        "place": there.place,
        "item": there.item,
        "case": None if there.case is None else [there.case.case_id, there.case.tab],
        "focus": None if there.focus is None else list(astuple(there.focus)),
    }


def from_fields(folder: Path, worker_id: str, kept: Mapping[str, Any]) -> Whereabouts:
    """The same, read back."""
    case, focus = kept["case"], kept["focus"]
    return Whereabouts(
        folder,
        worker_id,
        kept["place"],
        kept["item"],
        CaseWanted(*case) if case else None,
        Focus(*focus) if focus else None,
    )


def _mark(widget: QWidget) -> int:
    name = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
    return crc32(name.encode())


def _alike(page: QWidget, kind: str, mark: int) -> list[QWidget]:
    """The widgets of a page that are shown, of a kind and with the mark of a name."""
    every = page.findChildren(QWidget)
    return [one for one in every if type(one).__name__ == kind and one.isVisibleTo(page) and _mark(one) == mark]


def _choose_row(view: QAbstractItemView, row_id: str) -> bool:
    model = view.model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        if index.data(ID_ROLE) == row_id:
            view.setCurrentIndex(index)
            return True
    return False
