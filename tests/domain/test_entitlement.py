"""What an event opens, and how a duty stands: never an accusation, and a choice is never a failure."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.domain import shipped
from caseapp.domain.catalogue import EditionStatus, Rule
from caseapp.domain.due_dates import Due, due
from caseapp.domain.entitlement import (
    Answer,
    Delivery,
    Glyph,
    Standing,
    Status,
    entitlements_opened,
    glyph_of,
    line_for,
    owed_by,
    status_of,
)

CODE = shipped.catalogue()
CALENDAR = shipped.calendar()
KINDS = shipped.justice_events()
ON = date(2026, 11, 17)

ONE_DATE = Due(date(2026, 11, 18), date(2026, 11, 18), "")
TWO_DATES = Due(date(2026, 11, 18), date(2026, 11, 25), "")
NEVER_CERTAIN = Due(date(2026, 11, 18), None, "")
NO_DATE = Due(None, None, "")


def opened(kind: str, on: date | None = ON, ruled_out: frozenset[str] = frozenset()) -> set[str]:
    return {rule.id[3:] for rule in entitlements_opened(CODE, kind, KINDS, on=on, ruled_out=ruled_out)}


def standing(what: Due, delivery: Delivery, today: date) -> Status:
    return status_of(what, delivery, today=today, calendar=CALENDAR)


@pytest.mark.parametrize(
    ("kind", "rules"),
    [
        ("incident", {"023", "028"}),
        ("report", {"005", "015", "016", "019", "022", "052", "028"}),
        ("crime_recorded", {"037", "038"}),
        ("no_investigation", {"036"}),
        ("arrest", {"030"}),
        ("interview", {"031"}),
        ("released_no_charge", {"032"}),
        ("bail", {"033", "049"}),
        ("bail_changed", {"035"}),
        ("rui", {"034"}),
        ("nfa_police", {"042", "046"}),
        ("cps_no_charge", {"043", "047"}),
        ("charge", {"041"}),
        ("disposal_made", {"040"}),
        ("hearing_listed", {"058"}),
        ("trial_moved", {"058"}),
        ("bail_hearing", {"059"}),
        ("cps_intends_stop", {"048"}),
        ("cps_stops", {"044"}),
        ("plea_not_guilty", {"061"}),
        ("witness_called", {"062"}),
        ("trial_listed", {"058", "064", "065"}),
        ("verdict_guilty", {"069", "054"}),
        ("verdict_not_guilty", {"069"}),
        ("sentence", {"070", "073", "074", "080"}),
        ("appeal", {"075"}),
        ("appeal_listed", {"076"}),
        ("ccrc_review", {"077"}),
        ("vcs_referral", {"081"}),
        ("parole_review", {"087"}),
        ("parole_decision", {"089"}),
        ("tribunal_application", {"093"}),
        ("complaint", {"096"}),
        ("expenses_claim", {"078"}),
    ],
)
def test_one_event_opens_what_the_journey_says(kind: str, rules: set[str]) -> None:
    assert rules <= opened(kind)


def test_every_rule_is_opened_by_some_event() -> None:
    assert {rule for kind in KINDS.codes for rule in opened(kind)} == {rule.id[3:] for rule in CODE.rules}


def test_an_unknown_kind_opens_nothing() -> None:
    assert opened("eclipse") == set()


def test_nothing_opens_before_the_edition_or_the_statute_was_in_force() -> None:
    assert opened("arrest", date(2021, 3, 31)) == set()
    assert opened("arrest", date(2021, 4, 1)) == {"030"}
    assert "049" not in opened("bail", date(2022, 10, 27))
    assert "049" in opened("bail", date(2022, 10, 28))
    assert opened("records_requested", date(2026, 1, 11)) == set()
    assert opened("records_requested", date(2026, 1, 12)) == {"051"}


def test_an_event_without_a_day_still_opens() -> None:
    assert opened("arrest", None) == {"030"}


def test_only_what_is_known_not_to_hold_closes_a_rule() -> None:
    assert "080" in opened("sentence")
    assert "080" not in opened("sentence", ruled_out=frozenset({"vcs_offence"}))


def test_a_draft_opens_nothing() -> None:
    draft = replace(CODE, edition=replace(CODE.edition, status=EditionStatus.DRAFT))
    assert entitlements_opened(draft, "arrest", KINDS) == ()


@pytest.mark.parametrize(
    ("what", "today", "expected"),
    [
        (ONE_DATE, date(2026, 11, 17), Status(Standing.RUNNING, date(2026, 11, 18), 0, 1)),
        (ONE_DATE, date(2026, 11, 18), Status(Standing.RUNNING, date(2026, 11, 18), 0, 0)),
        (ONE_DATE, date(2026, 11, 19), Status(Standing.MISSED, date(2026, 11, 18), 1)),
        (ONE_DATE, date(2026, 11, 21), Status(Standing.MISSED, date(2026, 11, 18), 2)),
        (TWO_DATES, date(2026, 11, 18), Status(Standing.RUNNING, date(2026, 11, 18), 0, 0)),
        (TWO_DATES, date(2026, 11, 20), Status(Standing.POSSIBLY_LATE, date(2026, 11, 25), 2)),
        (TWO_DATES, date(2026, 11, 26), Status(Standing.MISSED, date(2026, 11, 25), 1)),
        (NEVER_CERTAIN, date(2027, 11, 18), Status(Standing.POSSIBLY_LATE, date(2026, 11, 18), 253)),
        (NO_DATE, date(2036, 11, 18), Status(Standing.RUNNING, None)),
        (replace(ONE_DATE, victims_own=True), date(2026, 11, 19), Status(Standing.PASSED, date(2026, 11, 18), 1)),
    ],
)
def test_what_has_not_been_done_runs_and_is_late_only_when_certain(what: Due, today: date, expected: Status) -> None:
    assert standing(what, Delivery(), today) == expected


@pytest.mark.parametrize(
    ("what", "told_on", "expected", "late"),
    [
        (ONE_DATE, date(2026, 11, 18), Standing.TOLD_IN_TIME, 0),
        (ONE_DATE, date(2026, 11, 16), Standing.TOLD_IN_TIME, 0),
        (ONE_DATE, date(2026, 11, 20), Standing.TOLD_LATE, 2),
        (TWO_DATES, date(2026, 11, 20), Standing.TOLD_POSSIBLY_LATE, 2),
        (TWO_DATES, date(2026, 11, 26), Standing.TOLD_LATE, 1),
        (NEVER_CERTAIN, date(2026, 12, 18), Standing.TOLD_POSSIBLY_LATE, 22),
        (NO_DATE, date(2026, 11, 20), Standing.TOLD, 0),
        (ONE_DATE, None, Standing.TOLD, 0),
    ],
)
def test_what_was_done_is_in_time_or_late(what: Due, told_on: date | None, expected: Standing, late: int) -> None:
    found = standing(what, Delivery(Answer.TOLD, told_on), date(2027, 1, 4))
    assert (found.standing, found.working_days_late) == (expected, late)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer.DECLINED, Standing.DECLINED),
        (Answer.NOT_POSSIBLE, Standing.NOT_POSSIBLE),
        (Answer.NOT_APPLICABLE, Standing.NOT_APPLICABLE),
        (Answer.UNKNOWN, Standing.UNKNOWN),
        (Answer.PAUSED, Standing.PAUSED),
    ],
)
def test_a_choice_or_a_reason_is_never_late(answer: Answer, expected: Standing) -> None:
    found = standing(ONE_DATE, Delivery(answer), date(2027, 1, 4))
    assert (found.standing, found.working_days_late) == (expected, 0)


def test_a_pause_that_ended_counts_from_its_end() -> None:
    paused = Delivery(Answer.PAUSED, paused_until=date(2026, 12, 1))
    assert standing(ONE_DATE, paused, date(2026, 12, 1)).standing is Standing.PAUSED
    assert standing(ONE_DATE, paused, date(2026, 12, 3)) == Status(Standing.MISSED, date(2026, 12, 1), 2)
    assert standing(NO_DATE, paused, date(2026, 12, 3)).standing is Standing.RUNNING


@given(st.sampled_from(CODE.rules), st.dates(date(2021, 4, 1), date(2028, 1, 1)), st.booleans())
def test_nothing_is_late_on_the_day_it_is_due(rule: Rule, day: date, enhanced: bool) -> None:
    found = due(rule, day, enhanced=enhanced, calendar=CALENDAR)
    last = found.certain or found.possible or day
    assert standing(found, Delivery(), last).standing in (Standing.RUNNING, Standing.POSSIBLY_LATE)
    told = standing(found, Delivery(Answer.TOLD, found.possible), last)
    assert told.standing in (Standing.TOLD, Standing.TOLD_IN_TIME)


@pytest.mark.parametrize(
    ("standings", "glyph"),
    [
        ([], Glyph.NOT_YET),
        ([Standing.DECLINED, Standing.NOT_APPLICABLE, Standing.PASSED], Glyph.NOT_YET),
        ([Standing.TOLD_IN_TIME, Standing.TOLD, Standing.DECLINED], Glyph.MET),
        ([Standing.TOLD_IN_TIME, Standing.RUNNING], Glyph.STARTED),
        ([Standing.TOLD_IN_TIME, Standing.TOLD_LATE], Glyph.STARTED),
        ([Standing.TOLD_IN_TIME, Standing.POSSIBLY_LATE], Glyph.STARTED),
        ([Standing.TOLD_IN_TIME, Standing.MISSED], Glyph.LATE),
    ],
)
def test_a_right_shows_one_of_four_shapes(standings: list[Standing], glyph: Glyph) -> None:
    assert glyph_of(standings) is glyph


def test_a_line_says_who_must_do_what() -> None:
    agencies = shipped.code_list("agencies")
    rule = CODE.rule("VC-035")
    assert rule is not None
    agency = owed_by(rule, agencies)
    assert line_for(rule, agency=agency, name="Amara") == "Police to tell Amara the bail conditions changed"
    assert line_for(rule, agency=agency, name="Amara", missed=True) == (
        "Police have not told Amara the bail conditions changed"
    )
    assert line_for(rule, agency=agency, name="Amara", missed=True, asked=False) == (
        "As far as we know, police have not told Amara the bail conditions changed"
    )
    assert line_for(rule, agency="CPS", name="Amara", missed=True, asked=False).startswith("As far as we know, CPS")
    assert {owed_by(rule, agencies) for rule in CODE.rules} >= {"Police", "CPS", "Every agency"}


@pytest.mark.parametrize("rule", CODE.rules, ids=lambda rule: rule.id)
def test_every_rule_can_be_said_in_one_line(rule: Rule) -> None:
    for missed in (False, True):
        line = line_for(rule, agency="Police", name="Amara", missed=missed)
        assert "{" not in line
        assert len(line) <= 90
