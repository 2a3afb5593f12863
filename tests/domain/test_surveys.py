"""Survey sets: who is asked what, which answers are offered, what is in the base of a percentage; areas of a place."""

from datetime import date

import pytest

from caseapp.base.errors import Damaged, Refused
from caseapp.base.resources import read_text
from caseapp.domain import shipped
from caseapp.domain.survey_data import parse_surveys
from caseapp.domain.survey_instrument import (
    SKIPPED,
    Kind,
    Other,
    Question,
    check_answer,
    questions_for,
)

BANK = read_text("surveys/2026.1.toml")
SETS = parse_surveys(BANK, "surveys/2026.1.toml")


def keys(set_id: str, crime_group: str, met: tuple[str, ...], *facts: str) -> list[str]:
    asked = questions_for(shipped.instrument(set_id), crime_group=crime_group, agencies_met=met, facts=facts)
    return [one.key for one in asked]


def question(question_id: str) -> Question:
    return next(one for set_ in SETS.values() for one in set_.questions if one.id == question_id)


def test_the_sets_are_there_with_their_version() -> None:
    assert set(SETS) == {"DA", "RAPE", "HATE", "STALK", "ALL", "SERVICE", "SERVICE-8"}
    assert {instrument.version for instrument in SETS.values()} == {"2026.1"}
    blocks = {name: "".join(dict.fromkeys(q.id[1] for q in SETS[name].questions)) for name in SETS}
    assert blocks == {
        "DA": "CAVDX",
        "RAPE": "CAVSJX",
        "HATE": "CAVHX",
        "STALK": "CAVDTX",
        "ALL": "CAVJOX",
        "SERVICE": "CAO",
        "SERVICE-8": "CAO",
    }


def test_all_thirty_questions_are_asked_somewhere() -> None:
    assert len({one.id for instrument in SETS.values() for one in instrument.questions}) == 30


def test_the_short_service_set_asks_eight_about_this_service() -> None:
    asked = questions_for(shipped.instrument("SERVICE-8"), crime_group="da", agencies_met=("police",))
    assert len(asked) == 8
    assert asked[2].text == "How do you feel about how well this service kept you up to date?"
    assert asked[1].text == "This service took what I said seriously."
    assert asked[0].heading == "About this service"


def test_each_agency_met_is_finished_before_the_next() -> None:
    found = keys("DA", "da", ("police", "cps"))
    police = [key for key in found if key.endswith(":police")]
    assert found[: len(police)] == police
    assert "QA2:police" in found
    assert "QA6:police" not in found


def test_questions_follow_what_happened() -> None:
    assert "QV1" not in keys("DA", "da", ("police",))
    assert "QV1" in keys("DA", "da", ("police",), "reported")
    assert "QV4" in keys("DA", "da", ("police",), "reported", "decision_against")
    assert "QJ2" not in keys("RAPE", "rsso", ("police",), "reported")
    assert "QJ2" in keys("RAPE", "rsso", ("police",), "charged")
    assert "QJ1" not in keys("RAPE", "rsso", ("police",), "charged")
    assert "QJ1" in keys("RAPE", "rsso", ("police", "court"), "charged")
    assert "QD2" not in keys("STALK", "stalking", ("police",))
    assert "QA2:housing" not in keys("DA", "da", ("housing",))
    assert "QC3:housing" in keys("DA", "da", ("housing",))
    assert "QX2" in keys("DA", "da", ())
    assert "QX1" not in keys("DA", "da", ())
    assert keys("DA", "da", ("unheard_of",)) == ["QX2"]


def test_every_way_of_not_answering_is_accepted() -> None:
    satisfied = question("QC3")
    for answer in (SKIPPED, Other.NOT_SURE, Other.RATHER_NOT_SAY):
        assert check_answer(satisfied, answer) == answer


def test_the_top_two_of_five_are_satisfied() -> None:
    answers = question("QC5").scale.answers
    assert [answer.code for answer in answers if answer.positive] == ["5", "4"]


def test_a_scale_of_ten_takes_nought_to_ten() -> None:
    waiting = question("QJ2")
    assert waiting.scale.kind is Kind.NUMBER
    assert [answer.code for answer in waiting.scale.answers] == [str(n) for n in range(11)]
    with pytest.raises(Refused) as caught:
        check_answer(waiting, "11")
    assert caught.value.code == "answer_not_offered"


def test_own_words_may_be_long_but_not_endless() -> None:
    words = question("QX2")
    assert check_answer(words, "Tell me things sooner") == "Tell me things sooner"
    with pytest.raises(Refused) as caught:
        check_answer(words, "x" * 2001)
    assert caught.value.code == "answer_too_long"


def test_every_answer_beside_a_scale_has_words() -> None:
    assert all(other.label for other in Other)


def test_survey_agencies_and_crimes_are_those_of_the_lists() -> None:
    agencies = {item.code for item in shipped.code_list("agencies").items if item.flag("survey")}
    assert set(SETS["ALL"].agency_words) == agencies
    groups = shipped.code_list("crime_groups")
    assert {code for one in SETS["DA"].questions for code in one.crimes} <= set(groups.codes)
    assert {item.text("surveys") for item in groups.items} <= set(SETS)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('scale = "TEXT"', 'scale = "SAT9"', "'scale'"),
        ('id = "QX2"', 'id = "QX1"', "twice"),
        ('"QC4", "QC5", "QA1"', '"QC4", "QZ5", "QA1"', "'QZ5'"),
        ('"QC4", "QC5", "QA1"', '"QC4", "QC4", "QA1"', "each there once"),
        ('title = "This service"\nagencies = ["support"]', 'title = "This service"\nagencies = ["us"]', "'us'"),
        ("What one thing should change?", "What should {A} change?", "{A}"),
        ('{ code = "no", label = "No" }', '{ code = "yes", label = "No" }', "differ"),
        ('others = ["rather_not_say"]', 'others = ["shrug"]', "'shrug'"),
        ("answers = []", 'answers = [{ code = "a", label = "A" }]', "unless it is text"),
        ("answers = []", 'answers = ["a"]', "an answer must be"),
        ("answers = []", 'answers = "a"', "must be a list"),
        ('needs = "charged"', 'needs = "charge"', "'needs'"),
    ],
)
def test_a_mistake_in_a_survey_names_the_line(old: str, new: str, problem: str) -> None:
    assert old in BANK
    with pytest.raises(Damaged) as caught:
        parse_surveys(BANK.replace(old, new, 1), "survey.toml")
    assert caught.value.code == "survey_invalid"
    assert int(caught.value.facts["line"]) > 1
    assert problem in str(caught.value.facts["problem"])


def test_kent_has_thirteen_areas_and_two_answers_that_are_none() -> None:
    kent = shipped.areas()
    assert kent.title == "Kent"
    areas = [item for item in kent.active(date(2026, 11, 21)) if item.group != "no_area"]
    assert len(areas) == 13
    assert {"outside", "withheld"} <= set(kent.codes)
    codes = [item.text("ons") for item in areas]
    assert sorted(codes) == ["E06000035", *(f"E07000{n}" for n in range(105, 117))]
