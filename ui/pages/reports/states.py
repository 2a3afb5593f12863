"""What stands below the head: the work, or why there is none."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from caseapp.base.words import _
from ui.widgets.empty_state import EmptyState

WORK, EMPTY, LEADS = range(3)


class ReportStates(QStackedWidget):
    """The work itself (`WORK`), nothing recorded yet (`EMPTY`), or a person who may not make reports (`LEADS`)."""

    def __init__(self, work: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addWidget(work)
        empty = EmptyState(
            _("Nothing to report yet"),
            _("The report counts people whose cases were open in a year, and why some of them stepped back."),
            icon="chart-bar",
        )
        leads = EmptyState(
            _("Only a team lead can make reports"), _("Ask your team lead for the figures you need."), icon="lock"
        )
        for part in (empty, leads):
            page = QWidget()
            column = QVBoxLayout(page)
            column.setContentsMargins(32, 12, 32, 28)
            column.addWidget(part)
            column.addStretch()
            self.addWidget(page)
