"""The decision that enhanced rights apply: who made it, when, and who was told."""

from caseapp.base.errors import Refused
from caseapp.domain.enhanced import CATEGORIES, EnhancedDecision
from caseapp.domain.saved import Saved
from caseapp.services import cases
from caseapp.services.office import Office, saved
from caseapp.store.tables import Case


def record(office: Office, case_id: str, decision: EnhancedDecision) -> Saved:
    """Record that a body has decided for enhanced rights. Clocks that run keep the limit they started with.

    Raises:
        Refused: `case_missing`, `enhanced_incomplete` (nobody named, or no such category), `enhanced_in_future`.
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
            enhanced_shared=(decision.shared_with or "").strip() or None,
        )
        return saved(unit, case_id, "cases", "rights", case_id=case_id, reference=current.reference)
