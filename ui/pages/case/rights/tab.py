"""The Rights tab of a case."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import sentence
from caseapp.services.office import Office
from ui.pages.case.case_form import CaseForm
from ui.pages.case.panel_place import PanelPlace
from ui.pages.case.rights.action_bar import ActionBar
from ui.pages.case.rights.at_once import AtOnce
from ui.pages.case.rights.columns import RightColumns
from ui.pages.case.rights.detail import RightDetail, most_urgent_right
from ui.pages.case.rights.enhanced_form import EnhancedForm
from ui.pages.case.rights.form_kinds import OF_A_STEP, form_of, settles_line
from ui.pages.case.rights.papers import RightsLogForm, VictimPageForm
from ui.pages.case.rights.reading import Read, read_rights
from ui.pages.case.rights.rights_list import RightsList
from ui.pages.case.rights.words import row_id, tab_keys
from ui.widgets.error_summary import bring_into_view
from ui.widgets.laid_out_once import laid_out_once
from ui.widgets.own_deadline_band import OwnDeadlineBand
from ui.work.changed import Changed
from ui.work.runner import Runner
from ui.work.wanted import CaseWanted, PlaceWanted, Toasted


class RightsTab(QWidget):
    """Twelve rights at the left, one of them at the right, and what to record about its chosen line."""

    case_wanted = Signal(object)
    place_wanted = Signal(object)
    saved = Signal(object)
    draft_held = Signal(bool)

    def __init__(self, office: Office, runner: Runner, case_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office, self._runner, self._case_id = office, runner, case_id
        self._read: Read | None = None
        self._wanted_row = self._begun = ""
        self._left, self._detail = RightsList(), RightDetail()
        self._bar, self._own = ActionBar(), OwnDeadlineBand()
        self._place, self._at_once = PanelPlace(), AtOnce(office, runner, case_id, self)
        self._columns = RightColumns(self._left, self._detail, self._bar, self._own, self._place, self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._columns)
        self._wire()

    def load(self) -> None:
        """Read the rights of the case again."""
        self._runner.vault(
            self, partial(read_rights, self._office, self._case_id), self._show, self._failed, latest="rights"
        )

    def on_changed(self, changed: Changed) -> None:
        """Reload when rights, journey or contacts of this case changed."""
        if changed.touches("rights", "journey", "contacts", "cases", case=self._case_id):
            self.load()

    def show_row(self, entitlement_id: str) -> None:
        """Show the line of one entitlement, now or as soon as it is read."""
        self._wanted_row = entitlement_id
        if self._read is not None:
            self._show_wanted(self._read)

    def draft_work(self) -> list[Callable[[], object]]:
        """What the vault thread must do so that nothing typed is lost."""
        return self._place.draft_work()

    def first_focus(self) -> None:
        """Start on the next step of the challenge if the chosen line has one, else on the line itself."""
        if self._place.panel is None:
            if not self._detail.ladder.take_focus():
                self._detail.table.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(self._detail.ladder.live or self._detail.table)

    def _keep_focus_in_view(self) -> None:
        """The lines above it may have found their place only now."""
        live = self._detail.ladder.live
        if live is not None and live.hasFocus():
            bring_into_view(live)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys of this tab."""
        return tab_keys()

    def clear(self) -> None:
        """Drop everything shown."""
        self._place.close_panel()
        self._read = None
        self._own.show_deadlines(None, by_reference=False)
        self._left.clear()
        self._detail.clear()
        self._bar.show_line(None, "", live=False, challenge=False)

    def _wire(self) -> None:
        self._left.chosen.connect(self._show_right)
        self._left.entered.connect(self.first_focus)
        self._left.code.clicked.connect(self._look_up)
        self._left.page.clicked.connect(partial(self._hand_over, VictimPageForm))
        self._left.log.clicked.connect(partial(self._hand_over, RightsLogForm))
        self._detail.moved.connect(self._line_chosen)
        self._detail.table.entered_line.connect(self._main_action)
        self._detail.table.told_wanted.connect(partial(self._open_form, "told"))
        self._detail.ladder.letter_wanted.connect(partial(self._open_form, "letter"))
        self._detail.ladder.answer_wanted.connect(partial(self._open_form, "answer"))
        self._detail.ladder.take_back_wanted.connect(self._at_once.take_back)
        self._detail.table.evidence_wanted.connect(partial(self._open_form, "evidence"))
        self._detail.own.wanted.connect(self.show_row)
        self._own.wanted.connect(lambda _case_id, right_id: self.show_row(right_id))
        self._detail.enhanced.answered.connect(self._confirm_enhanced)
        self._columns.settled.connect(self._keep_focus_in_view)
        self._bar.told_wanted.connect(partial(self._open_form, "told"))
        self._bar.other_wanted.connect(partial(self._open_form, "other"))
        self._bar.challenge_wanted.connect(self._begin_challenge)
        compose = CaseWanted(self._case_id, "contacts", compose=True)
        self._bar.log_wanted.connect(partial(self.case_wanted.emit, compose))
        self._place.saved.connect(self._recorded)
        self._at_once.saved.connect(self.saved)
        self._at_once.failed.connect(self._failed)

    def _show(self, read: Read) -> None:
        with laid_out_once(self):
            first = self._read is None
            self._read = read
            self._detail.trouble.hide()
            self._left.show_rights(read.view)
            self._own.show_deadlines(read.own, by_reference=False)
            if self._wanted_row:
                self._show_wanted(read)
            elif self._left.number() is None:
                self._left.choose(most_urgent_right(read.view))
            else:
                self._show_right(self._left.number() or 1)
            if first:
                if self._detail.table.hasFocus():
                    self.first_focus()
                self.draft_held.emit(read.draft is not None)
                if read.draft is not None:
                    self._take_up_draft(read.draft)

    def _show_wanted(self, read: Read) -> None:
        wanted, self._wanted_row = self._wanted_row, ""
        for right in read.view.rights:
            if any(row_id(row) == wanted for row in right.instances):
                self._left.choose(right.number)
                self._detail.show_right(read.view, right, read.today, wanted)
                self.first_focus()
                return
        if self._left.number() is None:
            self._left.choose(most_urgent_right(read.view))

    def _show_right(self, number: int) -> None:
        if self._read is None:
            return
        found = next((right for right in self._read.view.rights if right.number == number), None)
        if found is not None:
            with laid_out_once(self):
                self._detail.show_right(self._read.view, found, self._read.today)

    def _line_chosen(self) -> None:
        with laid_out_once(self):
            row, read = self._detail.current(), self._read
            ladder = read.ladder(row, self._begun) if read is not None else None
            name = read.view.call_name if read is not None else ""
            if read is not None:
                self._detail.ladder.show_ladder(ladder, name, read.today)
            self._detail.line.set_brief(brief=ladder is not None)
            can_begin = ladder is None and read is not None and read.can_begin(row)
            self._bar.show_line(row, name, live=ladder is not None and ladder.live is not None, challenge=can_begin)

    def _begin_challenge(self) -> None:
        row = self._detail.current()
        self._begun = row.id or "" if row is not None else ""
        self._line_chosen()
        self.first_focus()

    def _main_action(self) -> None:
        if self._detail.ladder.live is not None:
            self._detail.ladder.live.click()
        elif not self._bar.told.isHidden():
            self._open_form("told")

    def _open_form(self, kind: str, step: str = "") -> None:
        row, read, made = self._detail.current(), self._read, form_of(kind)
        if row is None or row.id is None or read is None or made is None:
            return
        self._place_form(made(self._office, self._runner, self._case_id, read.about(row, self._detail.number(), step)))

    def _place_form(self, form: CaseForm) -> None:
        form.keeper.kept.connect(lambda _at: self.draft_held.emit(True))
        self._place.open(form)

    def _look_up(self) -> None:
        row = self._detail.current()
        self.place_wanted.emit(PlaceWanted("code", row.rule_id if row is not None else None))

    def _hand_over(self, made: type[VictimPageForm] | type[RightsLogForm], _pressed: object = None) -> None:
        if self._read is not None:
            self._place.open(made(self._office, self._runner, self._case_id, self._read))

    def _recorded(self, toasted: Toasted) -> None:
        self.draft_held.emit(False)
        self._wanted_row = self._detail.next_due() if settles_line(self._place.panel) else ""
        self.saved.emit(toasted)

    def _take_up_draft(self, fields: Mapping[str, Any]) -> None:
        """An unfinished form is opened again where it was, if its line is still there."""
        entitlement, kind = str(fields["entitlement"]), str(fields.get("form"))
        if kind == EnhancedForm.FORM:
            self._confirm_enhanced(EnhancedForm.RECORDED)
            return
        self.show_row(entitlement)
        row, step = self._detail.current(), str(fields.get("step") or "")
        if row is not None and row.id == entitlement and bool(step) == (kind in OF_A_STEP):
            self._open_form(kind, step)

    def _confirm_enhanced(self, answer: str) -> None:
        """Recorded: ask who decided and when. Not recorded: nothing more to ask."""
        if answer != EnhancedForm.RECORDED:
            self._at_once.enhanced_not_recorded()
        elif self._read is not None:
            self._place_form(EnhancedForm(self._office, self._runner, self._case_id, self._read.today))

    def _failed(self, trouble: Trouble) -> None:
        self._detail.show_trouble(sentence(trouble))
