"""Is this person known already?"""

from datetime import date

import pytest

from caseapp.domain.case import CaseHit, KnownCase
from caseapp.domain.known_search import KnownSearch, person_to_find, read_person
from caseapp.domain.person import PersonDetails
from caseapp.domain.possible_match import KnownPerson, MatchReason

AMARA = KnownPerson("p1", "KT-0101", "Amara", "Example", born=date(1985, 3, 1), phones=("07700900123",))
INES = KnownPerson("p2", "", "Ines", "Sample", emails=("ines@example.org",))
OLD = KnownCase("c1", "p1", "KT-0099", date(2025, 1, 1))
NEW = KnownCase("c2", "p1", "KT-0101", None)


@pytest.fixture
def search() -> KnownSearch:
    return KnownSearch((AMARA, INES), (OLD, NEW))


def names(found: tuple) -> list[str]:
    return [each.person.first for each in found]


@pytest.mark.parametrize(
    "typed", ["Amara Example", "example, amara", "07700 900123", "+44 7700 900123", "Amera Exampel", "Amara"]
)
def test_somebody_is_found_by_name_number_or_slip(search: KnownSearch, typed: str) -> None:
    assert names(search.typed(typed)) == ["Amara"]


def test_somebody_is_found_by_address_without_a_case(search: KnownSearch) -> None:
    found = search.typed("Ines@Example.org")
    assert names(found) == ["Ines"]
    assert found[0].open_case is None
    assert found[0].reasons == (MatchReason.SAME_EMAIL,)


@pytest.mark.parametrize("typed", ["", " ", "a", "??", "Zebedee Quill", "01632 960000"])
def test_nobody_is_found_for_nothing_or_for_a_stranger(search: KnownSearch, typed: str) -> None:
    assert search.typed(typed) == ()


def test_words_in_the_record_come_first_and_only_once(search: KnownSearch) -> None:
    hit = CaseHit("c2", "KT-0101", "Amara", "Example", None, None, None, "name")
    note = CaseHit("c1", "KT-0099", "Amara", "Example", None, None, None, "note")
    found = search.typed("ama", (hit, note))
    assert names(found) == ["Amara"]
    assert found[0].by_words


def test_the_newest_open_case_is_named(search: KnownSearch) -> None:
    found = search.of("p1")
    assert found is not None
    assert found.open_case == NEW
    assert found.cases == (OLD, NEW)
    assert search.of("nobody") is None


def test_a_referral_does_not_find_the_person_it_is_filed_under(search: KnownSearch) -> None:
    wanted = person_to_find(PersonDetails("Amara", "Example", born_on=date(1985, 3, 1), phone="07700 900123"))
    assert names(search.like(wanted)) == ["Amara"]
    assert search.like(wanted, but="p1") == ()


def test_what_is_typed_is_read_as_names_number_or_address() -> None:
    assert read_person("Amara van der Example").last == "van der Example"
    assert read_person("Example, Amara").first == "Amara"
    assert read_person("07700 900123").phones == ("07700900123",)
    assert read_person(" ines@example.org ").emails == ("ines@example.org",)
