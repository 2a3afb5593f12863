"""One referral in full."""

from sqlalchemy import func, select

from caseapp.domain.case import NewReferral, ReferralDetail
from caseapp.domain.person import PersonDetails
from caseapp.store.reads.rows import scalar
from caseapp.store.store import Store
from caseapp.store.tables import Case, Person, Referral


def referral_detail(store: Store, referral_id: str) -> ReferralDetail | None:
    """A referral with the person it is about, or None if it is not there."""
    found = store.read(select(Referral.__table__).where(Referral.id == referral_id))
    if not found:
        return None
    row = found[0]
    person = store.read(select(Person.__table__).where(Person.id == row.person_id))[0]
    same_person = Referral.person_id == row.person_id
    others = select(func.count()).select_from(Referral).where(same_person, Referral.id != referral_id)
    cases = store.read(select(Case.reference).where(Case.person_id == row.person_id).order_by(Case.serial))
    return ReferralDetail(
        row.id,
        row.person_id,
        PersonDetails(**{name: getattr(person, name) for name in PersonDetails.__dataclass_fields__}),
        NewReferral(**{name: getattr(row, name) for name in NewReferral.__dataclass_fields__}),
        row.decision,
        row.decision_reason,
        row.case_id,
        row.import_id is not None,
        int(scalar(store, others) or 0),
        tuple(each.reference for each in cases),
    )
