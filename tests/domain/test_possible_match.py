"""Who may be the same person, and why; measured on 1,000 messy rows about 251 people that nobody here wrote."""

import csv
import random
from collections.abc import Callable
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.domain.case import NewReferral
from caseapp.domain.import_rows import ImportRow
from caseapp.domain.match_index import MatchIndex, known_from_row, likely_groups, matches_within
from caseapp.domain.name_matching import Likeness, bare, likeness, name_likeness, sound
from caseapp.domain.person import PersonDetails
from caseapp.domain.possible_match import (
    REASON_WORDS,
    KnownPerson,
    MatchLevel,
    MatchReason,
    PossibleMatch,
    compare,
)

DATA = Path(__file__).parent.parent / "data" / "splink_fake_1000.csv"


def person(first: str = "Isla", last: str = "Hall", born: date | None = None, **more: str) -> KnownPerson:
    return KnownPerson(
        "p",
        first=first,
        last=last,
        born=born,
        emails=(more["email"],) if "email" in more else (),
        phones=(more["phone"],) if "phone" in more else (),
        town=more.get("town", ""),
        known_as=more.get("known_as", ""),
        born_precision=more.get("born_precision", "day"),
    )


def found(one: KnownPerson, other: KnownPerson) -> PossibleMatch:
    match = compare(one, other)
    assert match is not None
    return match


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("Robert", "Rob", Likeness.NICKNAME),
        ("Bob", "ROBERT", Likeness.NICKNAME),
        ("Allen", "Alan", Likeness.SOUNDS_ALIKE),
        ("Philips", "Phillips", Likeness.ONE_LETTER),
        ("Rwoe", "Rowe", Likeness.ONE_LETTER),
        ("Knight", "Nite", Likeness.SOUNDS_ALIKE),
        ("Siân", "Sian", Likeness.SAME),
        ("O'Brien", "OBrien", Likeness.SAME),
        ("Smith-Jones", "Jones", Likeness.PART_OF),
        ("I", "Isla", Likeness.INITIAL),
        ("Isla", "Grace", Likeness.DIFFERENT),
        ("", "Isla", Likeness.UNKNOWN),
        ("محمد", "محمد", Likeness.SAME),
        ("李", "王", Likeness.DIFFERENT),
    ],
)
def test_how_alike_names_are(one: str, other: str, wanted: Likeness) -> None:
    assert likeness(one, other) is wanted
    assert likeness(other, one) is wanted


def test_swapped_and_known_as_names() -> None:
    assert name_likeness(("Isla", "Hall"), ("Hall", "Isla")).swapped
    assert not name_likeness(("Isla", "Hall"), ("Isla", "")).swapped
    assert name_likeness(("Margaret", "Hall"), ("Peg", "Hall"), "", "").first is Likeness.DIFFERENT
    assert name_likeness(("Margaret", "Hall"), ("Peg", "Hall"), "Peg", "").first is Likeness.SAME


@given(st.text(), st.text())
def test_any_names_can_be_compared_either_way(one: str, other: str) -> None:
    assert likeness(one, other) is likeness(other, one)
    assert sound(one) == sound(bare(one))
    compare(person(one, other), person(other, one))


BORN_THAT_YEAR = person(born=date(1985, 1, 1), born_precision="year")


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (person(born=date(1985, 2, 7)), person(born=date(1985, 2, 7)), MatchReason.SAME_DATE_OF_BIRTH),
        (person(born=date(1985, 2, 7)), person(born=date(1985, 7, 2)), MatchReason.DOB_DAY_MONTH_SWAPPED),
        (person(born=date(1985, 2, 7)), person(born=date(1985, 2, 1)), MatchReason.DOB_ONE_DIGIT_APART),
        (BORN_THAT_YEAR, person(born=date(1985, 2, 1)), MatchReason.SAME_YEAR_OF_BIRTH),
        (person(email="isla@a.org"), person(email="ISLA@a.org"), MatchReason.SAME_EMAIL),
        (person(email="isla.hall@a.org"), person(email="isla.hal@a.org"), MatchReason.SIMILAR_EMAIL),
        (person(phone="07700900123"), person(phone="07700900123"), MatchReason.SAME_PHONE),
        (person("Robert", phone="1"), person("Rob", phone="1"), MatchReason.NICKNAME),
        (person(town="Deal"), person(town="deal"), MatchReason.SAME_TOWN),
        (person(), person("Hall", "Isla"), MatchReason.NAMES_SWAPPED),
        (person(phone="1"), person("Isal", phone="1"), MatchReason.NAME_ONE_LETTER_APART),
        (person("Steven", "Nite", phone="1"), person("Steven", "Knight", phone="1"), MatchReason.NAME_SOUNDS_ALIKE),
    ],
)  # fmt: skip
def test_reasons_say_what_agrees(one: KnownPerson, other: KnownPerson, reason: MatchReason) -> None:
    assert reason in found(one, other).reasons


def test_every_reason_has_words() -> None:
    assert set(REASON_WORDS) == set(MatchReason)


