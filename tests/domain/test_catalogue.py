"""The Victims' Code catalogue is whole, agrees with the other data files, and its mistakes are named by line."""

import re
from dataclasses import replace
from datetime import date, time

import pytest

from caseapp.base.errors import Damaged
from caseapp.domain import shipped
from caseapp.domain.catalogue import Catalogue, EditionStatus, Layer, Limit, Roll, Rule, Timing, Unit
from caseapp.domain.catalogue_data import parse_catalogue
from caseapp.domain.data_rows import Mark

CODE = shipped.catalogue()

SMALL = """[edition]
id = "small"
title = "Small code"
legal_basis = "Invented"
in_force_from = 2021-04-01
source = "Invented"
retrieved = 2026-11-21
status = "operative"
text_version = "1"
checked = 2026-11-21

[[rights]]
number = 6
title = "To be told"
short = "Told"
heading = "being told"

[[sources]]
key = "S1"
text = "Invented"

[[rules]]
id = "VC-001"
right = 6
short = "Arrest"
title = "Told of an arrest"
sentence = "{agency} to tell {name} of the arrest"
missed = "{agency} have not told {name} of the arrest"
provider = ["police"]
triggers = ["arrest"]
timing = "limit"
standard = { n = 5, unit = "wd" }
enhanced = { n = 1, unit = "wd" }
source = "S1"
mark = "V"

[[rules]]
id = "VC-002"
right = 6
short = "Review"
title = "Ask for a review"
sentence = "{name} can ask for a review"
missed = "The time has passed"
provider = ["cps"]
triggers = ["arrest"]
timing = "none"
source = "S1"
mark = "M"
replies = [{ what = "acknowledge", limit = { n = 10, unit = "wd" } }]
"""


def test_the_edition_in_force_has_twelve_rights_and_ninety_nine_rules() -> None:
    assert [rule.id for rule in CODE.rules] == [f"VC-{n:03d}" for n in range(1, 100)]
    assert [right.number for right in CODE.rights] == list(range(1, 13))
    assert all(CODE.of_right(right.number) for right in CODE.rights)
    assert CODE.edition.in_force(date(2021, 4, 1))
    assert not CODE.edition.in_force(date(2021, 3, 31))


@pytest.mark.parametrize("rule", CODE.rules, ids=lambda rule: rule.id)
def test_every_rule_names_its_source_and_how_sure_we_are(rule: Rule) -> None:
    assert rule.source
    assert all(key in CODE.sources for key in rule.source.split())
    assert rule.mark in (Mark.VERIFIED, Mark.VERIFIED_OLD, Mark.MEMORY)
    assert rule.paragraph
    assert rule.checked


def test_the_marks_and_layers_are_as_many_as_were_found() -> None:
    marks = [rule.mark for rule in CODE.rules]
    assert [marks.count(mark) for mark in (Mark.VERIFIED, Mark.VERIFIED_OLD, Mark.MEMORY)] == [81, 13, 5]
    assert sum(rule.layer is Layer.CODE for rule in CODE.rules) == 89


def test_rules_speak_the_language_of_the_other_lists() -> None:
    triggers = {name for item in shipped.justice_events().items for name in item.texts("triggers")}
    assert {name for rule in CODE.rules for name in (*rule.triggers, *rule.views_first)} == triggers
    agencies = {*shipped.code_list("agencies").codes, "all"}
    assert {name for rule in CODE.rules for name in rule.provider} <= agencies
    conditions = set(shipped.code_list("right_conditions").codes)
    assert {name for rule in CODE.rules for name in rule.only_if} == conditions


@pytest.mark.parametrize(
    ("rule_id", "standard", "enhanced"),
    [
        *((f"VC-{n:03d}", Limit(5, Unit.WORKING_DAY), Limit(1, Unit.WORKING_DAY)) for n in range(30, 37)),
        *((f"VC-{n:03d}", Limit(5, Unit.WORKING_DAY), Limit(1, Unit.WORKING_DAY)) for n in range(40, 45)),
        ("VC-022", Limit(2, Unit.WORKING_DAY), Limit(2, Unit.WORKING_DAY)),
        ("VC-028", Limit(2, Unit.YEAR), Limit(2, Unit.YEAR)),
        ("VC-046", Limit(3, Unit.MONTH), Limit(3, Unit.MONTH)),
        ("VC-047", Limit(3, Unit.MONTH), Limit(3, Unit.MONTH)),
        ("VC-058", Limit(1, Unit.WORKING_DAY), Limit(1, Unit.WORKING_DAY)),
        ("VC-059", Limit(5, Unit.WORKING_DAY), Limit(1, Unit.WORKING_DAY)),
        ("VC-060", Limit(5, Unit.WORKING_DAY), Limit(1, Unit.WORKING_DAY)),
        ("VC-061", Limit(1, Unit.WORKING_DAY), Limit(1, Unit.WORKING_DAY)),
        ("VC-069", Limit(1, Unit.WORKING_DAY), Limit(1, Unit.WORKING_DAY)),
        ("VC-070", Limit(1, Unit.WORKING_DAY), Limit(1, Unit.WORKING_DAY)),
        ("VC-073", Limit(1, Unit.WORKING_DAY), Limit(1, Unit.WORKING_DAY)),
        ("VC-074", Limit(28, Unit.CALENDAR_DAY), Limit(28, Unit.CALENDAR_DAY)),
        ("VC-075", Limit(1, Unit.WORKING_DAY), Limit(1, Unit.WORKING_DAY)),
        ("VC-078", Limit(10, Unit.WORKING_DAY), Limit(10, Unit.WORKING_DAY)),
        ("VC-080", Limit(10, Unit.WORKING_DAY), Limit(10, Unit.WORKING_DAY)),
        ("VC-081", Limit(20, Unit.WORKING_DAY), Limit(20, Unit.WORKING_DAY)),
        ("VC-089", Limit(21, Unit.CALENDAR_DAY), Limit(21, Unit.CALENDAR_DAY)),
        ("VC-096", Limit(10, Unit.WORKING_DAY), Limit(10, Unit.WORKING_DAY)),
    ],
)
def test_limits_are_as_found(rule_id: str, standard: Limit, enhanced: Limit) -> None:
    rule = CODE.rule(rule_id)
    assert rule is not None
    assert (rule.standard, rule.enhanced) == (standard, enhanced)


