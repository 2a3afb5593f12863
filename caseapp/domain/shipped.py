"""The data files that ship with the app, read once and kept.

Each function may raise the `Damaged` error of its parser if an installed file has been changed by hand.
"""

from functools import cache

from caseapp.base.resources import read_text
from caseapp.domain.calendar_data import parse_calendar
from caseapp.domain.catalogue import Catalogue
from caseapp.domain.catalogue_data import parse_catalogue
from caseapp.domain.code_lists import CodeList, parse_list
from caseapp.domain.survey_data import parse_surveys
from caseapp.domain.survey_instrument import Instrument
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


@cache
def areas(place: str = "kent") -> CodeList:
    """The areas of a place; the title is the place's name."""
    name = f"areas/{place}.toml"
    return parse_list(read_text(name), name)


@cache
def instrument(set_id: str, version: str = "2026.1") -> Instrument:
    """A survey set, such as `SERVICE-8`, in the version its answers were given under. Raises `KeyError`."""
    name = f"surveys/{version}.toml"
    return parse_surveys(read_text(name), name)[set_id]
