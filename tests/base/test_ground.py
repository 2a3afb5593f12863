"""Clock, identifiers, references and sentences: the ground the rest stands on."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.base.clock import SetClock, at_london, london, london_date
from caseapp.base.errors import Refused
from caseapp.base.ids import uuid7
from caseapp.base.words import known_codes, sentence
from caseapp.domain.reference import make_reference, read_reference


@given(st.integers(631152000, 4102444800), st.integers())
def test_identifiers_are_version_7_and_repeat_with_the_same_stream(seconds: int, seed: int) -> None:
    instant = datetime.fromtimestamp(seconds, UTC)
    made = uuid7(instant, Random(seed))
    assert made == uuid7(instant, Random(seed))
    assert len(made) == 32
    assert made[12] == "7"
    assert made[16] in "89ab"
    assert int(made[:12], 16) == int(instant.timestamp() * 1000)


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=20, unique=True))
def test_identifiers_sort_by_the_millisecond_they_were_made_in(steps: list[int]) -> None:
    start = datetime(2026, 11, 21, tzinfo=UTC)
    made = [uuid7(start + timedelta(milliseconds=step)) for step in sorted(steps)]
    assert made == sorted(made)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 3, 28, 23, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 23, 30, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_today_is_the_date_in_london_through_both_clock_changes(instant: datetime, day: date) -> None:
    assert london_date(instant) == day


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2090, 1, 1)), st.integers(3, 23), st.integers(0, 59))
def test_a_wall_clock_time_comes_back_as_it_was(day: date, hour: int, minute: int) -> None:
    back = london(at_london(day, hour, minute))
    assert (back.date(), back.hour, back.minute) == (day, hour, minute)


def test_a_set_clock_moves_only_when_told() -> None:
    clock = SetClock(datetime(2026, 11, 19, 9, tzinfo=UTC))
    assert clock.now() == clock.now()
    clock.forward(timedelta(minutes=5))
    assert (clock.now().minute, clock.monotonic()) == (5, 300)


@given(st.integers(1, 10**7), st.sampled_from(["KT", "A", "WXYZ"]))
def test_a_reference_is_read_however_it_is_typed(serial: int, prefix: str) -> None:
    reference = make_reference(prefix, serial)
    assert read_reference(reference) == reference
    assert read_reference(f"  {reference.lower().replace('-', ' ')} ") == reference
    assert read_reference(reference.replace("-", "")) == reference


@given(st.integers(1, 10**6), st.data())
def test_one_wrong_digit_or_two_swapped_are_noticed(serial: int, data: st.DataObject) -> None:
    prefix, digits = make_reference("KT", serial).split("-")
    place = data.draw(st.integers(0, len(digits) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != digits[place]]))
    assert read_reference(f"{prefix}-{digits[:place]}{other}{digits[place + 1 :]}") is None
    if place + 1 < len(digits) and digits[place] != digits[place + 1]:
        swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
        assert read_reference(f"{prefix}-{swapped}") is None


@pytest.mark.parametrize("typed", ["", "Amara", "KT", "0147", "KT-", "KT-1", "TOOLONG-0147", "KT-01x7"])
def test_what_is_no_reference_is_none(typed: str) -> None:
    assert read_reference(typed) is None


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 row cannot be read as it is, on line 4."), (8, "8 rows cannot be read as they are, the first on line 4.")],
)
def test_one_row_and_several_are_said_differently(count: int, said: str) -> None:
    assert sentence(Refused("import_rows_refused", count=count, line=4)).startswith(said)


def test_a_sentence_is_said_even_when_a_fact_is_missing() -> None:
    assert "year_empty" in known_codes()
    assert "?" in sentence(Refused("year_empty"))
    assert "2025-26" in sentence(Refused("year_empty", year="2025-26"))
    assert "no_such_code" in sentence(Refused("no_such_code"))