def test_no_other_rule_has_a_limit() -> None:
    assert sum(rule.timing is Timing.LIMIT for rule in CODE.rules) == 30


def test_the_sentence_review_rolls_back_to_five_o_clock() -> None:
    rule = CODE.rule("VC-074")
    assert rule is not None
    assert (rule.roll, rule.cutoff_time, rule.victims_own) == (Roll.BACKWARD, time(17), True)
    assert rule.layer is Layer.STATUTE


def test_what_is_not_verified_says_so() -> None:
    doubts = {rule_id: CODE.rule(rule_id).unverified for rule_id in ("VC-030", "VC-040", "VC-061", "VC-078")}
    assert doubts == {
        "VC-030": ("paragraph",),
        "VC-040": ("limit",),
        "VC-061": (),
        "VC-078": ("rule", "limit"),
    }


def test_the_draft_is_a_preview_without_rules() -> None:
    draft = shipped.catalogue("2026-draft")
    assert draft.edition.status is EditionStatus.DRAFT
    assert draft.rules == ()
    assert not draft.edition.in_force(date(2027, 1, 1))


def test_a_draft_with_dates_is_still_never_in_force() -> None:
    draft = replace(CODE.edition, status=EditionStatus.DRAFT)
    assert not draft.in_force(date(2026, 1, 1))


def test_a_small_catalogue_is_read_with_its_replies() -> None:
    small = parse_catalogue(SMALL, "small.toml")
    assert isinstance(small, Catalogue)
    assert small.rules[1].replies[0].limit == Limit(10, Unit.WORKING_DAY)
    assert small.rule("VC-404") is None
    assert small.right(1) is None


@pytest.mark.parametrize(
    ("old", "new", "at", "problem"),
    [
        ('"VC-002"', '"VC-001"', "second", "twice"),
        ('"VC-002"', '"two"', "second", "not an id"),
        ('right = 6\nshort = "Review"', 'right = 7\nshort = "Review"', "second", "right 7"),
        ('source = "S1"\nmark = "M"', 'source = "S9"\nmark = "M"', "second", "'S9'"),
        ('source = "S1"\nmark = "M"', 'source = "S1"\nmark = "sure"', "second", "'mark'"),
        ('timing = "none"', 'timing = "limit"', "second", "both limits"),
        ('timing = "none"', 'timing = "soon"', "second", "'timing'"),
        ('timing = "none"', 'timing = "none"\nrelay = { n = 5, unit = "wd" }', "second", "relay"),
        ("n = 5, ", "n = 0, ", "first", "1 to 400"),
        ("enhanced = { n = 1", "enhanced = { n = 9", "first", "longer"),
        ('n = 1, unit = "wd"', 'n = 1, unit = "month"', "first", "same unit"),
        ("enhanced = { n = 1", "cutoff_time = 17:00:00\nenhanced = { n = 1", "first", "backward"),
        ('{name} of the arrest"\nmissed', '{victim} of the arrest"\nmissed', "first", "'sentence'"),
        ('triggers = ["arrest"]\ntiming = "none"', 'triggers = []\ntiming = "none"', "second", "trigger"),
        ('timing = "none"', 'timeing = "none"', "second", "not a known entry"),
        ('what = "acknowledge", ', "", "second", "'what'"),
        ('status = "operative"', 'status = "fine"', "edition", "'status'"),
        ("in_force_from = 2021-04-01\n", "", "edition", "in_force_from"),
        ("[edition]", "[editions]", "top", "not a known entry"),
    ],
)
def test_a_mistake_is_reported_with_the_line_of_its_rule(old: str, new: str, at: str, problem: str) -> None:
    assert old in SMALL
    broken = SMALL.replace(old, new, 1)
    starts = [n for n, text in enumerate(broken.splitlines(), 1) if re.fullmatch(r"\[\[rules\]\]", text)]
    line = {"top": 1, "edition": 1, "first": starts[0], "second": starts[1]}[at]
    with pytest.raises(Damaged) as caught:
        parse_catalogue(broken, "small.toml")
    assert caught.value.code == "catalogue_invalid"
    assert (caught.value.facts["file"], caught.value.facts["line"]) == ("small.toml", line)
    assert problem in str(caught.value.facts["problem"])


def test_text_that_is_not_toml_names_its_line() -> None:
    broken = SMALL.replace('mark = "M"', "mark = ")
    with pytest.raises(Damaged) as caught:
        parse_catalogue(broken, "small.toml")
    assert caught.value.facts["line"] == broken.splitlines().index("mark = ") + 1
