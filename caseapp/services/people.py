"""Steps that the use cases of cases and of imports share: a new person, and whom a referral is about."""

from caseapp.domain import shipped
from caseapp.domain.case import ReferralDetail
from caseapp.domain.import_again import differences
from caseapp.domain.person import PersonDetails, age_band, age_on
from caseapp.services.office import Office
from caseapp.store.reads import known_people
from caseapp.store.tables import Person, Referral
from caseapp.store.unit import Unit


def add(office: Office, unit: Unit, person: PersonDetails) -> str:
    """A new person; the age group follows from the date of birth where only that is known."""
    values = {name: getattr(person, name) for name in PersonDetails.__dataclass_fields__}
    if person.age_band is None and person.born_on is not None:
        values["age_band"] = age_band(age_on(person.born_on, office.today()), shipped.code_list("age_bands"))
    return unit.add(Person, **values)


def file_under(office: Office, unit: Unit, found: ReferralDetail, person_id: str) -> None:
    """File a referral under somebody else; what it says otherwise than their record is kept in its summary."""
    if found.person_id == person_id:
        return
    stored = known_people.details_of(office.store, (person_id,)).get(person_id, PersonDetails())
    areas = {item.label: item.code for item in shipped.areas(office.place).items}
    said = differences(found.person, stored, areas)
    summary = "\n".join(part for part in (found.referral.summary, *said) if part) or None
    unit.change(Referral, found.id, person_id=person_id, summary=summary)