def test_relatives_under_one_roof_are_never_likely() -> None:
    shared = {"email": "halls@example.org", "phone": "01304200100", "town": "Deal"}
    mother = person("Grace", born=date(1985, 2, 7), **shared)
    assert found(mother, person("Isla", born=date(2007, 5, 1), **shared)).level is MatchLevel.POSSIBLE
    twin = person("Isla", born=date(1985, 2, 7), **shared)
    assert found(mother, twin).level is MatchLevel.POSSIBLE
    assert MatchReason.FIRST_NAME_DIFFERS in found(mother, twin).reasons


def test_a_new_last_name_is_still_likely() -> None:
    before = person("Isla", "Hall", date(1985, 2, 7), town="Deal")
    assert found(before, person("Isla", "Rowe", date(1985, 2, 7), town="Deal")).level is MatchLevel.LIKELY


def test_the_same_name_and_town_alone_are_not_likely() -> None:
    assert found(person(town="Deal"), person(town="Deal")).level is MatchLevel.POSSIBLE


def test_numbered_addresses_of_public_hosts_are_not_one_person() -> None:
    one = person("Kim", "Lee", email="kim.lee7@gmail.com", born=date(1980, 1, 1))
    other = person("Kim", "Lee", email="kim.lee8@gmail.com", born=date(1999, 10, 30))
    match = compare(one, other)
    assert match is None or match.level is MatchLevel.POSSIBLE


def import_row(line: int, first: str, last: str, born: date | None = None, email: str = "") -> ImportRow:
    return ImportRow(
        line,
        NewReferral(date(2025, 1, 1)),
        PersonDetails(first or None, last or None, born_on=born, born_precision="day", email=email or None),
    )


def test_a_row_is_matched_with_people_known_already() -> None:
    known = [person("Isla", "Hall", date(1985, 2, 7)), person("Ada", "Rowe", date(1990, 1, 1))]
    matches = MatchIndex(known).find(known_from_row(import_row(2, "Hall", "Isla", date(1985, 7, 2))))
    assert [match.candidate.first for match in matches] == ["Isla"]
    assert {MatchReason.NAMES_SWAPPED, MatchReason.DOB_DAY_MONTH_SWAPPED} <= set(matches[0].reasons)
    assert MatchIndex(known).find(known_from_row(import_row(3, "", ""))) == ()


def test_strangers_in_a_large_vault_are_seldom_likely() -> None:
    """People put together at random from real-shaped names: every likely match would be a false one."""
    rows, _ = splink_rows()
    firsts = [row.person.first_name for row in rows if row.person.first_name]
    lasts = [row.person.last_name for row in rows if row.person.last_name]
    chance = random.Random(5)

    def stranger(number: int) -> KnownPerson:
        born = date.fromordinal(date(1945, 1, 1).toordinal() + chance.randrange(365 * 63))
        town = chance.choice(["Dover", "Deal", "Ashford", "Margate", "Chatham", ""])
        return KnownPerson(f"{number}", first=chance.choice(firsts), last=chance.choice(lasts), born=born, town=town)

    index = MatchIndex(stranger(number) for number in range(5000))
    asked = [stranger(number) for number in range(5000, 5300)]
    likely = sum(any(match.level is MatchLevel.LIKELY for match in index.find(each)) for each in asked)
    assert likely <= len(asked) * 0.03


def splink_rows() -> tuple[list[ImportRow], dict[int, int]]:
    with DATA.open(encoding="utf-8", newline="") as file:
        raw = list(csv.DictReader(file))
    rows = [
        import_row(line, each["first_name"], each["surname"], date.fromisoformat(each["dob"]), each["email"])
        for line, each in enumerate(raw, start=2)
    ]
    named = [
        ImportRow(row.line, row.referral, PersonDetails(row.person.first_name, row.person.last_name,
                  born_on=row.person.born_on, born_precision="day", email=row.person.email, town=each["city"] or None))
        for row, each in zip(rows, raw, strict=True)
    ]  # fmt: skip
    return named, {line: int(each["cluster"]) for line, each in enumerate(raw, start=2)}


def test_precision_and_recall_on_rows_with_known_answers() -> None:
    """Weights were chosen on the people with even numbers; the odd ones are the honest measure."""
    rows, cluster = splink_rows()
    matches = matches_within(rows)

    def measured(keep: Callable[[int], bool], *levels: MatchLevel) -> tuple[float, float]:
        true = sum(
            cluster[a.line] == cluster[b.line] for a, b in combinations([r for r in rows if keep(cluster[r.line])], 2)
        )
        shown = [
            each for each in matches
            if each.match.level in levels and keep(cluster[each.line]) and keep(cluster[each.earlier])
        ]  # fmt: skip
        right = sum(cluster[each.line] == cluster[each.earlier] for each in shown)
        return right / len(shown), right / true

    for keep in (lambda _: True, lambda number: number % 2 == 1):
        precision, recall = measured(keep, MatchLevel.LIKELY)
        assert precision >= 0.99
        assert recall >= 0.79
        precision, recall = measured(keep, MatchLevel.LIKELY, MatchLevel.POSSIBLE)
        assert precision >= 0.95
        assert recall >= 0.90
    groups = likely_groups(matches)
    assert all(len({cluster[line] for line in group}) == 1 for group in groups)


def test_a_row_compares_telephones_by_their_digits() -> None:
    row = ImportRow(2, NewReferral(date(2025, 1, 1)), PersonDetails("Isla", phone="+44 7700 900123"))
    assert known_from_row(row).phones == ("07700900123",)
