"""What stands below the head: the work, or why there is none."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from caseapp.base.words import _
from ui.pages.reports.arranged import Arranged
from ui.widgets.empty_state import EmptyState

WORK, EMPTY, LEADS = range(3)


class ReportStates(QStackedWidget):
    """The work itself (`WORK`), nothing recorded yet (`EMPTY`), or a person who may not make reports (`LEADS`)."""

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        rail = QWidget()
        self._rail = QVBoxLayout(rail)
        self._rail.setContentsMargins(0, 0, 0, 0)
        self._rail.addWidget(right)
        self._rail.addStretch()
        self.addWidget(Arranged(left, middle, rail, self))
        empty = EmptyState(
            _("Nothing to report yet"),
            _("The report counts people whose cases were open in a year, and why some of them stepped back."),
            icon="chart-bar",
        )
        leads = EmptyState(
            _("Only a team lead can make reports"), _("Ask your team lead for the figures you need."), icon="lock"
        )
        for part in (empty, leads):
            page = QWidget(self)
            column = QVBoxLayout(page)
            column.setContentsMargins(32, 12, 32, 28)
            column.addWidget(part)
            column.addStretch()
            self.addWidget(page)

    def put_in_rail(self, part: QWidget) -> None:
        """Put something below what stands at the right of the work."""
        self._rail.insertWidget(1, part)
