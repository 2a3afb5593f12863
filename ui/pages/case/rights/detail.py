"""One right at the right of the tab: its title, limits, table, and the chosen line explained."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.base.words import _, ngettext
from caseapp.domain.rights_view import RightInstance, RightSummary, RightsView
from ui.models.keep_current import KeepCurrent
from ui.pages.case.rights.chosen import ChosenLine
from ui.pages.case.rights.ladder import LadderSteps
from ui.pages.case.rights.limits import Limits
from ui.pages.case.rights.notices import EnhancedLine, OwnDeadlines, own_deadlines
from ui.pages.case.rights.table import RightTable
from ui.pages.case.rights.words import row_id
from ui.widgets.banner import Banner
from ui.widgets.button import LinkButton
from ui.widgets.card import Card
from ui.widgets.error_summary import bring_into_view
from ui.widgets.text import Text

_DUE = frozenset({"missed", "possibly_late", "running"})


class RightDetail(QWidget):
    """`moved()` when another line is chosen; the tab asks `current()` what to act on, and places `line`, which
    explains it."""

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._right: RightSummary | None = None
        self._view: RightsView | None = None
        self._today = date.min
        self.trouble = Banner("late", "")
        self.own = OwnDeadlines()
        self.enhanced = EnhancedLine()
        self._title = Text("", "subtitle", wrap=True)
        self._owed = Text("", "small", "text_2", wrap=True)
        self._limits = Limits()
        self.table = RightTable()
        self._keep = KeepCurrent(self.table)
        self.later = LinkButton("")
        self.line = ChosenLine()
        self.ladder = LadderSteps()
        self._later_shown = False
        self._build()
        self.later.clicked.connect(self._toggle_later)
        self._keep.moved.connect(self._show_line)

    def show_right(self, view: RightsView, right: RightSummary, today: date, row: str = "") -> None:
        """Show a right; `row` is the line to choose, else the one chosen before, else the most urgent."""
        if self._right is None or self._right.number != right.number:
            self._later_shown = False
        name_changed = self._view is None or self._view.call_name != view.call_name
        self._view, self._right, self._today = view, right, today
        if name_changed:
            self._renamed(view.call_name)
        self.own.show_deadlines(own_deadlines(view, today), view.call_name)
        self.enhanced.show_enhanced(view)
        self._title.set_text(_("Right {number}: {title}").format(number=right.number, title=right.long_title))
        self._fill()
        keep = row or self._keep.current_id() or _most_urgent(right.instances)
        if not self._keep.go_to(keep) and (rows := self.table.rows_model().rows()):
            self._keep.go_to(_most_urgent(right.instances) or row_id(rows[0]))
        self._show_line()

    def current(self) -> RightInstance | None:
        """The line that is chosen."""
        return self.table.current()

    def next_due(self) -> str:
        """The line of this right to go on to once the chosen one is settled; empty where no other is due."""
        chosen = self.current()
        rows = self._right.instances if self._right is not None else ()
        return _most_urgent(tuple(row for row in rows if row != chosen and row.standing in _DUE))

    def show_trouble(self, said: str) -> None:
        """Say what went wrong."""
        self.trouble.set_words(said)
        self.trouble.show()

    def number(self) -> int:
        """The right shown; 0 for none."""
        return self._right.number if self._right else 0

    def clear(self) -> None:
        """Show nothing and keep nothing."""
        self._right = self._view = None
        self._keep.go_to("")
        self.table.rows_model().clear()
        self._renamed("")
        self.line.show_line(None)
        self.ladder.show_ladder(None, "", date.min)
        self._limits.show_limits(None)
        self.own.show_deadlines((), "")
        for words in (self._title, self._owed):
            words.set_text("")

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 16, 32, 16)
        column.setSpacing(12)
        self.trouble.hide()
        column.addWidget(self.trouble)
        column.addWidget(self.own)
        column.addWidget(self.enhanced)
        head = QHBoxLayout()
        head.setSpacing(20)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._owed)
        head.addLayout(words, 1)
        head.addWidget(self._limits, alignment=Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        card = Card()
        card.body.setContentsMargins(0, 0, 0, 0)
        card.add(self.table)
        column.addWidget(card)
        column.addWidget(self.later, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.ladder)
        column.addStretch()

    def _renamed(self, name: str) -> None:
        """A column's title says the name, so the model is made anew and watched anew."""
        self.table.set_name(name)
        before = self._keep
        self._keep = KeepCurrent(self.table)
        self._keep.moved.connect(self._show_line)
        before.deleteLater()

    def _fill(self) -> None:
        if self._right is None:
            return
        ahead = self._right.not_yet
        open_now = self._later_shown or not self._right.instances
        dated_first = sorted(self._right.instances, key=lambda row: row.due_on is None)
        self.table.show_rows((*dated_first, *(ahead if open_now else ())), self._today)
        self.later.setVisible(bool(ahead and self._right.instances))
        count = len(ahead)
        more = ngettext("Show {count} that is not needed yet", "Show {count} that are not needed yet", count)
        self.later.setText(_("Hide what is not needed yet") if open_now else more.format(count=count))
        self.later.updateGeometry()

    def _toggle_later(self) -> None:
        self._later_shown = not self._later_shown
        self._fill()
        bring_into_view(self.later)

    def _show_line(self) -> None:
        row = self.table.current()
        self.line.show_line(row)
        self._limits.show_limits(row)
        if self._view is not None:
            self._owed.set_text(_owed(row, self._view.call_name))
        self.moved.emit()


def _owed(row: RightInstance | None, name: str) -> str:
    if row is None:
        return ""
    if row.victims_own:
        return _("{name}’s own choice and deadline, with {agency}.").format(name=name, agency=row.provider)
    agency = row.provider[:1].upper() + row.provider[1:]
    return _("{agency} owe this to {name}.").format(agency=agency, name=name)


def _most_urgent(rows: tuple[RightInstance, ...]) -> str:
    order = {"missed": 0, "possibly_late": 1, "running": 2, "unknown": 3, "paused": 4}
    ranked = sorted(rows, key=lambda row: (order.get(row.standing, 9), row.due_on or date.max))
    return row_id(ranked[0]) if ranked else ""


def most_urgent_right(view: RightsView) -> int:
    """The right to start with: the longest late, else the soonest due, else one that has started, else the first."""
    order = {"late": 0, "started": 1}

    def urgency(right: RightSummary) -> tuple[int, date, int]:
        owed = ("missed",) if right.state == "late" else ("running", "possibly_late")
        days = [row.due_on for row in right.instances if row.standing in owed and row.due_on]
        return order.get(right.state, 2), min(days, default=date.max), right.number

    return min(view.rights, key=urgency).number
