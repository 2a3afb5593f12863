"""Search or jump to anything: Ctrl+K. A child of the window, so that the cover hides it too."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.errors import Trouble
from caseapp.base.words import _
from caseapp.domain.case import CaseHit
from caseapp.services import cases
from caseapp.services.office import Office
from ui.models.rows_model import Column, RowsModel
from ui.models.views import RowsList
from ui.shell.palette_delegate import HEADING, ROW, PaletteDelegate
from ui.shell.palette_rows import PaletteRow, action_rows, case_rows, first_case_actions, means_an_action
from ui.theme.apply import set_role
from ui.theme.theme import theme
from ui.widgets.announce import announce
from ui.widgets.focus_ring import OWN_RING
from ui.widgets.icon import Icon
from ui.widgets.rule import Rule
from ui.widgets.shadow_paint import ROOM, draw_shadow
from ui.work.privacy import masked
from ui.work.runner import Runner
from ui.work.wanted import CaseWanted

DEBOUNCE_MS = 150
_WIDTH, _MOST_CASES, _MOST_ROWS = 560, 8, 11


class CommandPalette(QWidget):
    """`open()` shows it; `chosen` tells what a row leads to. Esc gives the focus back to where it was."""

    chosen = Signal(object)

    def __init__(self, office: Office, runner: Runner, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._office, self._runner = office, runner
        self._actions: tuple[PaletteRow, ...] = ()
        self._before: QWidget | None = None
        self._only_cases = False
        self._edit = QLineEdit()
        self._list = RowsList(_("Found"), ground="none")
        self._model: RowsModel[PaletteRow] = RowsModel(
            (Column(_("Found"), lambda row: row.words),),
            row_id=lambda row: row.id,
            sentence=lambda row: f"{row.words} {row.more}".strip(),
            parent=self,
        )
        self._pause = QTimer(self)
        self._build()
        self._wire()
        self.hide()

    def set_actions(self, actions: Sequence[PaletteRow]) -> None:
        """What can be done from here."""
        self._actions = tuple(actions)

    def open(self, *, ask_who: bool = False) -> None:
        """Show it, empty, with the focus in it. `ask_who` offers cases only, to log a contact with one."""
        self._before = self.window().focusWidget() if not self.isVisible() else self._before
        self._only_cases = ask_who
        self._edit.setPlaceholderText(
            _("Who was it with? Type a name or reference") if ask_who else _("Search or jump to")
        )
        self._edit.clear()
        self._show_rows("", ())
        self._place()
        self.show()
        self.raise_()
        self._edit.setFocus()

    def close_palette(self) -> None:
        """Hide it, forget what was found, and give the focus back."""
        self._pause.stop()
        self._runner.forget(self)
        self._edit.clear()
        self._model.clear()
        self.hide()
        before, self._before = self._before, None
        if before is not None:
            before.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self._edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if watched is self._edit and event.type() == QEvent.Type.FocusOut and self.isVisible():
            QTimer.singleShot(0, self, self._close_if_left)
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect()).adjusted(ROOM, ROOM, -ROOM, -ROOM)
        draw_shadow(painter, area, 14)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().colour("line_strong"), 1))
        painter.setBrush(theme().colour("surface"))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 14, 14)

    def _build(self) -> None:
        self.setAccessibleName(_("Search or jump to"))
        column = QVBoxLayout(self)
        column.setContentsMargins(ROOM + 1, ROOM + 1, ROOM + 1, ROOM + 8)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(17, 12, 17, 12)
        top.setSpacing(12)
        top.addWidget(Icon("search", 20))
        self._edit.setProperty("bare", True)
        self._edit.setProperty(OWN_RING, True)
        self._edit.setAccessibleName(_("Search or jump to"))
        self._edit.setMaxLength(120)
        set_role(self._edit, "body")
        top.addWidget(self._edit, 1)
        column.addLayout(top)
        column.addWidget(Rule())
        self._list.setModel(self._model)
        self._delegate = PaletteDelegate(self._list)
        self._list.setItemDelegate(self._delegate)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self._list)

    def _wire(self) -> None:
        self._pause.setSingleShot(True)
        self._pause.setInterval(DEBOUNCE_MS)
        self._pause.timeout.connect(self._search)
        self._edit.textEdited.connect(self._typed)
        self._edit.installEventFilter(self)
        self._list.clicked.connect(self._take)
        self._window.installEventFilter(self)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.close_palette()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._move(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._move(1 if event.key() == Qt.Key.Key_Tab else -1)
        else:
            return False
        return True

    def _enter(self) -> None:
        """Enter right after typing waits for what was typed, not for what was there before."""
        if self._pause.isActive():
            self._pause.stop()
            self._search(enter=True)
        else:
            self._take(self._list.currentIndex())

    def _typed(self, typed: str) -> None:
        self._show_rows(typed, self._hits if typed.strip() else ())
        self._pause.start()

    def _search(self, *, enter: bool = False) -> None:
        typed, office = self._edit.text(), self._office

        def show(hits: tuple[CaseHit, ...]) -> None:
            self._show_rows(typed, tuple(map(masked, hits)))
            if enter:
                self._take(self._list.currentIndex())

        if typed.strip():
            self._runner.vault(
                self, lambda: cases.find(office, typed, _MOST_CASES), show, self._not_found, latest="find"
            )
        else:
            self._show_rows("", ())

    def _not_found(self, trouble: Trouble) -> None:
        del trouble
        self._show_rows(self._edit.text(), ())

    def _show_rows(self, typed: str, hits: tuple[CaseHit, ...]) -> None:
        self._hits = hits
        do = () if self._only_cases else action_rows(typed, self._actions)
        action_first = means_an_action(typed, hits, do)
        found = list(case_rows(typed, hits, first=not action_first))
        if hits and typed.strip() and not self._only_cases:
            do = (*do, *first_case_actions(hits[0])) if action_first else (*first_case_actions(hits[0]), *do)
        if do:
            doing = [PaletteRow("h:do", _("Do")), *do]
            found = [*doing, *found] if action_first else [*found, *doing]
        if not found and typed.strip():
            found = [PaletteRow("h:none", _("Nothing found for “{typed}”").format(typed=typed.strip()))]
        self._model.set_rows(found)
        self._move_to(next((place for place, row in enumerate(found) if row.does is not None), -1))
        self._place()

    def _move(self, step: int) -> None:
        rows = self._model.rows()
        place = self._list.currentIndex().row()
        for _each in rows:
            place = (place + step) % len(rows)
            if rows[place].does is not None:
                self._move_to(place)
                announce(self._edit, self._model.sentence_of(rows[place]))
                return

    def _move_to(self, place: int) -> None:
        self._list.setCurrentIndex(self._model.index(place, 0) if place >= 0 else QModelIndex())
        self._list.viewport().update()

    def _take(self, index: QModelIndex) -> None:
        row = self._model.row_at(index)
        if row is None or row.does is None:
            return
        self.close_palette()
        wanted = row.does
        if self._only_cases and isinstance(wanted, CaseWanted):
            wanted = CaseWanted(wanted.case_id, "contacts", compose=True)
        self.chosen.emit(wanted)

    def _close_if_left(self) -> None:
        if self.isVisible() and self.window().isActiveWindow() and not self._edit.hasFocus():
            self._before = None
            self.close_palette()

    def _place(self) -> None:
        window = self._window
        rows = self._model.rows()
        heights = [theme().grown(ROW if row.does is not None else HEADING) for row in rows]
        top = 96
        most = window.height() - top - 2 * ROOM - theme().grown(60)
        wanted = sum(heights[:_MOST_ROWS])
        self._list.setFixedHeight(max(0, min(wanted, most)))
        self.setFixedWidth(min(theme().grown(_WIDTH), window.width() - 40) + 2 * ROOM)
        self.adjustSize()
        self.move((window.width() - self.width()) // 2, top - ROOM)
