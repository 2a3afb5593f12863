"""The areas a service reports by (`resources/areas/`): a place is a list whose items come and go with councils."""

from datetime import date

from caseapp.domain.code_lists import CodeList, ListItem

NO_AREA = "no_area"
"""Group of the answers that are not areas: outside the place, and withheld for safety."""


def areas_on(place: CodeList, on: date) -> tuple[ListItem, ...]:
    """The areas that exist on a day, without the answers that are not areas."""
    return tuple(item for item in place.active(on) if item.group != NO_AREA)
