"""Finds the few people worth comparing with a new record among tens of thousands, and compares those."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntFlag, auto

from caseapp.domain.import_cells import uk_digits
from caseapp.domain.import_rows import ImportRow
from caseapp.domain.name_matching import bare, nickname_families, sound
from caseapp.domain.possible_match import (
    COMMONEST_NAME_BITS,
    RAREST_NAME_BITS,
    KnownPerson,
    MatchLevel,
    PossibleMatch,
    compare,
)

RARE = 10
"""A trait that at most so many people share is reason enough to compare them."""
SHOWN_AT_MOST = 10


class Trait(IntFlag):
    """Sorts of things that two records can share. One `SURE` is enough to compare them, or any two others."""

    SURE = auto()
    FIRST = auto()
    LAST = auto()
    KNOWN_AS = auto()
    YEAR = auto()
    PART_OF_BIRTH = auto()
    ADDRESS = auto()


class MatchIndex:
    """Known people by what they could be recognised by. One index serves a whole import: add rows as they
    come.
    """

    def __init__(self, candidates: Iterable[KnownPerson] = ()) -> None:
        self._people: list[KnownPerson] = []
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        self._names: Counter[str] = Counter()
        for each in candidates:
            self.add(each)

    def __len__(self) -> int:
        return len(self._people)

    def add(self, person: KnownPerson) -> None:
        """Makes a person findable."""
        number = len(self._people)
        self._people.append(person)
        self._names.update({bare(person.first), bare(person.last)} - {""})
        for key in {key for key, _ in _keys(person)}:
            self._by_key[key].append(number)

    def find(self, person: KnownPerson, among: int = 0, limit: int = SHOWN_AT_MOST) -> tuple[PossibleMatch, ...]:
        """People who may be this one, most likely first. `among`: how many people there are in all."""
        shared: dict[int, int] = {}
        for key, trait in _keys(person):
            numbers = self._by_key.get(key, ())
            bit = int(trait if len(numbers) > RARE else Trait.SURE)
            for number in numbers:
                shared[number] = shared.get(number, 0) | bit
        known = max(len(self), among)
        rarity = {name: self._bits(name) for name in (bare(person.first), bare(person.last))}
        found = (
            compare(person, self._people[number], known, rarity)
            for number, bits in shared.items()
            if bits & Trait.SURE or bits.bit_count() > 1
        )
        best = sorted((each for each in found if each), key=lambda each: (-each.score, each.candidate.person_id))
        return tuple(best[:limit])

    def _bits(self, name: str) -> float:
        """How much it says that two people both have this name: less for Jones than for Featherstone.

        Until many people are known, every name counts as one person in 128 having it.
        """
        share = (self._names[name] + 10) / (len(self) + 1280)
        return min(RAREST_NAME_BITS, max(COMMONEST_NAME_BITS, -math.log2(share)))


def _keys(person: KnownPerson) -> Iterator[tuple[str, Trait]]:
    """What a person can be found by. First and last names share their keys, so that swapped names are found."""
    for email in person.emails:
        address = email.strip().casefold()
        user, _, host = address.partition("@")
        yield f"email {address}", Trait.SURE
        if len(user) >= 5:
            yield f"user {user}", Trait.SURE
        yield f"start {user[:4]} {host[:3]}", Trait.SURE
        yield f"host {user[:1]} {host}", Trait.ADDRESS
    for phone in person.phones:
        yield f"phone {phone}", Trait.SURE
    for number in person.crime_refs:
        yield f"crime {bare(number)}", Trait.SURE
    if person.born is not None:
        yield from _birth_keys(person.born, person.born_precision)
    named = ((person.first, Trait.FIRST), (person.last, Trait.LAST), (person.known_as, Trait.KNOWN_AS))
    for name, trait in named:
        plain = bare(name)
        for word in {*plain.split(), plain.replace(" ", "")} - {""}:
            yield f"sound {sound(word) or word}", trait
            yield f"letters {''.join(sorted(word))}", trait
        for family in nickname_families(plain):
            yield f"family {family}", trait


def _birth_keys(born: date, precision: str) -> Iterator[tuple[str, Trait]]:
    yield f"year {born.year}", Trait.YEAR
    if precision == "year":
        return
    yield f"month {born.year} {born.month}", Trait.PART_OF_BIRTH
    if precision == "day":
        low, high = sorted((born.month, born.day))
        yield f"born {born.year} {low} {high}", Trait.SURE
        yield f"day {born.month} {born.day}", Trait.PART_OF_BIRTH
        yield f"year and day {born.year} {born.day}", Trait.PART_OF_BIRTH


def known_from_row(row: ImportRow, person_id: str = "") -> KnownPerson:
    """The person of an import row, ready to compare. Without an id the row's line stands for one."""
    person, referral = row.person, row.referral
    return KnownPerson(
        person_id or f"line {row.line}",
        "",
        person.first_name or "",
        person.last_name or "",
        person.known_as or "",
        person.born_on,
        person.born_precision or "day",
        (person.email,) if person.email else (),
        (uk_digits(person.phone) or person.phone,) if person.phone else (),
        person.town or "",
        (referral.crime_ref,) if referral.crime_ref else (),
        (referral.their_id,) if referral.their_id else (),
    )


@dataclass(frozen=True, slots=True)
class SheetMatch:
    """Two rows of one sheet that may be about the same person; `match.candidate` is the person of `earlier`."""

    line: int
    earlier: int
    match: PossibleMatch


def matches_within(rows: Sequence[ImportRow]) -> tuple[SheetMatch, ...]:
    """Rows that may be about somebody an earlier row is about, in line order."""
    index = MatchIndex()
    lines: dict[str, int] = {}
    found: list[SheetMatch] = []
    for row in rows:
        person = known_from_row(row)
        for match in index.find(person, among=len(rows), limit=len(rows)):
            found.append(SheetMatch(row.line, lines[match.candidate.person_id], match))
        index.add(person)
        lines[person.person_id] = row.line
    return tuple(found)


def likely_groups(matches: Iterable[SheetMatch]) -> tuple[tuple[int, ...], ...]:
    """Lines joined by likely matches, each group in line order: one person a group, for somebody to confirm."""
    leader: dict[int, int] = {}

    def lead(line: int) -> int:
        while leader.setdefault(line, line) != line:
            line = leader[line]
        return line

    for each in matches:
        if each.match.level is MatchLevel.LIKELY:
            one, other = sorted((lead(each.line), lead(each.earlier)))
            leader[other] = one
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for line in sorted(leader):
        groups[lead(line)].append(line)
    return tuple(tuple(group) for group in groups.values())
