"""The tabs of a case in their order, made when first shown."""

from importlib import import_module
from typing import Any

from caseapp.services.office import Office
from ui.work.runner import Runner

TABS = (
    ("overview", "Overview"),
    ("contacts", "Contacts"),
    ("rights", "Rights"),
    ("journey", "Justice journey"),
    ("surveys", "Surveys"),
    ("withdrawal", "Withdrawal"),
    ("history", "History"),
)
CaseTab = Any


def make_tab(kind: str, office: Office, runner: Runner, case_id: str) -> CaseTab:
    """A tab of a case."""
    made = getattr(import_module(f"ui.pages.case.{kind}.tab"), f"{kind.capitalize()}Tab")
    return made(office, runner, case_id)
