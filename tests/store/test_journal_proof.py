"""The chain shows the first entry that is not as it was written."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.store.journal import GENESIS, Entry, HybridClock, body_of, prove


def chain(bodies: list[str]) -> list[SimpleNamespace]:
    previous, rows = GENESIS, []
    for number, body in enumerate(bodies):
        entry = Entry(
            f"{number:032x}", "b" * 32, f"{number:012x}-000000-dev", "robin", "dev", "added", "person", "p", None, body
        )
        row = entry.chained(previous)
        previous = row["chain"]
        rows.append(SimpleNamespace(seq=number + 1, **row))
    return rows


@given(st.lists(st.text(), min_size=1, max_size=8), st.data())
def test_any_altered_field_is_found_where_it_is(bodies: list[str], data: st.DataObject) -> None:
    rows = chain(bodies)
    assert prove(rows).broken_at is None
    place = data.draw(st.integers(0, len(rows) - 1))
    name = data.draw(st.sampled_from(["body", "actor", "action", "entity_id", "case_id", "hlc", "digest", "chain"]))
    old = getattr(rows[place], name)
    setattr(rows[place], name, bytes(32) if isinstance(old, bytes) else (old or "") + "x")
    assert prove(rows).broken_at == place + 1


@given(st.lists(st.text(), min_size=2, max_size=8), st.data())
def test_an_entry_taken_out_is_noticed_unless_it_was_the_last(bodies: list[str], data: st.DataObject) -> None:
    rows = chain(bodies)
    place = data.draw(st.integers(0, len(rows) - 2))
    del rows[place]
    assert prove(rows).broken_at is not None


def test_an_empty_journal_is_whole() -> None:
    def nothing() -> Iterator[object]:
        yield from ()

    assert prove(nothing()) == type(prove(nothing()))(0, 0, None)


@pytest.mark.parametrize("steps", [[0, 1, -5, -5, 2], [0, 0, 0], [3600_000, -3600_000]])
def test_the_hybrid_clock_never_runs_backwards_when_the_computer_clock_does(steps: list[int]) -> None:
    now, stamps = datetime(2026, 11, 19, 9, tzinfo=UTC), []
    clock = HybridClock("device-1", None)
    for step in steps:
        now += timedelta(milliseconds=step)
        stamps.append(clock.tick(now))
    assert stamps == sorted(stamps)
    assert len(set(stamps)) == len(stamps)
    assert HybridClock("device-1", stamps[-1]).tick(now) > stamps[-1]


def test_the_body_is_canonical() -> None:
    changes = {"b": (None, True), "a": (datetime(2026, 1, 2, tzinfo=UTC), None)}
    assert body_of(changes) == '{"a":["2026-01-02T00:00:00.000Z",null],"b":[null,true]}'
