"""Possible duplicates: the rows, who each may be about and why, and what to do with it."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.import_plan import LEAVE_OUT, NEW_PERSON, Action, ImportPlan, PlannedRow, RowChoice
from caseapp.domain.possible_match import PossibleMatch
from ui.models.keep_current import KeepCurrent
from ui.models.row_delegate import Lines, RowDelegate
from ui.models.rows_model import Column, RowsModel
from ui.models.views import RowsList
from ui.pages.import_sheet.tables import doubtful, duplicates_model, matches_of, planned_table
from ui.pages.import_sheet.words import choice_words, match_words, person_words, row_detail, row_name
from ui.theme.theme import theme
from ui.widgets.button import SecondaryButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.rule import Rule
from ui.widgets.section_heading import SectionHeading
from ui.widgets.text import Text


class _MatchDelegate(RowDelegate):
    @override
    def lines(self, row: PossibleMatch, column: int, text: str) -> Lines:
        return Lines(text, match_words(row))


class DuplicatesPane(QStackedWidget):
    """`chosen((line, RowChoice))` when a person decides about a row; S, N and L are its keys."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: Mapping[int, RowChoice] = {}
        self._build()
        self._wire()

    def _build(self) -> None:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.model = duplicates_model(self._choice_of)
        self.table = planned_table(_("Possible duplicates"), self.model, (72, 220, 280, 150), reasons=True)
        self.keep = KeepCurrent(self.table)
        row.addWidget(self.table, 1)
        row.addWidget(Rule(upright=True))
        row.addWidget(self._detail())
        self.addWidget(both)
        none = QWidget()
        column = QVBoxLayout(none)
        column.setContentsMargins(28, 16, 28, 28)
        words = _("Nobody in this sheet is like somebody known, or like another row.")
        column.addWidget(EmptyState(_("No possible duplicates"), words, icon="users"))
        column.addStretch()
        self.addWidget(none)

    def _detail(self) -> QFrame:
        pane = QFrame()
        pane.setProperty("ground", "canvas")
        pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        pane.setFixedWidth(round(360 * min(theme().scale, 1.4)))
        column = QVBoxLayout(pane)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(6)
        self._line = Text("", "small", "text_2", tabular=True)
        self._name = Text("", "subtitle", wrap=True)
        self._about = Text("", "small", "text_2", wrap=True)
        for part in (self._line, self._name, self._about):
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(SectionHeading(_("May be the same as")))
        self.people = RowsList(_("Who this row may be about"), ground="canvas")
        self.matches: RowsModel[PossibleMatch] = RowsModel(
            (Column[PossibleMatch](_("Name"), lambda match: person_words(match.candidate)),),
            lambda match: match.candidate.person_id,
            lambda match: f"{person_words(match.candidate)}. {match_words(match)}",
        )
        self.people.setModel(self.matches)
        self.people.setItemDelegate(_MatchDelegate(self.people, height=58, indent=10))
        column.addWidget(self.people, 1)
        self._why = Text("", "small", "text_2", wrap=True)
        column.addWidget(self._why)
        self._now = Text("", "small_strong", wrap=True)
        column.addWidget(self._now)
        self.same = SecondaryButton(_("Same person"), keys=("S",), small=True)
        self.new = SecondaryButton(_("New person"), keys=("N",), small=True)
        self.leave = SecondaryButton(_("Leave out"), keys=("L",), small=True)
        first = QHBoxLayout()
        first.setSpacing(8)
        for button in (self.same, self.new):
            first.addWidget(button)
        first.addStretch()
        column.addLayout(first)
        column.addWidget(self.leave)
        return pane

    def _wire(self) -> None:
        self.keep.moved.connect(self._show_row)
        self.people.selectionModel().currentChanged.connect(self._show_why)
        self.same.clicked.connect(self._same)
        self.new.clicked.connect(self._new)
        self.leave.clicked.connect(self._leave)
        self.table.opened.connect(self._to_people)
        self.people.opened.connect(self._same)
        alone = Qt.ShortcutContext.WidgetShortcut
        for view in (self.table, self.people):
            for key, act in (("S", self._same), ("N", self._new), ("L", self._leave)):
                QShortcut(QKeySequence(key), view, context=alone).activated.connect(act)

    def show_plan(self, plan: ImportPlan | None, choices: Mapping[int, RowChoice]) -> int:
        """Show the doubtful rows of a plan; says how many there are."""
        self._choices = choices
        rows = doubtful(plan) if plan else ()
        self.model.set_rows(rows)
        self.setCurrentIndex(0 if rows or plan is None else 1)
        if rows and not self.table.currentIndex().isValid():
            self.keep.go_to(str(rows[0].row.line))
        self._show_row()
        return len(rows)

    def _choice_of(self, planned: PlannedRow) -> RowChoice:
        return self._choices.get(planned.row.line, planned.choice)

    def _current(self) -> PlannedRow | None:
        return self.model.row_at(self.table.currentIndex())

    def _show_row(self) -> None:
        planned = self._current()
        for button in (self.same, self.new, self.leave):
            button.setVisible(planned is not None)
        if planned is None:
            self.matches.clear()
            for text in (self._line, self._name, self._about, self._now, self._why):
                text.set_text("")
            return
        self._line.set_text(_("Line {line}").format(line=planned.row.line))
        self._name.set_text(row_name(planned.row))
        self._about.set_text(row_detail(planned.row))
        self.matches.set_rows(matches_of(planned))
        choice = self._choice_of(planned)
        self._now.set_text(choice_words(planned, choice))
        wanted = self.matches.index_of(choice.person_id) if choice.action is Action.SAME else self.matches.index(0, 0)
        self.people.setCurrentIndex(wanted if wanted.isValid() else self.matches.index(0, 0))
        self.same.setVisible(bool(self.matches.rows()))
        self._show_why()

    def _show_why(self) -> None:
        match = self.matches.row_at(self.people.currentIndex())
        self._why.set_text(match_words(match) if match is not None else "")

    def _same(self) -> None:
        match = self.matches.row_at(self.people.currentIndex())
        if match is not None:
            self._choose(RowChoice(Action.SAME, match.candidate.person_id))

    def _new(self) -> None:
        self._choose(NEW_PERSON)

    def _leave(self) -> None:
        self._choose(LEAVE_OUT)

    def _choose(self, choice: RowChoice) -> None:
        """Decide, and go on to the next row."""
        planned = self._current()
        if planned is None:
            return
        self.chosen.emit((planned.row.line, choice))
        self.model.replace_row(planned)
        at = self.table.currentIndex()
        below = self.model.index(at.row() + 1, 0)
        if below.isValid() and self.table.hasFocus():
            self.table.setCurrentIndex(below)
        else:
            self._show_row()

    def _to_people(self) -> None:
        self.people.setFocus(Qt.FocusReason.TabFocusReason)
