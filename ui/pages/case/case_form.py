"""A form in the side panel that keeps its draft and is saved by one call."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import _
from caseapp.domain.saved import Saved
from caseapp.services import drafts
from caseapp.services.drafts import DraftRow
from caseapp.services.office import Office
from ui.pages.case.draft_keeper import DraftKeeper, Typed
from ui.pages.case.side_panel import SidePanel
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.form_row import FormRow
from ui.words.dates import clock_time
from ui.work.runner import Runner
from ui.work.wanted import Toasted


class CaseForm(SidePanel):
    """What the forms of a case share. A form gives `page` (the draft's name), `rows`, and these four:

    `read()`: what is typed, as data; `fill(data)`: put it back; `check()`: put errors on rows; `call()`: what the vault
    thread does to save. `toast` is said after saving, with the reference.
    """

    saved = Signal(object)
    WIDTH = 376
    """Pixels at 100 %."""

    def __init__(self, office: Office, runner: Runner, case_id: str, title: str, save: str, page: str) -> None:
        super().__init__(title, save)
        self.office, self.runner, self.case_id = office, runner, case_id
        self.rows: list[FormRow] = []
        self.toast = _("Saved to {reference}")
        self._page = page
        self._filling = False
        self._last_field: QWidget | None = None
        self._at_first: dict[str, Any] = {}
        self.summary = ErrorSummary()
        self.body.addWidget(self.summary)
        self.keeper = DraftKeeper(office, runner, page, case_id, self._typed, self)
        self.keeper.kept.connect(self._kept)
        self.save_wanted.connect(self.save)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]  # there is an app

    def read(self) -> dict[str, Any]:
        """What is typed, as data."""
        raise NotImplementedError

    def fill(self, data: dict[str, Any]) -> None:
        """Put kept words back."""
        raise NotImplementedError

    def check(self) -> None:
        """Put an error on every row that cannot be saved as it is."""

    def call(self) -> Callable[[], Saved]:
        """What the vault thread does to save."""
        raise NotImplementedError

    def add_row(self, row: FormRow) -> FormRow:
        """Put a question below the last one."""
        self.rows.append(row)
        self.body.addWidget(row)
        return row

    def load(self) -> None:
        """Fill in words kept from last time, then put the focus on the first question."""
        self._at_first = self.read()
        self.keeper.rest()
        office, page, case_id = self.office, self._page, self.case_id

        self.runner.vault(self, lambda: drafts.find(office, page, case_id), self._draft_found, latest="draft")
        if self.rows:
            self.rows[0].target().setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> None:
        """Connect every control's change to this."""
        if not self._filling:
            self.keeper.touch()

    def save(self) -> None:
        """Check, then save; what is wrong is listed on top and what was typed stays. Nothing changed: just close."""
        self.clear_trouble()
        for row in self.rows:
            row.clear_error()
        self.check()
        wrong = [row for row in self.rows if row.error()]
        self.summary.show_errors(wrong)
        if wrong:
            return
        if self.read() == self._at_first:
            self.keeper.discard()
            self.closed.emit()
            return
        self.set_busy(busy=True)
        self.keeper.rest()
        office, page, case_id, call = self.office, self._page, self.case_id, self.call()

        def work() -> Saved:
            with office.unit():
                done = call()
                drafts.discard(office, page, case_id)
                return done

        self.runner.vault(self, work, self._done, self._refused)

    def leave(self) -> None:
        """The panel is going: keep what is typed."""
        QApplication.instance().focusChanged.disconnect(self._focus_moved)  # type: ignore[union-attr]  # there is an app
        self.keeper.flush()

    def draft_work(self) -> list[Callable[[], object]]:
        """What keeps the half-typed words now."""
        work = self.keeper.work()
        return [work] if work is not None else []

    def _typed(self) -> Typed | None:
        now = self.read()
        return Typed(now, *self._typing_at()) if now != self._at_first else None

    def _typing_at(self) -> tuple[str | None, int]:
        """The number of the row with the field of words that was typed in last, and the cursor in it."""
        for number, row in enumerate(self.rows):
            where = row.target()
            if where is self._last_field:
                return str(number), _cursor(where)
        return None, 0

    def _go_on_at(self, number: int, cursor: int) -> None:
        """Put the keys where typing was left."""
        where = self.rows[number].target() if number < len(self.rows) else None
        if isinstance(where, QLineEdit):
            where.setFocus()
            where.deselect()
            where.setCursorPosition(cursor)
        elif isinstance(where, QPlainTextEdit):
            place = where.textCursor()
            place.setPosition(min(cursor, len(where.toPlainText())))
            where.setTextCursor(place)
            where.setFocus()

    def _draft_found(self, kept: DraftRow | None) -> None:
        self._found(dict(kept.fields) if kept is not None else None)
        untouched = bool(self.rows) and self.rows[0].target().hasFocus()
        if kept is not None and kept.field is not None and untouched and self.read() == kept.fields:
            self._go_on_at(int(kept.field), kept.cursor)

    def _found(self, data: dict[str, Any] | None) -> None:
        if data is None or self.keeper.unkept():
            return
        self._filling = True
        self.fill(data)
        self._filling = False
        self.say(_("Your words from last time are filled in"))

    def _kept(self, at: datetime) -> None:
        self.say(_("Draft kept {time}").format(time=clock_time(at)))

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(new, QLineEdit | QPlainTextEdit) and self.isAncestorOf(new):
            self._last_field = new
        if old is not None and self.isAncestorOf(old) and (new is None or not self.isAncestorOf(new)):
            self.keeper.flush()

    def _done(self, done: Saved) -> None:
        self.set_busy(busy=False)
        self.saved.emit(Toasted(done, self.toast.format(reference=done.reference or "")))
        self.closed.emit()

    def _refused(self, trouble: Trouble) -> None:
        self.show_trouble(trouble)
        self.keeper.touch()


def _cursor(field: QWidget) -> int:
    if isinstance(field, QLineEdit):
        return field.cursorPosition()
    return field.textCursor().position() if isinstance(field, QPlainTextEdit) else 0
