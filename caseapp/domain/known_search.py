"""Is this person known already? What was typed, or what a referral says, against everybody known.

Search comes before every new case: a second record of one person splits what is known about their safety.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from caseapp.domain.case import CaseHit, KnownCase
from caseapp.domain.import_cells import is_email, uk_digits
from caseapp.domain.match_index import MatchIndex
from caseapp.domain.name_matching import bare
from caseapp.domain.person import PersonDetails
from caseapp.domain.possible_match import KnownPerson, MatchReason

SHOWN_AT_MOST = 12
TOO_SHORT = 2
"""With fewer letters than this everybody is alike."""


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody known who may be the one looked for. `open_case` is their newest open case, or None.

    `reasons` say why; `by_words` is True when the words typed stand in their record.
    """

    person: KnownPerson
    cases: tuple[KnownCase, ...]
    reasons: tuple[MatchReason, ...] = ()
    by_words: bool = False

    @property
    def open_case(self) -> KnownCase | None:
        """The newest case that is still open."""
        return next((case for case in reversed(self.cases) if case.closed_on is None), None)


class KnownSearch:
    """Everybody known, ready to be looked through. Made off the window's thread; asking it takes milliseconds."""

    def __init__(self, people: Iterable[KnownPerson], cases: Iterable[KnownCase]) -> None:
        self._people = {person.person_id: person for person in people}
        self._index = MatchIndex(self._people.values())
        self._cases: defaultdict[str, list[KnownCase]] = defaultdict(list)
        self._person_of: dict[str, str] = {}
        for case in cases:
            self._cases[case.person_id].append(case)
            self._person_of[case.id] = case.person_id

    def typed(self, text: str, hits: Iterable[CaseHit] = ()) -> tuple[Found, ...]:
        """People for what was typed: first those whose record has the words (`hits` of the full-text search), then
        those whose name, number or address is like it.
        """
        if len(text.strip()) < TOO_SHORT:
            return ()
        in_order: dict[str, Found] = {}
        for hit in hits:
            person = self._people.get(self._person_of.get(hit.id, ""))
            if person is not None and hit.why != "note":
                in_order.setdefault(person.person_id, self._found(person, (), by_words=True))
        for each in self.like(read_person(text)):
            in_order.setdefault(each.person.person_id, each)
        return tuple(in_order.values())[:SHOWN_AT_MOST]

    def like(self, wanted: KnownPerson, *, but: str = "") -> tuple[Found, ...]:
        """People who may be this one, the likeliest first; `but` leaves one person out."""
        found = self._index.find(wanted, limit=SHOWN_AT_MOST + 1)
        return tuple(
            self._found(self._people[match.candidate.person_id], match.reasons)
            for match in found
            if match.candidate.person_id != but
        )[:SHOWN_AT_MOST]

    def of(self, person_id: str) -> Found | None:
        """One person with their cases."""
        person = self._people.get(person_id)
        return None if person is None else self._found(person, ())

    def _found(self, person: KnownPerson, reasons: tuple[MatchReason, ...], *, by_words: bool = False) -> Found:
        return Found(person, tuple(self._cases.get(person.person_id, ())), reasons, by_words)


def read_person(typed: str) -> KnownPerson:
    """What was typed as a person to look for: an e-mail address, a telephone number, or names."""
    text = typed.strip()
    if is_email(text):
        return KnownPerson("", emails=(text,))
    if digits := uk_digits(text):
        return KnownPerson("", phones=(digits,))
    last, comma, first = text.partition(",")
    words = f"{first} {last}".split() if comma else text.split()
    if not bare(text):
        return KnownPerson("")
    if len(words) < 2:
        return KnownPerson("", first="".join(words), last="")
    return KnownPerson("", first=words[0], last=" ".join(words[1:]))


def person_to_find(details: PersonDetails, crime_ref: str | None = None) -> KnownPerson:
    """What is known of somebody, ready to be looked for."""
    return KnownPerson(
        "",
        "",
        details.first_name or "",
        details.last_name or "",
        details.known_as or "",
        details.born_on,
        details.born_precision or "day",
        (details.email,) if details.email else (),
        (uk_digits(details.phone) or details.phone,) if details.phone else (),
        details.town or "",
        (crime_ref,) if crime_ref else (),
    )
