"""What the vault gives when a new case is begun."""

from dataclasses import dataclass
from typing import Any

from caseapp.domain.case import KnownCase, ReferralDetail
from caseapp.domain.import_plan import KnownPeople
from caseapp.domain.person import PersonDetails
from caseapp.services import cases, drafts, imports
from caseapp.services.office import Office


@dataclass(frozen=True, slots=True)
class StartRead:
    """The referral, the draft kept for it with the person it is for, and who is known."""

    referral: ReferralDetail | None
    draft: dict[str, Any] | None
    person: PersonDetails
    people: KnownPeople
    cases: tuple[KnownCase, ...]


def read_start(office: Office, referral_id: str | None, page: str) -> StartRead:
    """On the vault thread: everything a start needs.

    Raises:
        Refused: `referral_missing`.
    """
    referral = cases.referral(office, referral_id) if referral_id else None
    kept = drafts.find(office, page)
    draft = dict(kept.fields) if kept else None
    person_id = (draft or {}).get("person_id") or (referral.person_id if referral else "")
    person = cases.person_details(office, person_id) if person_id else PersonDetails()
    return StartRead(referral, draft, person, imports.known_people(office), cases.known_cases(office))
