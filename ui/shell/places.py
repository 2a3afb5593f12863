"""Every place the window can go to: its words, its icon, and who makes its page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtWidgets import QWidget

from caseapp.base.words import later
from caseapp.services.office import Office
from ui.pages.calendar.page import CalendarPage
from ui.pages.case.page import CasePage
from ui.pages.caseload.page import CaseloadPage
from ui.pages.code.page import CodePage
from ui.pages.help.page import HelpPlace
from ui.pages.import_sheet.page import ImportPage
from ui.pages.new_case.page import NewCasePage
from ui.pages.referrals.page import ReferralsPage
from ui.pages.reports.page import ReportsPage
from ui.pages.rights_due.page import RightsDuePage
from ui.pages.settings.page import SettingsPage
from ui.pages.today.page import TodayPage
from ui.work.runner import Runner

MakesPage = Callable[[Office, Runner, QWidget], QWidget]
Group = Literal["", "team", "none"]
"""Where a place stands in the sidebar: on top, under Team, or not at all."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place: id, words, icon, page, where it stands in the sidebar, its key, whether only leads see it."""

    id: str
    label: str
    icon: str
    makes: MakesPage
    group: Group = ""
    key: str = ""
    leads_only: bool = False
    writes: bool = False
    """Whether it is there only to record something."""


TODAY, CASE, SURVEY, SETTINGS, HELP = "today", "case", "survey", "settings", "help"

PLACES: tuple[Place, ...] = (
    Place(TODAY, later("Today"), "sun", TodayPage, key="Alt+1"),
    Place("caseload", later("Caseload"), "folder", CaseloadPage, key="Alt+2"),
    Place("referrals", later("Referrals"), "user-plus", ReferralsPage, key="Alt+3"),
    Place("rights_due", later("Rights due"), "scale", RightsDuePage, key="Alt+4"),
    Place("calendar", later("Calendar"), "calendar", CalendarPage, key="Alt+5"),
    Place("reports", later("Reports"), "chart-bar", ReportsPage, "team", leads_only=True),
    Place("new_case", later("New case"), "plus", NewCasePage, "none", "Ctrl+Shift+N", writes=True),
    Place("code", later("The Victims’ Code"), "book-open", CodePage, "none"),
    Place("import", later("Import"), "upload", ImportPage, "none", writes=True),
    Place(SETTINGS, later("Settings"), "settings", SettingsPage, "none", "Ctrl+,"),
    Place(HELP, later("Help"), "life-buoy", HelpPlace, "none", "Shift+F1"),
    Place(CASE, later("Case"), "folder", CasePage, "none"),
)


def place(place_id: str) -> Place | None:
    """The place with an id."""
    return next((one for one in PLACES if one.id == place_id), None)


def shown_to(role: str) -> tuple[Place, ...]:
    """The places of the sidebar for a worker with this role, in order."""
    return tuple(one for one in PLACES if one.group != "none" and (role == "lead" or not one.leads_only))
