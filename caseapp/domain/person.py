"""How a person is named and how old they are, as far as is known."""

from dataclasses import dataclass
from datetime import date

from caseapp.domain.code_lists import CodeList


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """What is recorded about the person supported. None means not known; coded fields use `resources/lists`."""

    first_name: str | None = None
    last_name: str | None = None
    known_as: str | None = None
    born_on: date | None = None
    born_precision: str | None = None
    age_band: str | None = None
    sex: str | None = None
    ethnicity: str | None = None
    orientation: str | None = None
    disability: str | None = None
    religion: str | None = None
    language: str | None = None
    interpreter: str | None = None
    lives_with: str | None = None
    district: str | None = None
    town: str | None = None
    phone: str | None = None
    email: str | None = None


def call_name(first: str | None, last: str | None, known_as: str | None, reference: str = "") -> str:
    """What the app calls someone in a sentence: the name they go by, else the first name, else the reference."""
    return known_as or first or last or reference


def full_name(first: str | None, last: str | None, known_as: str | None, reference: str = "") -> str:
    """First and last name, as a page title shows it."""
    name = " ".join(part for part in (known_as or first, last) if part)
    return name or reference


def list_name(first: str | None, last: str | None, known_as: str | None, reference: str = "") -> str:
    """Last name first, as lists show it."""
    given = known_as or first
    if last and given:
        return f"{last}, {given}"
    return last or given or reference


def initials(first: str | None, last: str | None, known_as: str | None) -> str:
    """Up to two letters, shown where a name would be too much."""
    return "".join(part[0].upper() for part in (known_as or first, last) if part)[:2] or "?"


def age_on(born: date | None, day: date) -> int | None:
    """Age in whole years on a day; a leap-day birthday falls on 1 March in other years (England and Wales practice)."""
    if born is None or born > day:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def age_band(age: int | None, bands: CodeList) -> str:
    """The reporting band of an age (`resources/lists/age_bands.toml`), `not_known` without one."""
    if age is not None:
        for band in bands.items:
            if band.number("low") <= age <= band.number("high"):
                return band.code
    return "not_known"
