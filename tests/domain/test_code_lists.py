"""The shipped coded lists can be read, agree with each other, and a mistake in one is named by its line."""

from datetime import date
from pathlib import Path

import pytest

from caseapp.base.errors import Damaged
from caseapp.base.resources import resource
from caseapp.domain import shipped
from caseapp.domain.code_lists import parse_list

ALL_LISTS = sorted(Path(entry.name).stem for entry in resource("lists").iterdir() if entry.name.endswith(".toml"))

GOOD = """id = "colours"
title = "Colours"
version = "1"
checked = 2026-11-21
source = "Invented"

groups = [
  { code = "warm", label = "Warm" },
]

items = [
  { code = "red", label = "Red", group = "warm", key = "r" },
  { code = "pink", label = "Pink", group = "warm", active_until = 2027-03-31 },
]
"""


@pytest.mark.parametrize("list_id", ALL_LISTS)
def test_every_shipped_list_is_readable_and_named_as_its_file(list_id: str) -> None:
    found = shipped.code_list(list_id)
    assert found.id == list_id
    assert found.version
    assert found.source
    assert all(item.label[0].isupper() or item.label[0].isdigit() for item in found.items)


@pytest.mark.parametrize("list_id", ALL_LISTS)
def test_a_key_letter_stands_in_its_label(list_id: str) -> None:
    for item in shipped.code_list(list_id).items:
        assert item.key in item.label.lower()


def test_reasons_cover_the_whole_coded_list() -> None:
    reasons = shipped.reasons()
    expected = {
        *(f"F{n}" for n in range(1, 6)),
        *(f"B{n}" for n in range(1, 5)),
        *(f"P{n}" for n in range(1, 8)),
        *(f"T{n}" for n in range(1, 6)),
        *(f"W{n}" for n in range(1, 4)),
        *(f"R{n}" for n in range(1, 6)),
        "I1",
        *(f"N{n}" for n in range(1, 6)),
        *(f"X{n}" for n in (1, 2, 3, 4, 5, 7, 8, 9)),
    }
    assert set(reasons.codes) == expected
    assert {item.code for item in reasons.items if item.text("counts_as") == "excluded"} == {"X3", "X4"}
    assert {item.text("counts_as") for item in reasons.items} == {"withdrawal", "no_reason", "excluded"}
    kent = {item.code for item in reasons.items if item.flag("kent")}
    assert kent == {"F1", "F2", "B1", "B2", "P1", "P2", "P3", "P4", "T1", "T2", "W1"}


def test_only_outcomes_14_and_16_say_the_victim_does_not_support_action() -> None:
    outcomes = shipped.code_list("police_outcomes")
    assert {item.code for item in outcomes.items if item.flag("withdrawal")} == {"14", "16"}
    assert set(map(str, range(23))) <= set(outcomes.codes)


def test_nineteen_ethnic_groups_fall_into_five() -> None:
    ethnicity = shipped.code_list("ethnicity")
    stated = [item for item in ethnicity.items if item.extra.get("answered") is not False]
    assert len(stated) == 19
    assert {item.group for item in stated} == {"white", "mixed", "asian", "black", "other"}


def test_channels_and_results_can_each_be_picked_with_one_letter() -> None:
    channels = shipped.code_list("contact_channels")
    assert "".join(item.key for item in channels.items) == "cteviao"
    results = shipped.code_list("contact_results").items
    for channel in channels.codes:
        keys = [item.key for item in results if channel in item.texts("channels")]
        assert len(keys) == len(set(keys)) >= 3
    calls = {item.code: item.key for item in results if "call" in item.texts("channels")}
    assert calls == {
        "spoke": "s",
        "no_answer": "n",
        "left_voicemail": "l",
        "hung_up": "h",
        "wrong_person": "w",
    }


@pytest.mark.parametrize("channel", shipped.code_list("contact_channels").codes)
def test_the_letter_of_a_contact_that_worked_never_files_a_failed_try(channel: str) -> None:
    results = shipped.code_list("contact_results").items
    worked = {item.key for item in results if item.flag("reached") and not item.flag("caution")}
    offered = {item.key: item for item in results if channel in item.texts("channels")}
    misfiled = {key for key in worked & offered.keys() if not offered[key].flag("reached")}
    sent = {"s"} if channel in {"text", "email"} else set()
    assert misfiled == sent, "a text is sent before it is answered; nothing else may share a letter with success"
    assert sent or offered["s"].flag("reached")
    assert all(item.key in item.label.lower() for item in offered.values()), "the letter is underlined in the label"


def test_every_crime_type_belongs_to_a_crime_group() -> None:
    groups = shipped.code_list("crime_groups")
    types = shipped.code_list("crime_types")
    assert {item.group for item in types.items} == set(groups.codes)


def test_every_justice_event_moves_to_a_known_stage_or_stays() -> None:
    stages = {"", *shipped.code_list("journey_stages").codes}
    assert {item.text("stage") for item in shipped.justice_events().items} <= stages


def test_age_bands_cover_every_age_once() -> None:
    bands = [item for item in shipped.code_list("age_bands").items if "low" in item.extra]
    for age in range(120):
        assert sum(band.number("low") <= age <= band.number("high") for band in bands) == 1


def test_a_retired_answer_is_not_offered_but_keeps_its_words() -> None:
    colours = parse_list(GOOD, "colours.toml")
    assert [item.code for item in colours.active(date(2027, 4, 1))] == ["red"]
    assert [item.code for item in colours.active(date(2027, 3, 31))] == ["red", "pink"]
    assert colours.label("pink") == "Pink"
    assert colours.label("mauve") == "mauve"
    assert colours.get("mauve") is None
    assert colours["red"].key == "r"
    assert colours.group_label("warm") == "Warm"
    with pytest.raises(KeyError):
        colours["mauve"]


@pytest.mark.parametrize(
    ("change", "line", "problem"),
    [
        (('code = "pink"', 'code = "red"'), 13, "twice"),
        (('label = "Pink", group = "warm"', 'label = "Pink", group = "cold"'), 13, "not declared"),
        (('label = "Red"', 'label = ""'), 12, "'label' must be text"),
        (('key = "r"', "key = 1.5"), 12, "'key'"),
        (('key = "r"', 'mark = "sure"'), 12, "must be one of V"),
        (('source = "Invented"', 'sauce = "Invented"'), 1, "not a known entry"),
        (("checked = 2026-11-21", 'checked = "now"'), 1, "must be a date"),
        (('key = "r"', "active_from = 2027-02-01, active_until = 2027-01-01"), 12, "before"),
        (('key = "r" }', 'key = "r"'), 12, "not valid TOML"),
    ],
)
def test_a_mistake_is_reported_with_its_line(change: tuple[str, str], line: int, problem: str) -> None:
    with pytest.raises(Damaged) as caught:
        parse_list(GOOD.replace(*change), "colours.toml")
    assert caught.value.code == "list_invalid"
    assert caught.value.facts["line"] == line
    assert problem in str(caught.value.facts["problem"])
