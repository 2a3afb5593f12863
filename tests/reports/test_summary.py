"""Sentences from printed figures only, and the headline survey figures."""

from dataclasses import replace

import pytest

from caseapp.disclosure.policy import COMMISSIONER, PUBLIC
from caseapp.disclosure.tables import Code, Dimension
from caseapp.reports.release import TopBoxSpec
from caseapp.reports.summary import checks, closest_words, findings, top_box

ANSWER = Dimension(
    "answer",
    "Answer",
    (Code("5", "Very satisfied"), Code("4", "Satisfied"), Code("3", "Neither"), Code("2", "Not satisfied")),
)
SPEC = TopBoxSpec("survey", "answer", ("5", "4"), "Satisfied")


def _survey(make_table, *counts: int, policy=COMMISSIONER):
    numbers = dict(zip((("5",), ("4",), ("3",), ("2",)), counts, strict=True))
    return make_table("survey", (ANSWER,), counts=numbers, policy=policy, measure="answers")


def test_top_two_of_forty_answers_has_wilson_s_interval(make_table):
    found = top_box(_survey(make_table, 18, 12, 5, 5), SPEC)
    assert found.percent == pytest.approx(75)
    assert (round(found.low), round(found.high)) == (60, 86)
    assert found.text == "75% of 40 answers (95% interval 60% to 86%)."


def test_a_hidden_answer_it_needs_leaves_no_headline(make_table):
    found = top_box(_survey(make_table, 18, 2, 12, 8), SPEC)
    assert found.percent is None
    assert found.text == "Not shown: a number it needs is hidden."


def test_a_hidden_answer_it_does_not_need_does_no_harm(make_table):
    assert top_box(_survey(make_table, 18, 12, 8, 2), SPEC).percent == pytest.approx(75)


def test_too_few_answers_leave_no_headline(make_table):
    found = top_box(_survey(make_table, 5, 0, 0, 0), SPEC)
    assert found.percent is None
    assert found.text == "Not shown: fewer than 10 answers."


def test_rounded_answers_never_make_more_than_all(make_table):
    spec = TopBoxSpec("survey", "answer", ("5", "4", "3"), "Not unsatisfied")
    found = top_box(_survey(make_table, 13, 13, 13, 0, policy=PUBLIC), spec)
    assert found.percent == pytest.approx(100)
    assert found.high == pytest.approx(100)


def test_a_small_base_says_so(make_table):
    found = top_box(_survey(make_table, 12, 12, 0, 0, policy=PUBLIC), SPEC)
    assert found.text.endswith("Small base: chance can change this a lot.")


def test_a_finding_names_the_largest_figure_shown(make_table, make_release):
    (found,) = findings(make_release(_survey(make_table, 3, 30, 12, 0)))
    assert found.text == "45 answers in all. Largest figure shown: Satisfied (30, 67%)."


def test_a_tie_names_both(make_table, make_release):
    (found,) = findings(make_release(_survey(make_table, 0, 30, 30, 0)))
    assert found.text == "60 answers in all. Largest figures shown: Satisfied and Neither (30, 50% each)."


def test_nothing_is_said_of_a_hidden_total(make_table, make_release):
    (found,) = findings(make_release(_survey(make_table, 3, 0, 0, 0)))
    assert found.text == "The number of answers is hidden."


def test_an_empty_year_is_a_finding_too(make_table, make_release):
    (found,) = findings(make_release(_survey(make_table, 0, 0, 0, 0)))
    assert found.text == "0 answers in all."


def test_the_assurance_counts_what_was_hidden(make_table, make_release):
    release = make_release(_survey(make_table, 3, 30, 12, 0))
    said = {check.title: check.text for check in checks(release)}
    assert said["2 numbers hidden"].startswith("Any count from 1 to 4 shows as [c]")
    assert "Every number rounded" not in said
    assert closest_words(release) == "The closest anyone could get is “between 0 and 16”."


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(None, None, "No number is hidden"), (0, None, "“0 or more”"), (0, 12, "“between 0 and 12”")],
)
def test_how_near_the_attacker_came_is_said_as_it_is(make_table, make_release, low, high, words):
    release = make_release(_survey(make_table, 3, 30, 12, 0))
    attack = replace(release.certificate.attack, closest_low=low, closest_high=high)
    assert words in closest_words(replace(release, certificate=replace(release.certificate, attack=attack)))
