"""The left column: which year, which tables, for whom, how it leaves, and what protection that means."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.base.words import _
from caseapp.disclosure.policy import Policy
from caseapp.domain.day_words import MONTHS
from caseapp.domain.return_spec import ReportYear
from caseapp.services.annual import Choices
from ui.pages.reports.check_work import ANNUAL, RIGHTS, Wishes
from ui.pages.reports.handing import Handing
from ui.pages.reports.table_choice import TableChoice
from ui.widgets.icon import Icon
from ui.widgets.rule import Rule
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.select import Select
from ui.widgets.text import Text

SURVEYS = "surveys"


class ReportOptions(QWidget):
    """Tells `changed` when the report would be another one, and `wanted(str)` with the table to preview."""

    changed = Signal()
    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._policies: dict[str, Policy] = {}
        self._dimensions: dict[str, tuple[str, ...]] = {}
        self._build()
        self._wire()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.kind = SegmentedChoice(_("Which report?"), ((ANNUAL, _("Annual")), (RIGHTS, _("Rights"))))
        column.addWidget(Text(_("Which report?"), "small_strong"))
        column.addSpacing(6)
        column.addWidget(self.kind)
        column.addSpacing(18)
        label = Text(_("Year"), "small_strong")
        self.year = Select()
        self.year.setAccessibleName(_("Year"))
        label.setBuddy(self.year)
        column.addWidget(label)
        column.addSpacing(6)
        column.addWidget(self.year)
        column.addSpacing(22)
        self._which = Text(_("Tables to include"), "small_strong")
        column.addWidget(self._which)
        column.addSpacing(6)
        self.tables = TableChoice()
        column.addWidget(self.tables)
        said = _(
            "Told in time by right and agency, enhanced and standard, and how well. Lines of few people are left out."
        )
        self._rights = Text(said, "small", "text_2", wrap=True)
        self._rights.hide()
        column.addWidget(self._rights)
        column.addSpacing(20)
        column.addWidget(Text(_("Who is it for?"), "small_strong"))
        column.addSpacing(6)
        self.policy = SegmentedChoice(
            _("Who is it for?"), (("public", _("Anyone")), ("commissioner", _("Commissioner")))
        )
        column.addWidget(self.policy)
        column.addSpacing(4)
        self._for_whom = Text("", "meta", "text_2", wrap=True)
        column.addWidget(self._for_whom)
        column.addSpacing(18)
        self.handing = Handing()
        column.addWidget(self.handing)
        column.addSpacing(18)
        column.addLayout(self._protection())
        column.addStretch()

    def _protection(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(Text(_("Protection"), "small_strong"), 1)
        head.addWidget(Icon("lock", 16, "text_2"))
        column.addLayout(head)
        column.addSpacing(6)
        self._hide, self._round, self._zeros, self._percent = (
            Text("", "small_strong", tabular=True) for _n in range(4)
        )
        for words, value in (
            (_("Hide counts"), self._hide),
            (_("Round to"), self._round),
            (_("Show zeros"), self._zeros),
            (_("Percentages from"), self._percent),
        ):
            column.addWidget(Rule())
            line = QHBoxLayout()
            line.setContentsMargins(0, 8, 0, 8)
            line.addWidget(Text(words, "small", "text_2"), 1)
            line.addWidget(value)
            column.addLayout(line)
        column.addWidget(Rule())
        column.addSpacing(8)
        note = Text(_("Set by your service’s policy. It cannot be weakened here."), "meta", "text_2", wrap=True)
        column.addWidget(note)
        return column

    def _wire(self) -> None:
        self.year.currentIndexChanged.connect(self._year_chosen)
        self.tables.ticked_changed.connect(self.changed)
        self.tables.wanted.connect(self.wanted)
        self.policy.changed.connect(self._policy_chosen)
        self.kind.changed.connect(self._kind_chosen)

    def offer(self, choices: Choices, today: date) -> None:
        """Offer years, tables and policies; what is chosen stays, at first the last whole year. Tells nothing."""
        whole = next((each.label for each in choices.years if each.last < today), None)
        self.year.blockSignals(True)
        kept = self.year.value() or whole
        self.year.set_options([(each.label, year_words(each)) for each in choices.years])
        self.year.set_value(kept)
        self.year.blockSignals(False)
        self.tables.offer([*((each.id, each.title) for each in choices.tables), (SURVEYS, _("Survey answers"))])
        self._dimensions = {each.id: each.dimensions for each in choices.tables}
        self._policies = {each.id: each for each in choices.policies}
        self.handing.offer(choices.readers)
        self._show_policy()

    def wishes(self) -> Wishes:
        """What the report should hold now."""
        kind = self.kind.value()
        tables = self.tables.ticked() if kind == ANNUAL else (RIGHTS,)
        return Wishes(self.year.value() or "", tables, self.policy.value(), kind)

    def using(self, dimension: str) -> tuple[str, ...]:
        """The ticked tables that are split by a dimension."""
        return tuple(each for each in self.tables.ticked() if dimension in self._dimensions.get(each, ()))

    def title_of(self, row_id: str) -> str:
        """The title of a table offered, or an empty text."""
        return next((each.title for each in self.tables.rows_model.rows() if each.id == row_id), "")

    def _year_chosen(self) -> None:
        self.changed.emit()

    def _kind_chosen(self) -> None:
        annual = self.kind.value() == ANNUAL
        for part in (self._which, self.tables):
            part.setVisible(annual)
        self._rights.setVisible(not annual)
        self.changed.emit()

    def _policy_chosen(self) -> None:
        self._show_policy()
        self.changed.emit()

    def _show_policy(self) -> None:
        policy = self._policies.get(self.policy.value())
        if policy is None:
            return
        self._hide.set_text(_("1 to {highest}").format(highest=policy.hide_to))
        self._round.set_text(_("Nearest {base}").format(base=policy.round_to) if policy.round_to else _("Not rounded"))
        self._zeros.set_text(_("Where safe"))
        self._percent.set_text(_("{base} people").format(base=policy.small_base))
        self._for_whom.set_text(
            _("May be published: on a website, in a newsletter.")
            if policy.id == "public"
            else _("For one commissioner who keeps it to themselves. It must not be published.")
        )


def year_words(year: ReportYear) -> str:
    """`Apr 2025 to Mar 2026`."""
    first, last = (f"{_(MONTHS[day.month - 1])} {day.year}" for day in (year.first, year.last))
    return _("{first} to {last}").format(first=first, last=last)


def row_of(table_id: str) -> str:
    """The row of the list a table stands under: the survey's tables share one."""
    return SURVEYS if table_id.startswith("survey_") else table_id
