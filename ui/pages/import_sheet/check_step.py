"""The second step: the sheet looked at from four sides, and Import."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from caseapp.base.errors import Trouble
from caseapp.base.words import _, ngettext, sentence
from caseapp.domain.import_mapping import ImportMap
from caseapp.domain.import_plan import Action, ImportPlan, PlannedRow, RowChoice
from caseapp.domain.import_rows import Level
from caseapp.domain.import_sheet import Sheet, SheetKind
from ui.pages.import_sheet.duplicates_pane import DuplicatesPane
from ui.pages.import_sheet.mapping_form import MappingForm
from ui.pages.import_sheet.tables import Problem, planned_table, problem_table, problems_model, rows_model
from ui.theme.apply import set_role
from ui.widgets.banner import Banner
from ui.widgets.button import PrimaryButton, SecondaryButton
from ui.widgets.long_work import LongWork
from ui.widgets.rule import Rule
from ui.widgets.text import Text

_COLUMNS, _ROWS, _PROBLEMS, _DOUBLES = range(4)


class CheckStep(QWidget):
    """Columns, rows, problems, possible duplicates. `import_wanted(bool)`: whether refused rows are left out."""

    import_wanted = Signal(bool)
    other_file_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: ImportPlan | None = None
        self._choices: Mapping[int, RowChoice] = {}
        self._build()
        self._wire()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(28, 22, 28, 8)
        head.setSpacing(6)
        head.addWidget(Text(_("Import referrals"), "title"))
        self.facts = Text("", "body", "text_2", wrap=True, tabular=True)
        head.addWidget(self.facts)
        self.trouble = Banner("late", "")
        self.trouble.hide()
        head.addWidget(self.trouble)
        self.work = LongWork(_("Reading the sheet and looking for people who are known"))
        self.work.hide()
        head.addWidget(self.work)
        column.addLayout(head)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(_("What to look at"))
        set_role(self.tabs, "small_medium")
        for _place in range(4):
            self.tabs.addTab("")
        line = QHBoxLayout()
        line.setContentsMargins(16, 0, 16, 0)
        line.addWidget(self.tabs)
        line.addStretch()
        column.addLayout(line)
        column.addWidget(Rule(strong=True))
        column.addSpacing(8)
        column.addWidget(self._sides(), 1)
        column.addWidget(Rule())
        column.addWidget(self._foot())
        self._name_tabs(0)

    def _sides(self) -> QStackedWidget:
        self.sides = QStackedWidget()
        self.mapping = MappingForm()
        self.rows = rows_model(self._choice_of)
        self.problems = problems_model()
        self.doubles = DuplicatesPane()
        self.rows_table = planned_table(_("Rows"), self.rows, (72, 420, 150, 260), reasons=False)
        self.problem_table = problem_table(self.problems)
        for part in (self.mapping, self.rows_table, self.problem_table, self.doubles):
            part.setMinimumHeight(1)
            self.sides.addWidget(part)
        return self.sides

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setProperty("ground", "surface")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(foot)
        column.setContentsMargins(28, 10, 28, 12)
        column.setSpacing(8)
        self.leave_out = QCheckBox("")
        set_role(self.leave_out, "body")
        column.addWidget(self.leave_out)
        row = QHBoxLayout()
        row.setSpacing(10)
        self.do_import = PrimaryButton(_("Import"), keys=("Ctrl", "Enter"))
        self.other = SecondaryButton(_("Choose another file"))
        row.addWidget(self.do_import)
        row.addWidget(self.other)
        row.addSpacing(6)
        row.addWidget(Text(_("Nothing is changed until you press Import."), "small", "text_2"), 1)
        column.addLayout(row)
        return foot

    def _wire(self) -> None:
        self.tabs.currentChanged.connect(self.sides.setCurrentIndex)
        self.do_import.clicked.connect(self._import)
        self.other.clicked.connect(self.other_file_wanted)
        self.work.cancel_wanted.connect(self.cancel_wanted)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, context=inside).activated.connect(self._import)

    def show_sheet(self, sheet: Sheet, import_map: ImportMap) -> None:
        """Show how the columns are read; the rest follows with `show_plan`."""
        self.mapping.show_sheet(sheet, import_map)
        self.facts.set_text(_sheet_words(sheet))

    def show_plan(self, plan: ImportPlan, choices: Mapping[int, RowChoice]) -> None:
        """Show what the import would do."""
        self._plan, self._choices = plan, choices
        self.trouble.hide()
        self.rows.set_rows(plan.rows)
        worst_first = sorted(plan.problems, key=lambda each: each.level is not Level.ERROR)
        self.problems.set_rows([Problem(place, each) for place, each in enumerate(worst_first)])
        doubles = self.doubles.show_plan(plan, choices)
        self._name_tabs(doubles)
        self.show_counts(choices)
        refused = len(plan.refused)
        words = ngettext(
            "Leave out {count} row that cannot be read", "Leave out {count} rows that cannot be read", refused
        )
        self.leave_out.setText(words.format(count=refused))
        self.leave_out.setVisible(bool(refused))

    def show_counts(self, choices: Mapping[int, RowChoice]) -> None:
        """Say in figures what would be imported."""
        self._choices = choices
        plan = self._plan
        if plan is None:
            return
        new, same = plan.count(Action.NEW, choices), plan.count(Action.SAME, choices)
        out = plan.count(Action.LEAVE_OUT, choices)
        parts = [
            _sheet_words(plan.sheet),
            ngettext("{count} new person.", "{count} new people.", new).format(count=new),
            ngettext(
                "{count} row about somebody known or on a line above.",
                "{count} rows about people known or on a line above.",
                same,
            ).format(count=same),
        ]
        if out:
            parts.append(ngettext("{count} row left out.", "{count} rows left out.", out).format(count=out))
        if plan.here_already:
            parts.append(_("{count} came before.").format(count=plan.here_already))
        if plan.unused:
            parts.append(_("Columns not imported: {columns}.").format(columns=", ".join(plan.unused)))
        self.facts.set_text(" ".join(parts))
        self.rows_table.viewport().update()

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what went wrong; everything chosen stays."""
        self.trouble.set_words(_("Nothing was imported"), sentence(trouble))
        self.trouble.show()

    def without_plan(self) -> None:
        """The columns do not make sense together: there is nothing to show yet."""
        self._plan = None
        self.rows.clear()
        self.problems.clear()
        self.doubles.show_plan(None, {})
        self._name_tabs(0)
        self.leave_out.hide()

    def show_working(self, *, working: bool) -> None:
        """Show or hide the bar of long work."""
        self.work.setVisible(working)
        if working:
            self.work.show_progress(0, 1)

    def first_focus(self) -> None:
        """The first thing to look at."""
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Drop everything of the sheet."""
        self.without_plan()
        self.mapping.clear()
        self.facts.set_text("")
        self.trouble.hide()
        self.work.hide()
        self.leave_out.setChecked(False)
        self.tabs.setCurrentIndex(_COLUMNS)

    def _choice_of(self, planned: PlannedRow) -> RowChoice:
        return self._choices.get(planned.row.line, planned.choice)

    def _name_tabs(self, doubles: int) -> None:
        plan = self._plan
        self.tabs.setTabText(_COLUMNS, _("Columns"))
        self.tabs.setTabText(_ROWS, _counted(_("Rows"), len(plan.rows) if plan else 0))
        self.tabs.setTabText(_PROBLEMS, _counted(_("Problems"), len(plan.problems) if plan else 0))
        self.tabs.setTabText(_DOUBLES, _counted(_("Possible duplicates"), doubles))

    def _import(self) -> None:
        self.import_wanted.emit(self.leave_out.isChecked())


def _counted(title: str, count: int) -> str:
    return f"{title}  {count}" if count else title


def _sheet_words(sheet: Sheet) -> str:
    count = len(sheet.rows)
    kind = _("Excel") if sheet.kind is SheetKind.XLSX else _("CSV, {encoding}").format(encoding=sheet.encoding.upper())
    return ngettext("{count} row ({kind}).", "{count} rows ({kind}).", count).format(count=count, kind=kind)
