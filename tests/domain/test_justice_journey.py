"""The journey of a suspect: no dead end, no event that breaks it, and what is odd is said and never refused."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.base.errors import Damaged
from caseapp.domain import shipped
from caseapp.domain.endings import Dated, endings
from caseapp.domain.justice_journey import START, Happened, Odd, machine, parse_machine, walk, walks

KNOWN = machine()
KINDS = shipped.justice_events().codes
TODAY = date(2026, 11, 19)


def told(kind: str, day: int = 10, **more: object) -> Happened:
    return Happened(f"{kind}-{day}", kind, date(2026, 11, day), **more)  # type: ignore[arg-type]  # a test names what it needs


def test_every_event_of_the_list_has_its_place_in_the_journey() -> None:
    assert set(KNOWN.moves) == set(KINDS)


def test_every_state_can_be_reached_by_usual_moves_that_events_make() -> None:
    entered = {move.enters for move in KNOWN.moves.values() if move.enters}
    assert set(KNOWN.states) <= entered
    assert [code for code in KNOWN.states if KNOWN.route(START, code) is None] == []


def test_no_state_is_a_dead_end() -> None:
    """From each a resting place can be reached, and each that is no resting place has an event that leads on."""
    entered = {move.enters for move in KNOWN.moves.values()}
    for code, state in KNOWN.states.items():
        assert any(KNOWN.route(code, end) is not None for end, each in KNOWN.states.items() if each.final), code
        assert state.final or entered.intersection(state.to), code


def test_what_a_state_opens_is_opened_by_the_events_that_enter_it() -> None:
    triggers = {rule.id: set(rule.triggers) for rule in shipped.catalogue().rules}
    for code, state in KNOWN.states.items():
        started = {
            trigger
            for move in KNOWN.moves.values()
            if move.enters == code
            for trigger in shipped.justice_events()[move.kind].texts("triggers")
        }
        for rule in state.opens:
            assert triggers[rule] & started, (code, rule)


def paths() -> dict[str, tuple[str, ...]]:
    """For each state the kinds of event that lead there by usual moves."""
    by_state = {move.enters: move.kind for move in reversed(list(KNOWN.moves.values())) if move.enters}
    return {code: tuple(by_state[each] for each in KNOWN.route(START, code) or ()) for code in KNOWN.states}


def test_every_event_in_every_state_is_taken_and_either_moves_stays_or_is_flagged() -> None:
    ways = paths()
    for code, kind in product(KNOWN.states, KINDS):
        events = [Happened(str(n), each, date(2026, 1, 1) + timedelta(n)) for n, each in enumerate(ways[code])]
        before = walk(events, None, TODAY)
        assert before.state == code
        after = walk([*events, Happened("new", kind, date(2026, 10, 1))], None, TODAY)
        move = KNOWN.moves[kind]
        flagged = {flag.odd for flag in after.flags if flag.event_id == "new"}
        if not move.enters or code in move.within or move.enters == code:
            assert (after.state, flagged) == (code, set()), (code, kind)
        elif KNOWN.route(code, move.enters) is None:
            assert (after.state, flagged) == (code, {Odd.ORDER}), (code, kind)
        else:
            assert after.state == move.enters, (code, kind)
            usual = move.enters in KNOWN.states[code].to or not events
            assert flagged == (set() if usual else {Odd.GAP}), (code, kind)


@given(
    st.lists(
        st.builds(
            Happened,
            st.uuids().map(str),
            st.sampled_from([*KINDS, "of_another_version"]),
            st.dates(date(1990, 1, 1), date(2060, 1, 1)),
            st.sampled_from(["day", "about", "unknown"]),
            st.none() | st.dates(date(1990, 1, 1), date(2060, 1, 1)),
            st.sampled_from([None, "A", "B"]),
        ),
        max_size=12,
    ),
    st.none() | st.dates(date(1990, 1, 1), date(2060, 1, 1)),
)
def test_any_events_in_any_order_give_each_suspect_one_state_whatever_was_typed_first(
    events: list[Happened], crime_on: date | None
) -> None:
    try:
        found = walks(events, TODAY, crime_on=crime_on)
    except KeyError as error:
        pytest.fail(f"an event nobody knows broke the journey: {error}")
    assert {each.suspect for each in found} >= {one.suspect for one in events if one.suspect}
    assert all(each.state in KNOWN.states for each in found)
    assert [each.state for each in found] == [
        each.state for each in walks(sorted(events, key=lambda one: one.id), TODAY, crime_on=crime_on)
    ]


def test_two_suspects_go_their_own_ways_and_share_the_report() -> None:
    events = [
        told("report", 2),
        told("arrest", 3, suspect="A"),
        told("arrest", 4, suspect="B"),
        told("interview", 4, suspect="B"),
        told("nfa_police", 9, suspect="B"),
        told("interview", 4, suspect="A"),
        told("bail", 4, suspect="A"),
    ]
    first, second = walks(events, TODAY)
    assert (first.suspect, first.state, first.flags) == ("A", "A6", ())
    assert (second.suspect, second.state, second.flags) == ("B", "A9", ())


def test_two_offences_of_one_suspect_go_their_own_ways() -> None:
    events = [
        told("report", 2),
        told("arrest", 3, suspect="A"),
        told("charge", 5, suspect="A", offence="assault"),
        told("nfa_police", 5, suspect="A", offence="theft"),
    ]
    first, second = walks(events, TODAY)
    assert (first.offence, first.state) == ("assault", "A10")
    assert (second.offence, second.state) == ("theft", "A9")


def test_events_of_one_day_take_their_place_whichever_was_typed_first() -> None:
    found = walk([told("bail", 4), told("interview", 4), told("arrest", 4), told("report", 2)], None, TODAY)
    assert (found.state, found.flags) == ("A6", ())


def test_what_is_missing_is_named_and_never_a_detour() -> None:
    found = walk([told("report", 2), told("verdict_guilty", 9)], None, TODAY)
    (flag,) = found.flags
    assert (found.state, flag.odd) == ("A14", Odd.GAP)
    assert "charged" in flag.words
    assert "review" not in flag.words


@pytest.mark.parametrize(
    ("event", "odd", "moves"),
    [
        (told("arrest", 20), Odd.TO_COME, False),
        (told("arrest", 10, precision="about"), Odd.ABOUT, True),
        (told("arrest", 10, precision="unknown"), Odd.NO_DAY, True),
        (told("arrest", 1), Odd.BEFORE_CRIME, True),
        (told("arrest", 10, learned_on=date(2026, 11, 9)), Odd.HEARD_FIRST, True),
    ],
)
def test_odd_days_are_accepted_and_said(event: Happened, odd: Odd, moves: bool) -> None:
    found = walk([told("report", 5), event], None, TODAY, crime_on=date(2026, 11, 3))
    assert odd in {flag.odd for flag in found.flags if flag.event_id == event.id}
    assert (found.state == "A4") is moves or event.happened_on < date(2026, 11, 5)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ('[[states]]\ncode = "A0"\nlabel = "Again"', "there twice"),
        ('[[states]]\ncode = "Z"\nlabel = "Last"\nto = ["nowhere"]', "does not exist"),
        ('[[events]]\nkind = "no_such_event"', "not on the list"),
    ],
)
def test_a_file_changed_by_hand_is_refused_by_line(line: str, problem: str) -> None:
    small = 'id = "states"\nbail = []\n[[states]]\ncode = "A0"\nlabel = "Start"\n'
    with pytest.raises(Damaged) as damaged:
        parse_machine(small + line, "states.toml")
    assert problem in str(damaged.value.facts["problem"])


BAIL = Dated("b", "bail", date(2026, 11, 5), None, "A")
ARREST = Dated("a", "arrest", date(2026, 11, 3), None, "A")


def test_bail_without_a_day_can_last_three_months_from_the_arrest_and_then_six_and_nine() -> None:
    (first,) = endings([ARREST, BAIL], TODAY)
    assert (first.on, first.given, first.days_left) == (date(2027, 2, 3), False, 76)
    longer = [Dated(str(n), "bail_extended", date(2026, 11, 10 + n), None, "A") for n in range(3)]
    assert endings([ARREST, BAIL, longer[0]], TODAY)[0].on == date(2027, 5, 3)
    assert endings([ARREST, BAIL, *longer[:2]], TODAY)[0].on == date(2027, 8, 3)
    assert endings([ARREST, BAIL, *longer], TODAY)[0].on == date(2026, 11, 12)


def test_a_day_that_was_given_holds_and_a_charge_ends_bail_of_that_suspect_only() -> None:
    given = Dated("g", "bail_extended", date(2026, 11, 12), date(2026, 12, 1), "A")
    other = Dated("o", "bail", date(2026, 11, 6), date(2026, 12, 20), "B")
    assert [(each.suspect, each.on, each.given) for each in endings([BAIL, given, other], TODAY)] == [
        ("A", date(2026, 12, 1), True),
        ("B", date(2026, 12, 20), True),
    ]
    charge = Dated("c", "charge", date(2026, 11, 15), None, "A")
    assert [each.suspect for each in endings([BAIL, given, other, charge], TODAY)] == ["B"]


def test_an_order_is_reminded_of_until_a_week_after_its_end_or_until_it_was_ended() -> None:
    order = Dated("o", "order_made", date(2026, 5, 1), date(2026, 11, 14), None)
    (found,) = endings([order], TODAY)
    assert found.days_left == -5
    assert "What holds now?" in found.words
    assert endings([order], TODAY + timedelta(days=3)) == ()
    assert endings([order, Dated("e", "order_ended", date(2026, 6, 1), None, None)], TODAY) == ()
