"""The Withdrawal tab: what happened so far, and the form for the next step."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.errors import Trouble
from caseapp.base.words import _, sentence
from caseapp.domain.saved import Saved
from caseapp.domain.withdrawal import NOT_REPORTED, RETURNED, WITHDREW
from caseapp.services import withdrawals
from caseapp.services.office import Office
from ui.pages.case.draft_keeper import DraftKeeper, Typed
from ui.pages.case.main_and_rail import MainAndRail
from ui.pages.case.withdrawal import words
from ui.pages.case.withdrawal.chain import Chain
from ui.pages.case.withdrawal.foot import SaveFoot
from ui.pages.case.withdrawal.form import Subject, WithdrawalForm
from ui.pages.case.withdrawal.reading import PAGE, Read, reading
from ui.widgets.banner import Banner
from ui.widgets.button import SecondaryButton
from ui.widgets.error_summary import ErrorSummary
from ui.widgets.laid_out_once import laid_out_once
from ui.words.dates import day_month_year
from ui.work.changed import Changed
from ui.work.privacy import called, privacy
from ui.work.runner import Runner
from ui.work.wanted import CaseWanted, Toasted


class WithdrawalTab(QWidget):
    """The form is open when nothing is recorded yet or a draft waits; else a button opens it for the next step."""

    case_wanted = Signal(object)
    place_wanted = Signal(object)
    saved = Signal(object)
    draft_held = Signal(bool)

    def __init__(self, office: Office, runner: Runner, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner, self._case_id = office, runner, case_id
        self._read: Read | None = None
        self._open = self._saving = self._focus_wanted = False
        self._build()
        self._wire()

    def _build(self) -> None:
        self.form = WithdrawalForm(self._office.today, self)
        self.chain = Chain()
        self.next_button = SecondaryButton(_("Record what happened next"), icon="plus")
        self.summary = ErrorSummary()
        self._trouble = Banner("late", "")
        self._trouble.hide()
        self.area = MainAndRail(440, 28, self)
        self.area.main.setSpacing(16)
        for part in (self.summary, self._trouble, self.chain, self.next_button):
            self.area.main.addWidget(part)
        self.area.main.addWidget(self.form.left, 1)
        self._spare = QWidget()
        self.area.main.addWidget(self._spare, 0)
        self.area.rail.addWidget(self.form.rail)
        self.area.rail.addStretch(1)
        self.foot = SaveFoot()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addWidget(self.foot)
        self.keeper = DraftKeeper(self._office, self._runner, PAGE, self._case_id, self._typed, self)
        self._show_form(shown=False)
        self.next_button.hide()

    def _wire(self) -> None:
        self.form.changed.connect(self._edited)
        self.form.reasons.table.moved.connect(self._show_list)
        self.foot.save.clicked.connect(self.save)
        self.foot.later.clicked.connect(self.finish_later)
        self.foot.discard_wanted.connect(self._start_again)
        self.next_button.clicked.connect(self._next_step)
        self.chain.step_wanted.connect(self._open_step)
        self.keeper.kept.connect(self._kept)
        self.keeper.trouble.connect(self._failed)
        privacy().changed.connect(self._say_names)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, context=inside).activated.connect(self.save)
        QShortcut(QKeySequence.StandardKey.Find, self, context=inside).activated.connect(self._find)

    def load(self) -> None:
        """Read the steps, where the case stands, and the draft that waits."""
        read = partial(reading, self._office, self._case_id)
        self._runner.vault(self, read, self._show, self._failed, latest="all")

    def on_changed(self, changed: Changed) -> None:
        """Read again; what is being typed stays as it is."""
        if changed.touches("withdrawals", "cases", "journey", case=self._case_id):
            self.load()

    def draft_work(self) -> list[Callable[[], object]]:
        """What keeps the half-typed form now."""
        work = self.keeper.work() if self._open else None
        return [] if work is None else [work]

    def first_focus(self) -> None:
        """The list of reasons, as the rest is filled in; the button when the form is folded."""
        if self._read is None:
            self._focus_wanted = True
        elif not self._open:
            self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.form.what.kind.value() == RETURNED:
            self.form.rail.words.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.form.reasons.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Keys of this tab."""
        return (
            (_("Letters"), _("find a reason")),
            (_("M"), _("make it the main reason")),
            (_("Space"), _("tick it as well")),
            (_("Ctrl+F"), _("find a reason")),
            (_("Ctrl+Enter"), _("save")),
        )

    def clear(self) -> None:
        """Drop everything shown and typed."""
        self.keeper.rest()
        self._read = None
        self.form.clear()
        self.form.rail.words.field.document().clearUndoRedoStacks()
        self.chain.show_steps(())
        self.foot.show_kept(None)
        self._show_form(shown=False)
        self.next_button.hide()

    def save(self) -> None:
        """Save the step, or show what is missing."""
        if not self._open or self._saving:
            return
        wrong = self.form.check()
        self.summary.show_errors(wrong)
        if wrong:
            return
        self._set_saving(saving=True)
        self.keeper.rest()
        draft, changes = self.form.draft(self._case_id), self.form.changes
        work = partial(withdrawals.record, self._office, draft)
        if changes:
            work = partial(withdrawals.change, self._office, changes, draft)
        self._runner.vault(self, work, self._saved, self._not_saved)

    def finish_later(self) -> None:
        """Keep the draft and go to the overview."""
        self.keeper.flush()
        self.case_wanted.emit(CaseWanted(self._case_id, "overview"))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_list()

    def _fit_list(self) -> None:
        above = self.form.reasons.mapTo(self.form.left, QPoint(0, 0)).y() + self.form.left.y()
        self.form.reasons.fit_height(self.area.viewport().height() - above - 44)

    def _show_list(self) -> None:
        self._fit_list()
        self.area.ensureWidgetVisible(self.form.reasons, 0, 8)

    def _show(self, read: Read) -> None:
        with laid_out_once(self):
            first, self._read = self._read is None, read
            self._trouble.hide()
            self.chain.show_steps(read.steps, can_change=read.header.changeable)
            self._say_names()
            if not self._saving and not self.keeper.unkept():
                if read.draft is not None and (first or not self._open):
                    self.form.show_fields(read.draft)
                    self._say_save()
                    self._show_form(shown=True)
                    self.foot.show_kept(read.kept_at)
                    self.draft_held.emit(True)
                elif read.draft is None and (first or not self._open):
                    self._show_form(shown=not read.steps and read.header.changeable)
                    if self._open:
                        self._fill(read.start.kind)
            if self._focus_wanted:
                self._focus_wanted = False
                self.first_focus()

    def _say_names(self, _hidden: bool = False) -> None:
        if self._read is not None:
            name = called(self._read.header)
            self.form.show_subject(Subject(name, self._read.header.police_outcome))
            self.chain.reading.say_name(name)

    def _show_form(self, *, shown: bool) -> None:
        self._open = shown
        self.next_button.setVisible(not shown and self._read is not None and self._read.header.changeable)
        if self.next_button.isVisible() and self.isAncestorOf(self.focusWidget()):
            self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)  # not somewhere outside, when the form goes
        for part in (self.form.left, self.form.rail, self.foot):
            part.setVisible(shown)
        self.area.main.setStretchFactor(self._spare, 0 if shown else 1)

    def _fill(self, kind: str) -> None:
        if self._read is None:
            return
        start, day = self._read.start, day_month_year(self._office.today())
        stage = start.stage if start.kind == WITHDREW else "S1"
        self.form.show_fields({"kind": kind, "stage": stage, "decided": day})
        self.form.what.say_source(words.stage_source(start, self._read.header.stage))
        self.form.rail.more.open(False)
        self._say_save()
        self.foot.show_kept(None)

    def _say_save(self) -> None:
        changes = bool(self.form.changes)
        self.foot.show_words(words.save_word(self.form.what.kind.value(), changes=changes), changes=changes)

    def _open_step(self, step: str) -> None:
        """Show a recorded step, to read it or put it right; what is half typed is not thrown away for it."""
        read = self._read
        row = next((row for row in read.steps if row.id == step), None) if read is not None else None
        if read is None or row is None or self._saving or not read.header.changeable:
            return
        if self._open and (self.keeper.unkept() or self.foot.kept_words()):
            self._trouble.set_words(_("Something is half typed"), _("Save it or start again first."))
            self._trouble.show()
            return
        self._trouble.hide()
        self.form.show_fields(words.step_fields(row))
        self.form.rail.more.open(True)
        self._say_save()
        self._show_form(shown=True)
        self.form.what.kind.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def _next_step(self) -> None:
        """After stepping back or not reporting, coming back is the likeliest; after coming back, stepping back."""
        steps = self._read.steps if self._read is not None else ()
        self._fill(RETURNED if steps and steps[0].kind in (WITHDREW, NOT_REPORTED) else WITHDREW)
        self._show_form(shown=True)
        self.form.what.kind.focus_target().setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> Typed | None:
        field = self.form.rail.words.field
        cursor = field.textCursor().position()
        return Typed(self.form.fields(), "own_words" if field.hasFocus() else "reasons", cursor)

    def _edited(self) -> None:
        if self._open and not self._saving:
            self._say_save()
            self.keeper.touch()

    def _kept(self, at: datetime) -> None:
        self.foot.show_kept(at)
        self.draft_held.emit(True)

    def _start_again(self) -> None:
        """Let the draft go: the form as it was before anything was typed."""
        self.keeper.discard()
        self.draft_held.emit(False)
        self.summary.show_errors(())
        if self._read is not None:
            self._show_form(shown=not self._read.steps)
            self._fill(self._read.start.kind)
            self.first_focus()

    def _saved(self, done: Saved) -> None:
        kind, changes = self.form.what.kind.value(), bool(self.form.changes)
        self.form.changes = ""
        self._set_saving(saving=False)
        self.draft_held.emit(False)
        self.foot.show_kept(None)
        self._show_form(shown=False)
        self._focus_wanted = True
        self.load()
        self.saved.emit(Toasted(done, words.saved_word(kind, done.reference or "", changes=changes)))

    def _not_saved(self, trouble: Trouble) -> None:
        self._set_saving(saving=False)
        self._failed(trouble)
        self.keeper.touch()

    def _failed(self, trouble: Trouble) -> None:
        self._trouble.set_words(_("Not saved") if self._read else _("This cannot be shown"), sentence(trouble))
        self._trouble.show()

    def _set_saving(self, *, saving: bool) -> None:
        self._saving = saving
        self.foot.save.set_busy(_("Saving") if saving else "")

    def _find(self) -> None:
        if self._open:
            self.form.reasons.start_finding()
