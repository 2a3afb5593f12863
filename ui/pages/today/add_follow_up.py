"""The small form that adds a follow-up: what to do, by when, and for which case if it is for one."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.errors import Refused, Trouble
from caseapp.base.words import _, sentence
from caseapp.domain.contact import FollowUpDraft
from caseapp.domain.saved import Saved
from caseapp.services import cases, contacts, drafts
from caseapp.services.office import Office
from ui.widgets.button import Button, SecondaryButton
from ui.widgets.date_field import DateField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.form_row import FormRow
from ui.widgets.rule import Rule
from ui.widgets.select import Select
from ui.words.working_days import add_working_days
from ui.work.runner import Runner
from ui.work.wanted import Toasted

PAGE = "today"
_KEPT_AFTER_MS = 1500


class AddFollowUp(QWidget):
    """`saved(Toasted)` after a save, `closed()` when done or put away. What was typed stays through any error."""

    saved = Signal(object)
    closed = Signal()

    def __init__(self, office: Office, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner = office, runner
        self._build()
        self._wire()

    def _build(self) -> None:
        kinds = (("task", _("Something to do")), ("call", _("A call")), ("text", _("A text")), ("email", _("An email")))
        self.what = FormRow(_("What to do"), QLineEdit())
        self.kind = FormRow(_("Kind"), Select(kinds))
        self.due = FormRow(
            _("By when"),
            DateField(self._office.today, lean="future", add_working_days=add_working_days),
            hint=_("For example “thu” or “+3wd”"),
        )
        self.case = FormRow(_("Case"), QLineEdit(), hint=_("Reference, such as KT-0147"), optional=True)
        self.save: Button = SecondaryButton(_("Save follow-up"), keys=("Ctrl", "Enter"))
        self.cancel: Button = SecondaryButton(_("Not now"), keys=("Esc",))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEPT_AFTER_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(19, 14, 19, 14)
        column.setSpacing(14)
        column.addWidget(self.what)
        rows = QHBoxLayout()
        rows.setSpacing(20)
        for row in (self.kind, self.due, self.case):
            rows.addWidget(row, alignment=Qt.AlignmentFlag.AlignTop)
        column.addLayout(rows)
        buttons = FlowLayout(gap=12)
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        column.addLayout(buttons)
        column.addWidget(Rule())

    def _wire(self) -> None:
        self._timer.timeout.connect(self._keep)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self._put_away)
        self._what.textEdited.connect(self._touched)
        self._case.textEdited.connect(self._touched)
        self._due.field.textEdited.connect(self._touched)
        for field in (self._what, self._case, self._due.field, self._kind):
            field.installEventFilter(self)

    @property
    def _what(self) -> QLineEdit:
        return self.what.control  # type: ignore[return-value]  # it was made one above

    @property
    def _case(self) -> QLineEdit:
        return self.case.control  # type: ignore[return-value]  # it was made one above

    @property
    def _kind(self) -> Select:
        return self.kind.control  # type: ignore[return-value]  # it was made one above

    @property
    def _due(self) -> DateField:
        return self.due.control  # type: ignore[return-value]  # it was made one above

    def take_focus(self) -> None:
        """Put the cursor where typing starts."""
        self._what.setFocus(Qt.FocusReason.OtherFocusReason)

    def restore(self, typed: dict[str, Any]) -> None:
        """Put half-typed words back."""
        self._what.setText(str(typed.get("what", "")))
        self._due.field.setText(str(typed.get("due", "")))
        self._case.setText(str(typed.get("case", "")))
        self._kind.set_value(str(typed.get("kind", "task")))

    def typed(self) -> dict[str, Any]:
        """What stands in the form."""
        return {
            "what": self._what.text(),
            "due": self._due.field.text(),
            "case": self._case.text(),
            "kind": self._kind.value(),
        }

    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not any(str(self.typed()[name]).strip() for name in ("what", "due", "case"))

    def work(self) -> Callable[[], None] | None:
        """The vault-thread call that keeps what is typed now; None when nothing is."""
        if self.is_empty():
            return None
        office, fields = self._office, self.typed()
        return lambda: drafts.keep(office, PAGE, None, fields)

    def clear(self) -> None:
        """Keep nothing here: saved, or for the lock."""
        self._timer.stop()
        self.restore({})
        for row in (self.what, self.due, self.case):
            row.clear_error()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if enter and (
                event.modifiers() == Qt.KeyboardModifier.ControlModifier or (plain and watched is not self._kind)
            ):
                self._save()
                return True
            if event.key() == Qt.Key.Key_Escape and plain:
                self._put_away()
                return True
        elif event.type() == QEvent.Type.FocusOut and self._timer.isActive():
            self._keep()
        return super().eventFilter(watched, event)

    def _touched(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _keep(self) -> None:
        self._timer.stop()
        work = self.work()
        if work is not None:
            self._runner.vault(self, work, _ignore, self._failed)

    def _put_away(self) -> None:
        self._keep()
        self.closed.emit()

    def _save(self) -> None:
        what, day, reference = self._what.text().strip(), self._due.day(), self._case.text().strip()
        self.what.set_error("" if what else _("Say what you will do"))
        self.due.set_error("" if day else _("Enter a day, like “thu”, “+3wd” or 19/11/26"))
        if not what or day is None:
            (self.due if what else self.what).target().setFocus()
            return
        self._timer.stop()
        draft = FollowUpDraft(what, day, kind=self._kind.value() or "task")
        office = self._office
        self._runner.vault(self, lambda: _add(office, reference, draft), self._saved, self._failed)

    def _saved(self, done: Saved) -> None:
        self.clear()
        self.closed.emit()
        to = _("Follow-up saved to {reference}").format(reference=done.reference)
        self.saved.emit(Toasted(done, to if done.reference else _("Follow-up saved")))

    def _failed(self, trouble: Trouble) -> None:
        row = self.case if trouble.code == "case_missing" else self.what
        row.set_error(sentence(trouble))
        row.target().setFocus()


def _add(office: Office, reference: str, draft: FollowUpDraft) -> Saved:
    """One call on the vault thread: find the case, add the follow-up, let the draft go."""
    case_id = None
    if reference:
        hits = cases.find(office, reference, 2)
        wanted = [hit for hit in hits if hit.reference.casefold() == reference.casefold()] or list(hits)
        if len(wanted) != 1:
            raise Refused("case_missing")
        case_id = wanted[0].id
    with office.unit():
        done = contacts.add_follow_up(office, case_id, draft)
        drafts.discard(office, PAGE)
    return done


def _ignore(_nothing: None) -> None:
    """Kept: there is nothing to show."""
