"""Everybody that a new referral could be about, and what is stored about some of them and of an import."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import func, select

from caseapp.domain.case import KnownCase
from caseapp.domain.import_again import KnownReferral, as_received_lines
from caseapp.domain.import_cells import uk_digits
from caseapp.domain.person import PersonDetails
from caseapp.domain.possible_match import KnownPerson
from caseapp.store.reads.rows import rows, scalar
from caseapp.store.store import Store
from caseapp.store.tables import Case, Journal, Person, Referral, SafeContact

_AT_ONCE = 500
"""How many identifiers one statement names: SQLite has a limit."""


def known_people(store: Store) -> tuple[KnownPerson, ...]:
    """Everyone with a case or a referral, with all numbers, addresses and references they can be known by."""
    references, crime_refs, their_ids = defaultdict[str, str](str), _Several(), _Several()
    phones, emails = _Several(), _Several()
    for case in store.read(select(Case.person_id, Case.reference, Case.crime_ref).order_by(Case.serial)):
        references[case.person_id] = case.reference
        crime_refs.add(case.person_id, case.crime_ref)
    referred = set()
    for referral in store.read(select(Referral.person_id, Referral.crime_ref, Referral.their_id)):
        referred.add(referral.person_id)
        crime_refs.add(referral.person_id, referral.crime_ref)
        their_ids.add(referral.person_id, referral.their_id)
    safe = select(Case.person_id, SafeContact.number, SafeContact.email).join(Case, Case.id == SafeContact.case_id)
    for contact in store.read(safe):
        phones.add(contact.person_id, _digits(contact.number))
        emails.add(contact.person_id, contact.email)
    found = []
    for each in store.read(
        select(
            *(Person.id, Person.first_name, Person.last_name, Person.known_as, Person.born_on, Person.born_precision),
            *(Person.town, Person.phone, Person.email),
        )
    ):
        if each.id not in referred and each.id not in references:
            continue
        phones.add(each.id, _digits(each.phone))
        emails.add(each.id, each.email)
        found.append(
            KnownPerson(
                each.id,
                references[each.id],
                each.first_name or "",
                each.last_name or "",
                each.known_as or "",
                each.born_on,
                each.born_precision or "day",
                emails.of(each.id),
                phones.of(each.id),
                each.town or "",
                crime_refs.of(each.id),
                their_ids.of(each.id),
            )
        )
    return tuple(found)


def known_cases(store: Store) -> tuple[KnownCase, ...]:
    """Every case, the oldest first."""
    return rows(store, KnownCase, select(Case.id, Case.person_id, Case.reference, Case.closed_on).order_by(Case.serial))


def known_referrals(store: Store) -> tuple[KnownReferral, ...]:
    """Every referral, by what it could be recognised by if its sheet came again; the oldest first."""
    names = tuple(PersonDetails.__dataclass_fields__)
    found = store.read(
        select(
            *(Referral.person_id, Referral.received_on, Referral.referrer_agency, Referral.their_id),
            *(Referral.crime_ref, Referral.summary),
            *(getattr(Person, name) for name in names),
        )
        .join(Person, Person.id == Referral.person_id)
        .order_by(Referral.received_on, Referral.id)
    )
    return tuple(
        KnownReferral(
            row.person_id,
            PersonDetails(**{name: getattr(row, name) for name in names}),
            row.received_on,
            row.referrer_agency,
            row.their_id,
            row.crime_ref,
            as_received_lines(row.summary),
        )
        for row in found
    )


def details_of(store: Store, person_ids: Iterable[str]) -> dict[str, PersonDetails]:
    """What is stored about people, by id; who is not there is left out."""
    wanted = tuple(person_ids)
    names = tuple(PersonDetails.__dataclass_fields__)
    columns = [getattr(Person, name) for name in names]
    found = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some: Sequence[str] = wanted[start : start + _AT_ONCE]
        for row in store.read(select(Person.id, *columns).where(Person.id.in_(some))):
            found[row.id] = PersonDetails(**{name: getattr(row, name) for name in names})
    return found


def import_batch_of(store: Store, import_id: str) -> str | None:
    """The journal batch of an import, from the journal itself, so that an import taken back is still known."""
    found = scalar(
        store,
        select(Journal.batch)
        .where(Journal.entity == "import_batch", Journal.entity_id == import_id, Journal.action == "imported")
        .order_by(Journal.seq)
        .limit(1),
    )
    return None if found is None else str(found)


def built_on(store: Store, import_id: str, batch: str) -> int:
    """How many cases stand on an import: opened from one of its referrals, or for one of the people it brought."""
    brought = select(Journal.entity_id).where(
        Journal.batch == batch, Journal.entity == Person.__tablename__, Journal.action == "added"
    )
    opened = select(Referral.case_id).where(Referral.import_id == import_id, Referral.case_id.is_not(None))
    return int(
        scalar(store, select(func.count()).select_from(Case).where(Case.person_id.in_(brought) | Case.id.in_(opened)))
        or 0
    )


def referred_again(store: Store, import_id: str, batch: str) -> int:
    """How many referrals from elsewhere are about people that an import brought."""
    brought = select(Journal.entity_id).where(
        Journal.batch == batch, Journal.entity == Person.__tablename__, Journal.action == "added"
    )
    other = Referral.import_id.is_(None) | (Referral.import_id != import_id)
    return int(
        scalar(store, select(func.count()).select_from(Referral).where(Referral.person_id.in_(brought), other)) or 0
    )


class _Several:
    """Texts by person, each once, in the order met."""

    def __init__(self) -> None:
        self._texts: defaultdict[str, dict[str, None]] = defaultdict(dict)

    def add(self, person_id: str, text: str | None) -> None:
        if text:
            self._texts[person_id][text] = None

    def of(self, person_id: str) -> tuple[str, ...]:
        return tuple(self._texts.get(person_id, ()))


def _digits(phone: str | None) -> str | None:
    return (uk_digits(phone) or phone) if phone else None
