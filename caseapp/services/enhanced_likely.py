"""Whether enhanced rights are likely in a case: looked at again when the kind of crime or the day of birth changes."""

from caseapp.domain import shipped
from caseapp.domain.case import likely_enhanced
from caseapp.services.office import Office
from caseapp.store.reads import case as reads
from caseapp.store.tables import Case
from caseapp.store.unit import Unit

_WORKED_OUT = frozenset({"likely", "unknown"})
"""What the app says by itself; `recorded` and `not_recorded` are the caseworker's word and stay."""


def look_again(office: Office, unit: Unit, case_id: str) -> None:
    """Say anew whether they are likely. Clocks that run keep the limit they started with."""
    case = reads.case_row(office.store, case_id)
    person = None if case is None else reads.person_row(office.store, case.person_id)
    if case is None or person is None or case.enhanced not in _WORKED_OUT:
        return
    found = likely_enhanced(case.crime_group, shipped.code_list("crime_groups"), person.born_on, case.opened_on)
    if found != case.enhanced:
        unit.change(Case, case_id, enhanced=found)
