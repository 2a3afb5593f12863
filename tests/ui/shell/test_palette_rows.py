from dataclasses import replace

import pytest

from caseapp.domain.case import CaseHit
from ui.shell.palette_rows import PaletteRow, action_rows, case_rows, first_case_actions, matched, means_an_action
from ui.work.wanted import CaseWanted

AMARA = CaseHit("1", "KT-0147", "Amara", "Example", None, "swale", None, "name")


@pytest.mark.parametrize(
    ("typed", "words", "bold"),
    [
        ("am", "Amara Example", {0, 1}),
        ("AMARA ex", "Amara Example", set(range(8))),
        ("ex am", "Amara Example", {6, 7, 0, 1}),
        ("le", "Imaginary, Lena", {11, 12}),
        ("lgc", "Log a contact", {0, 2, 6}),
        ("", "Lock", set()),
    ],
)
def test_matched_letters(typed: str, words: str, bold: set[int]) -> None:
    assert matched(typed, words) == bold


def test_letters_that_are_not_there_do_not_match() -> None:
    assert matched("xyz", "Amara Example") is None


def test_a_case_found_comes_with_what_can_be_done() -> None:
    rows = case_rows("am", (AMARA,))
    assert [(row.words, row.more, row.keys) for row in rows] == [
        ("Cases", "", ()),
        ("Amara Example", "KT-0147", ("Enter",)),
    ]
    log, rights = first_case_actions(AMARA)
    assert (log.words, log.does) == ("Log a contact with Amara", CaseWanted("1", "contacts", compose=True))
    assert rights.does == CaseWanted("1", "rights")


def test_actions_that_begin_with_what_was_typed_come_first() -> None:
    actions = [PaletteRow("1", "Caseload", does=str), PaletteRow("2", "Lock", does=str)]
    assert [row.words for row in action_rows("lo", actions)] == ["Lock", "Caseload"]
    assert len(action_rows("", actions)) == 2
    assert action_rows("zz", actions) == ()


def test_an_action_is_meant_unless_a_case_has_that_name() -> None:
    new_case = PaletteRow("1", "New case", does=str)
    noted = replace(AMARA, why="note")
    assert means_an_action("new c", (noted,), (new_case,))
    assert not means_an_action("new c", (AMARA, noted), (new_case,)), "somebody is called that"
    assert not means_an_action("case", (noted,), (new_case,))
    assert not means_an_action("", (), (new_case,))
