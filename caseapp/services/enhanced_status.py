"""The decision that enhanced rights apply: who made it, when, and which bodies were told."""

from datetime import date

from caseapp.base.errors import Refused
from caseapp.domain import shipped
from caseapp.domain.enhanced import CATEGORIES, EnhancedDecision, ToldBody
from caseapp.domain.saved import Saved
from caseapp.services import cases
from caseapp.services.office import Office, saved
from caseapp.store.reads import rights as reads
from caseapp.store.tables import Case, EnhancedTold
from caseapp.store.unit import Unit


def record(office: Office, case_id: str, decision: EnhancedDecision) -> Saved:
    """Record that a body has decided for enhanced rights. Clocks that run keep the limit they started with.

    Raises:
        Refused: `case_missing`, `enhanced_incomplete` (nobody named, or no such category), `enhanced_in_future`; and
            as `passed_on`.
    """
    current = cases.header(office, case_id)
    who = decision.decided_by.strip()
    if not who or (decision.category is not None and decision.category not in CATEGORIES):
        raise Refused("enhanced_incomplete")
    if decision.decided_on > office.today():
        raise Refused("enhanced_in_future")
    with office.unit() as unit:
        unit.change(
            Case,
            case_id,
            enhanced="recorded",
            enhanced_on=decision.decided_on,
            enhanced_category=decision.category,
            enhanced_by=who,
        )
        _told(office, unit, case_id, decision.told, decision.told_on)
        return saved(unit, case_id, "cases", "rights", case_id=case_id, reference=current.reference)


def passed_on(office: Office, case_id: str, bodies: tuple[str, ...], told_on: date | None = None) -> Saved:
    """Record which bodies were told, codes of `agencies`, on a day or at a time not known. One told before is kept
    again only with another day.

    Raises:
        Refused: `case_missing`, `agency_unknown`, `enhanced_in_future`.
    """
    current = cases.header(office, case_id)
    with office.unit() as unit:
        _told(office, unit, case_id, bodies, told_on)
        return saved(unit, case_id, "cases", "rights", case_id=case_id, reference=current.reference)


def told(office: Office, case_id: str) -> tuple[ToldBody, ...]:
    """The bodies told so far, in order."""
    return tuple(ToldBody(row.agency, row.told_on) for row in reads.enhanced_told(office.store, case_id))


def _told(office: Office, unit: Unit, case_id: str, bodies: tuple[str, ...], told_on: date | None) -> None:
    if told_on is not None and told_on > office.today():
        raise Refused("enhanced_in_future")
    known = told(office, case_id)
    named = {one.agency for one in known}
    for agency in bodies:
        if agency not in shipped.code_list("agencies"):
            raise Refused("agency_unknown")
        if ToldBody(agency, told_on) not in known and not (told_on is None and agency in named):
            unit.add(EnhancedTold, case_id=case_id, agency=agency, told_on=told_on)
