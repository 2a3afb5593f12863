"""Whether two records may be about the same person, how sure that is, and why, in reasons a person can check.

Each thing that agrees or differs counts for a number of bits (the base-2 logarithm of how much likelier it
is for one person's two records than for two strangers'; the method of Fellegi and Sunter, 1969). The more
people are known, the more strangers agree by chance, so log2 of their number is taken off. Nothing is ever
merged on a score: it decides the order of a list that a person looks at.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from rapidfuzz.distance import OSA

from caseapp.base.words import later
from caseapp.domain.name_matching import Likeness, bare, name_likeness

LIKELY = 60
POSSIBLE = 20
FEWEST_KNOWN = 1_000
"""A small caseload is scored as if it had this many people: chance agreements are not rarer than that."""

NO_NAMES: Mapping[str, float] = MappingProxyType({})


class MatchLevel(StrEnum):
    """Likely: more than 19 in 20 were the same person when measured. Possible: worth a look."""

    LIKELY = "likely"
    POSSIBLE = "possible"


class MatchReason(StrEnum):
    """What agrees, or speaks against."""

    SAME_NAME = "same_name"
    SAME_FIRST_NAME = "same_first_name"
    SAME_LAST_NAME = "same_last_name"
    NAMES_SWAPPED = "names_swapped"
    NICKNAME = "nickname"
    NAME_ONE_LETTER_APART = "name_one_letter_apart"
    NAME_SIMILAR = "name_similar"
    NAME_SOUNDS_ALIKE = "name_sounds_alike"
    NAME_PART_OF = "name_part_of"
    SAME_DATE_OF_BIRTH = "same_date_of_birth"
    DOB_DAY_MONTH_SWAPPED = "dob_day_month_swapped"
    DOB_ONE_DIGIT_APART = "dob_one_digit_apart"
    DOB_CLOSE = "dob_close"
    SAME_YEAR_OF_BIRTH = "same_year_of_birth"
    SAME_EMAIL = "same_email"
    SIMILAR_EMAIL = "similar_email"
    SAME_PHONE = "same_phone"
    SAME_CRIME_REF = "same_crime_ref"
    SAME_SENDER_NUMBER = "same_sender_number"
    SAME_TOWN = "same_town"
    FIRST_NAME_DIFFERS = "first_name_differs"
    LAST_NAME_DIFFERS = "last_name_differs"
    DOB_DIFFERS = "dob_differs"


REASON_WORDS: dict[MatchReason, str] = later(
    {
        MatchReason.SAME_NAME: "same first and last name",
        MatchReason.SAME_FIRST_NAME: "same first name",
        MatchReason.SAME_LAST_NAME: "same last name",
        MatchReason.NAMES_SWAPPED: "first and last name swapped",
        MatchReason.NICKNAME: "short form of the name",
        MatchReason.NAME_ONE_LETTER_APART: "name one letter apart",
        MatchReason.NAME_SIMILAR: "name nearly the same",
        MatchReason.NAME_SOUNDS_ALIKE: "name sounds alike",
        MatchReason.NAME_PART_OF: "part of a double name",
        MatchReason.SAME_DATE_OF_BIRTH: "same date of birth",
        MatchReason.DOB_DAY_MONTH_SWAPPED: "day and month of birth swapped",
        MatchReason.DOB_ONE_DIGIT_APART: "date of birth one digit apart",
        MatchReason.DOB_CLOSE: "date of birth close",
        MatchReason.SAME_YEAR_OF_BIRTH: "same year of birth",
        MatchReason.SAME_EMAIL: "same e-mail",
        MatchReason.SIMILAR_EMAIL: "e-mail nearly the same",
        MatchReason.SAME_PHONE: "same telephone",
        MatchReason.SAME_CRIME_REF: "same crime reference",
        MatchReason.SAME_SENDER_NUMBER: "same sender's number",
        MatchReason.SAME_TOWN: "same town",
        MatchReason.FIRST_NAME_DIFFERS: "but another first name",
        MatchReason.LAST_NAME_DIFFERS: "but another last name",
        MatchReason.DOB_DIFFERS: "but another date of birth",
    }
)
"""English words for each reason; the window passes them through translation."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What is compared about a person. Phones are in digits as `import_cells.uk_digits` gives, else as
    typed.
    """

    person_id: str
    reference: str = ""
    first: str = ""
    last: str = ""
    known_as: str = ""
    born: date | None = None
    born_precision: str = "day"
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    town: str = ""
    crime_refs: tuple[str, ...] = ()
    their_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PossibleMatch:
    """Somebody known who may be the same person. `score` is 0 to 100; the strongest reasons come first."""

    candidate: KnownPerson
    score: int
    level: MatchLevel
    reasons: tuple[MatchReason, ...]


Evidence = tuple[float, MatchReason | None]
"""Bits for (or, below zero, against) and the reason to show."""

_NAME_BITS: dict[Likeness, tuple[float, MatchReason | None]] = {
    Likeness.UNKNOWN: (0.0, None),
    Likeness.INITIAL: (1.0, None),
    Likeness.SOUNDS_ALIKE: (2.5, MatchReason.NAME_SOUNDS_ALIKE),
    Likeness.SIMILAR: (4.0, MatchReason.NAME_SIMILAR),
    Likeness.NICKNAME: (5.0, MatchReason.NICKNAME),
    Likeness.PART_OF: (5.0, MatchReason.NAME_PART_OF),
    Likeness.ONE_LETTER: (6.0, MatchReason.NAME_ONE_LETTER_APART),
}
_SAME_NAME_BITS = 7.0
COMMONEST_NAME_BITS, RAREST_NAME_BITS = 4.0, 9.0
_FIRST_DIFFERS = (MatchReason.FIRST_NAME_DIFFERS, -4.0)
_LAST_DIFFERS = (MatchReason.LAST_NAME_DIFFERS, -3.5)
"""Less than for a first name: last names change with marriage."""
_TOGETHER = 0.9
"""First and last names go together in families and cultures: two agreements say less than their sum."""
_SWAP_BITS = -0.5
_EMAIL_LEAST_FOR_SLIPS = 9
_PUBLIC_HOSTS = frozenset(
    f"{name}.{end}"
    for name in (
        "gmail",
        "googlemail",
        "hotmail",
        "outlook",
        "live",
        "yahoo",
        "icloud",
        "aol",
        "msn",
        "sky",
        "btinternet",
    )
    for end in ("com", "co.uk")
)
"""Here addresses are made of common names and are near each other by chance."""


def compare(
    one: KnownPerson, other: KnownPerson, known: int = FEWEST_KNOWN, rarity: Mapping[str, float] = NO_NAMES
) -> PossibleMatch | None:
    """How likely it is that two records are about one person, among `known` people; None when it is not
    worth showing.

    `rarity`: bits that a name of `one`, in its bare form, is worth. `candidate` of the answer is `other`.
    """
    names, different_first = _names(one, other, rarity)
    marks = [_born(one, other), _emails(one, other), _phones(one, other), *_numbers(one, other)]
    evidence = [*names, *marks, _towns(one, other)]
    margin = sum(bits for bits, _ in evidence) - math.log2(max(known, FEWEST_KNOWN))
    score = round(100 / (1 + 2 ** (-margin / 2)))
    if different_first or not any(bits > 0 for bits, _ in marks):
        # Twins, sisters and mothers share all but the first name; namesakes share the names and perhaps the town.
        score = min(score, LIKELY - 1)
    if score < POSSIBLE:
        return None
    shown = sorted((each for each in evidence if each[1] is not None), key=lambda each: -each[0])
    reasons = tuple(dict.fromkeys(reason for _, reason in shown if reason is not None))
    return PossibleMatch(other, score, MatchLevel.LIKELY if score >= LIKELY else MatchLevel.POSSIBLE, reasons)


def _names(one: KnownPerson, other: KnownPerson, rarity: Mapping[str, float]) -> tuple[list[Evidence], bool]:
    """Evidence from names; True when both first names are there and are not alike in any way."""
    alike = name_likeness((one.first, one.last), (other.first, other.last), one.known_as, other.known_as)
    first = _name_evidence(alike.first, one.first, rarity, (MatchReason.SAME_FIRST_NAME, *_FIRST_DIFFERS))
    last = _name_evidence(alike.last, one.last, rarity, (MatchReason.SAME_LAST_NAME, *_LAST_DIFFERS))
    evidence: list[Evidence] = [first, last]
    if first[0] > 0 and last[0] > 0:
        evidence.append(((_TOGETHER - 1) * (first[0] + last[0]), None))
    if alike.first is alike.last is Likeness.SAME:
        evidence = [(_TOGETHER * (first[0] + last[0]), MatchReason.SAME_NAME)]
    if alike.swapped:
        evidence.append((_SWAP_BITS, MatchReason.NAMES_SWAPPED))
    return evidence, alike.first is Likeness.DIFFERENT and not alike.swapped


def _name_evidence(
    likeness: Likeness, name: str, rarity: Mapping[str, float], told: tuple[MatchReason, MatchReason, float]
) -> Evidence:
    same, differs, bits_against = told
    if likeness is Likeness.SAME:
        return rarity.get(bare(name), _SAME_NAME_BITS), same
    if likeness is Likeness.DIFFERENT:
        return bits_against, differs
    return _NAME_BITS[likeness]


def _born(one: KnownPerson, other: KnownPerson) -> Evidence:
    a, b = one.born, other.born
    if a is None or b is None:
        return 0.0, None
    if "year" in (one.born_precision, other.born_precision):
        return (4.0, MatchReason.SAME_YEAR_OF_BIRTH) if a.year == b.year else (-3.0, MatchReason.DOB_DIFFERS)
    if "month" in (one.born_precision, other.born_precision):
        same = (a.year, a.month) == (b.year, b.month)
        return (8.0, MatchReason.DOB_CLOSE) if same else (-3.0, MatchReason.DOB_DIFFERS)
    if a == b:
        return 12.0, MatchReason.SAME_DATE_OF_BIRTH
    if a.year == b.year and (a.month, a.day) == (b.day, b.month):
        return 9.0, MatchReason.DOB_DAY_MONTH_SWAPPED
    slips = OSA.distance(a.isoformat(), b.isoformat(), score_cutoff=2)
    parts = (a.year == b.year) + (a.month == b.month) + (a.day == b.day)
    if slips == 1:
        return 6.0, MatchReason.DOB_ONE_DIGIT_APART
    if slips == 2 or parts == 2:
        return 3.5, MatchReason.DOB_CLOSE
    if parts:
        return 0.0, None
    return (-1.0 if abs((a - b).days) <= 400 else -4.0), MatchReason.DOB_DIFFERS


def _emails(one: KnownPerson, other: KnownPerson) -> Evidence:
    """The nearest pair of addresses. People have several, so different ones say little."""
    return max((_email(a, b) for a in one.emails for b in other.emails), default=(0.0, None), key=lambda each: each[0])


def _email(one: str, other: str) -> Evidence:
    a, b = one.strip().casefold(), other.strip().casefold()
    if not a or not b:
        return 0.0, None
    if a == b:
        return 14.0, MatchReason.SAME_EMAIL
    user, _, host = a.partition("@")
    other_user, _, other_host = b.partition("@")
    public = host in _PUBLIC_HOSTS and other_host in _PUBLIC_HOSTS
    slips = OSA.distance(a, b, score_cutoff=4) if min(len(a), len(b)) >= _EMAIL_LEAST_FOR_SLIPS else 5
    if slips <= 4 and _digits(a) == _digits(b) and not (public and host != other_host):
        return (10.0 if slips <= 2 else 7.0) - (4.0 if public else 0.0), MatchReason.SIMILAR_EMAIL
    if user == other_user and len(user) >= 6:
        return 3.0, MatchReason.SIMILAR_EMAIL
    return (0.0 if slips <= 4 else -3.0), None


def _digits(address: str) -> str:
    """kim.lee7 and kim.lee8 are two people; kim.lee7 and kim.le7 may be one."""
    return "".join(sorted(filter(str.isdigit, address)))


def _phones(one: KnownPerson, other: KnownPerson) -> Evidence:
    """Households share telephones, so a shared number says less than it seems; another number says nothing."""
    if set(filter(None, one.phones)) & set(filter(None, other.phones)):
        return 9.0, MatchReason.SAME_PHONE
    return 0.0, None


def _numbers(one: KnownPerson, other: KnownPerson) -> list[Evidence]:
    """References given by others. A crime can have several victims; two senders can both have a number 17."""
    found: list[Evidence] = []
    if {bare(each) for each in one.crime_refs if each} & {bare(each) for each in other.crime_refs if each}:
        found.append((7.0, MatchReason.SAME_CRIME_REF))
    if set(filter(None, one.their_ids)) & set(filter(None, other.their_ids)):
        found.append((3.0, MatchReason.SAME_SENDER_NUMBER))
    return found


def _towns(one: KnownPerson, other: KnownPerson) -> Evidence:
    """People move, often because they had to."""
    a, b = bare(one.town), bare(other.town)
    if not a or not b:
        return 0.0, None
    if a == b:
        return 2.5, MatchReason.SAME_TOWN
    if OSA.distance(a, b, score_cutoff=3) <= (1 if min(len(a), len(b)) < 6 else 3):
        return 1.5, MatchReason.SAME_TOWN
    return -2.0, None
