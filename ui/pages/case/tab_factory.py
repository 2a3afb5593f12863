"""The tabs of a case in their order, made when first shown."""

from PySide6.QtWidgets import QWidget

from caseapp.base.words import later
from caseapp.services.office import Office
from ui.pages.case.contacts.tab import ContactsTab
from ui.pages.case.history.tab import HistoryTab
from ui.pages.case.journey.tab import JourneyTab
from ui.pages.case.overview.tab import OverviewTab
from ui.pages.case.rights.tab import RightsTab
from ui.pages.case.surveys.tab import SurveysTab
from ui.pages.case.withdrawal.tab import WithdrawalTab
from ui.work.runner import Runner

TABS = (
    ("overview", later("Overview")),
    ("contacts", later("Contacts")),
    ("rights", later("Rights")),
    ("journey", later("Justice journey")),
    ("surveys", later("Surveys")),
    ("withdrawal", later("Withdrawal")),
    ("history", later("History")),
)
CaseTab = OverviewTab | ContactsTab | RightsTab | JourneyTab | SurveysTab | WithdrawalTab | HistoryTab
_KINDS: dict[str, type[CaseTab]] = {
    "overview": OverviewTab,
    "contacts": ContactsTab,
    "rights": RightsTab,
    "journey": JourneyTab,
    "surveys": SurveysTab,
    "withdrawal": WithdrawalTab,
    "history": HistoryTab,
}


def make_tab(kind: str, office: Office, runner: Runner, case_id: str, parent: QWidget) -> CaseTab:
    """A tab of a case, in its place from the start."""
    return _KINDS[kind](office, runner, case_id, parent)
