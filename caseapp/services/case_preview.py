"""What the caseload shows of one case beside its list: safe contact first, what needs doing, the last contact."""

from dataclasses import dataclass
from datetime import date, datetime

from caseapp.domain.case import CaseHeader, NeedsDoing
from caseapp.domain.contact import ContactRow
from caseapp.domain.person import age_on
from caseapp.domain.safe_contact import CallAdvice, SafeContactDetails, call_advice
from caseapp.services import case_overview, cases, contacts, safe_contacts
from caseapp.services.office import Office


@dataclass(frozen=True, slots=True)
class CasePreview:
    """One case at a glance, as it stood at `now`. `age` is None when the date of birth is not known."""

    header: CaseHeader
    age: int | None
    now: datetime
    today: date
    safe_contact: SafeContactDetails | None
    advice: CallAdvice
    needs_doing: tuple[NeedsDoing, ...]
    last_contact: ContactRow | None


def preview(office: Office, case_id: str) -> CasePreview:
    """One case at a glance. Moving along the list is not opening a case, so the journal notes nothing.

    Raises:
        Refused: `case_missing`.
    """
    header = cases.header(office, case_id)
    details = safe_contacts.current(office, case_id)
    log = contacts.chronology(office, case_id, limit=1)
    return CasePreview(
        header=header,
        age=age_on(header.born_on, office.today()),
        now=office.now(),
        today=office.today(),
        safe_contact=details,
        advice=call_advice(details, office.now()),
        needs_doing=case_overview.needs_doing(office, case_id),
        last_contact=log.rows[0] if log.rows else None,
    )
