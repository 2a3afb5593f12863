"""The data files that ship with the app, read once and kept.

Each function may raise the `Damaged` error of its parser if an installed file has been changed by hand.
"""

from functools import cache

from caseapp.base.resources import read_text
from caseapp.domain.calendar_data import parse_calendar
from caseapp.domain.catalogue import Catalogue
from caseapp.domain.catalogue_data import parse_catalogue
from caseapp.domain.code_lists import CodeList, parse_list
from caseapp.domain.working_days import WorkingCalendar


@cache
def code_list(list_id: str) -> CodeList:
    """A coded list by its id, such as `relationships`: the name of its file in `resources/lists/`."""
    name = f"lists/{list_id}.toml"
    return parse_list(read_text(name), name)


def reasons() -> CodeList:
    """Why people step back from a case or do not report."""
    return code_list("withdrawal_reasons")


def stages() -> CodeList:
    """How far a case had come when the person stepped back."""
    return code_list("withdrawal_stages")


def justice_events() -> CodeList:
    """What can happen in the justice journey, the stage it moves the case to and the triggers it opens."""
    return code_list("justice_events")


@cache
def calendar() -> WorkingCalendar:
    """Working days in England and Wales."""
    name = "calendars/england-and-wales.toml"
    return parse_calendar(read_text(name), name)


@cache
def catalogue(edition: str = "2020") -> Catalogue:
    """The rules of an edition of the Victims' Code."""
    name = f"catalogues/victims_code/{edition}.toml"
    return parse_catalogue(read_text(name), name)
