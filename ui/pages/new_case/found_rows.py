"""People who may be known already, as rows."""

from typing import Any

from typing_extensions import override

from caseapp.base.words import _
from caseapp.domain.known_search import Found
from caseapp.domain.person import initials, list_name
from caseapp.domain.possible_match import REASON_WORDS
from ui.models.row_delegate import Lines, RowDelegate
from ui.models.rows_model import Column, RowsModel
from ui.words.dates import day_month_year
from ui.work.privacy import names_hidden


def name_of(found: Found) -> str:
    """Last name first; initials while names are hidden."""
    person = found.person
    if names_hidden():
        return initials(person.first, person.last, person.known_as)
    return list_name(person.first, person.last, person.known_as) or _("Not named")


def case_words(found: Found) -> str:
    """`KT-0101 is open`, `KT-0099 is closed`, `No case yet`."""
    if found.open_case is not None:
        return _("{reference} is open").format(reference=found.open_case.reference)
    if found.cases:
        return _("{reference} is closed").format(reference=found.cases[-1].reference)
    return _("No case yet")


def reason_words(found: Found) -> str:
    """Why this may be the one: "Same telephone, same date of birth"."""
    said = [_(REASON_WORDS[reason]) for reason in found.reasons] or [_("the words are in the record")]
    text = ", ".join(said)
    return text[:1].upper() + text[1:]


def who_words(found: Found) -> str:
    """`Example, Amara, born 1 Mar 1985`."""
    born = found.person.born
    if born is None or names_hidden():
        return name_of(found)
    return _("{name}, born {day}").format(name=name_of(found), day=day_month_year(born))


def detail_words(found: Found) -> str:
    """The second line: whether there is a case, and why this may be the one."""
    return f"{case_words(found)}. {reason_words(found)}"


def found_model() -> RowsModel[Found]:
    """A list of people found."""
    column = Column[Found](_("Name"), who_words)
    return RowsModel(
        (column,),
        lambda row: row.person.person_id,
        lambda row: f"{who_words(row)}. {detail_words(row)}",
    )


class FoundDelegate(RowDelegate):
    """Name and case on the first line, reasons on the second."""

    @override
    def lines(self, row: Any, column: int, text: str) -> Lines:
        return Lines(text, detail_words(row), "body_medium")
