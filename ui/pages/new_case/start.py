"""What the vault gives when a new case is begun."""

from dataclasses import dataclass
from typing import Any

from caseapp.base.words import _
from caseapp.domain.case import KnownCase, ReferralDetail
from caseapp.domain.import_plan import KnownPeople
from caseapp.domain.known_search import Found, KnownSearch, person_to_find
from caseapp.domain.person import PersonDetails, call_name
from caseapp.services import cases, drafts, imports
from caseapp.services.office import Office


@dataclass(frozen=True, slots=True)
class StartRead:
    """The referral, and the draft kept for it with the person it is for."""

    referral: ReferralDetail | None
    draft: dict[str, Any] | None
    person: PersonDetails


def read_start(office: Office, referral_id: str | None, page: str) -> StartRead:
    """On the vault thread: what a form begins with.

    Raises:
        Refused: `referral_missing`.
    """
    referral = cases.referral(office, referral_id) if referral_id else None
    kept = drafts.find(office, page)
    draft = dict(kept.fields) if kept else None
    person_id = (draft or {}).get("person_id") or (referral.person_id if referral else "")
    person = cases.person_details(office, person_id) if person_id else PersonDetails()
    return StartRead(referral, draft, person)


def read_known(office: Office) -> tuple[KnownPeople, tuple[KnownCase, ...]]:
    """On the vault thread: everybody known, and their cases."""
    return imports.known_people(office), cases.known_cases(office)


def people_like(referral: ReferralDetail, search: KnownSearch) -> tuple[Found, ...]:
    """Who a referral may be about: the person it is filed under if they have a case, then people like them."""
    own = search.of(referral.person_id)
    filed = (own,) if own is not None and own.cases else ()
    wanted = person_to_find(referral.person, referral.referral.crime_ref)
    return (*filed, *search.like(wanted, but=referral.person_id))


def name_of(person: PersonDetails) -> str:
    """What the form calls a person."""
    return call_name(person.first_name, person.last_name, person.known_as) or _("this person")
