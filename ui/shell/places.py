"""Every place the window can go to: its words, its icon, and who makes its page."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

from PySide6.QtWidgets import QWidget

from caseapp.services.office import Office
from ui.widgets.empty_state import EmptyState
from ui.work.runner import Runner

MakesPage = Callable[[Office, Runner], QWidget]
Group = Literal["", "team", "none"]
"""Where a place stands in the sidebar: on top, under Team, or not at all."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place: id, words, icon, page, where it stands in the sidebar, its key, and whether only leads see it."""

    id: str
    label: str
    icon: str
    makes: MakesPage
    group: Group = ""
    key: str = ""
    leads_only: bool = False


def _lazy(module: str, name: str) -> MakesPage:
    def make(office: Office, runner: Runner) -> QWidget:
        try:
            found = import_module(module)
        except ModuleNotFoundError:
            return EmptyState("Not here yet", name)
        page: Any = getattr(found, name)(office, runner)
        assert isinstance(page, QWidget)
        return page

    return make


TODAY, CASE, SURVEY = "today", "case", "survey"

PLACES: tuple[Place, ...] = (
    Place(TODAY, "Today", "sun", _lazy("ui.pages.today.page", "TodayPage"), key="Alt+1"),
    Place("caseload", "Caseload", "folder", _lazy("ui.pages.caseload.page", "CaseloadPage"), key="Alt+2"),
    Place("referrals", "Referrals", "user-plus", _lazy("ui.pages.referrals.page", "ReferralsPage"), key="Alt+3"),
    Place("rights_due", "Rights due", "scale", _lazy("ui.pages.rights_due.page", "RightsDuePage"), key="Alt+4"),
    Place("reports", "Reports", "chart-bar", _lazy("ui.pages.reports.page", "ReportsPage"), "team", leads_only=True),
    Place("new_case", "New case", "plus", _lazy("ui.pages.new_case.page", "NewCasePage"), "none", "Ctrl+Shift+N"),
    Place("import", "Import", "upload", _lazy("ui.pages.import_sheet.page", "ImportPage"), "none"),
    Place(CASE, "Case", "folder", _lazy("ui.pages.case.page", "CasePage"), "none"),
)


def place(place_id: str) -> Place | None:
    """The place with an id."""
    return next((one for one in PLACES if one.id == place_id), None)


def shown_to(role: str) -> tuple[Place, ...]:
    """The places of the sidebar for a worker with this role, in order."""
    return tuple(one for one in PLACES if one.group != "none" and (role == "lead" or not one.leads_only))


def make_survey(office: Office, runner: Runner, handover: object) -> QWidget:
    """The survey, which takes the whole window."""
    page: Any = import_module("ui.pages.survey.page").SurveyPage(office, runner, handover)
    assert isinstance(page, QWidget)
    return page
