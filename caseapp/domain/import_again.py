"""Whether a row of a sheet is a referral that came before, and what a row says otherwise than a person's record."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from caseapp.domain import shipped
from caseapp.domain.import_mapping import FIELD
from caseapp.domain.import_rows import ImportRow
from caseapp.domain.name_matching import bare
from caseapp.domain.person import PersonDetails
from caseapp.domain.possible_match import PossibleMatch

AS_RECEIVED = " (as received): "
"""Marks a line of a summary that keeps what a sheet said when a person's record says otherwise."""

_COMPARED = ("first_name", "last_name", "known_as", "born_on", "age_band", "sex", "district", "town", "phone", "email")
_LISTS = {"sex": "sex", "age_band": "age_bands"}


@dataclass(frozen=True, slots=True)
class KnownReferral:
    """A referral in the vault. `as_received` are the lines of its summary that keep what its sheet said."""

    person_id: str
    person: PersonDetails
    received_on: date
    referrer_agency: str | None
    their_id: str | None
    crime_ref: str | None
    as_received: tuple[str, ...] = ()


def differences(received: PersonDetails, stored: PersonDetails, areas: Mapping[str, str]) -> tuple[str, ...]:
    """What a row says otherwise than a person's record, a line each, so that none of it is lost. `areas`: label → code.

    An age band says nothing beside a date of birth; what a row leaves empty it does not say.
    """
    lines = []
    for name in _COMPARED:
        said = getattr(received, name)
        if said is None or said == getattr(stored, name) or (name == "age_band" and received.born_on is not None):
            continue
        label = FIELD["born" if name in ("born_on", "age_band") else name].label
        lines.append(f"{label}{AS_RECEIVED}{_words(name, said, areas)}")
    return tuple(lines)


def as_received_lines(summary: str | None) -> tuple[str, ...]:
    """The lines of a summary that keep what a sheet said."""
    return tuple(line for line in (summary or "").splitlines() if AS_RECEIVED in line)


class Seen:
    """Tells whether a row is a referral that the vault has already.

    Senders number their rows from 1 every month, so a number alone is never enough: what the row says about the person
    must be on record too, or the person must be one who may be the same.
    """

    def __init__(self, referrals: Iterable[KnownReferral], areas: Mapping[str, str], *, dates_given: bool) -> None:
        self._areas, self._dates_given = areas, dates_given
        self._by_number: defaultdict[tuple[str, str], list[KnownReferral]] = defaultdict(list)
        self._by_crime: defaultdict[tuple[str, str, date], list[KnownReferral]] = defaultdict(list)
        self._by_name: defaultdict[tuple[str, str, date], list[KnownReferral]] = defaultdict(list)
        for each in referrals:
            agency = bare(each.referrer_agency or "")
            if each.their_id:
                self._by_number[agency, each.their_id.strip().casefold()].append(each)
            if each.crime_ref:
                self._by_crime[agency, bare(each.crime_ref), each.received_on].append(each)
            self._by_name[(*_names(each.person), each.received_on)].append(each)

    def again(self, row: ImportRow, matches: tuple[PossibleMatch, ...]) -> KnownReferral | None:
        """The referral that a row repeats, or None: the sender's number from the same agency, else the crime reference
        or the name with the day it was received. `matches`: known people who may be the person of the row.
        """
        referral = row.referral
        agency = bare(referral.referrer_agency or "")
        if referral.their_id:
            candidates = self._by_number.get((agency, referral.their_id.strip().casefold()), [])
        elif not self._dates_given:
            return None
        elif referral.crime_ref:
            candidates = self._by_crime.get((agency, bare(referral.crime_ref), referral.received_on), [])
        else:
            candidates = self._by_name.get((*_names(row.person), referral.received_on), [])
        alike = {match.candidate.person_id for match in matches}
        return next((each for each in candidates if each.person_id in alike or self._on_record(row, each)), None)

    def _on_record(self, row: ImportRow, known: KnownReferral) -> bool:
        """Whether the referral and the person's record hold everything the row says about the person."""
        said = [name for name in _COMPARED if getattr(row.person, name) is not None]
        if not said:
            return _names(known.person) == ("", "")
        return set(differences(row.person, known.person, self._areas)) <= set(known.as_received)


def _words(name: str, said: object, areas: Mapping[str, str]) -> str:
    if name == "district":
        return next((label for label, code in areas.items() if code == said), str(said))
    return shipped.code_list(_LISTS[name]).label(str(said)) if name in _LISTS else str(said)


def _names(person: PersonDetails) -> tuple[str, str]:
    return bare(person.first_name or ""), bare(person.last_name or "")
