"""What is accepted as a passphrase, and what is offered."""

import math

import pytest

from caseapp.base.resources import read_text
from caseapp.crypto.phrase import new_phrase, passphrase_problem, phrase_words


@pytest.mark.parametrize(
    ("passphrase", "problem"),
    [
        ("", "passphrase_too_short"),
        ("fourteen signs", "passphrase_too_short"),
        ("fifteen signs !", None),
        ("x1y2z3" + "длинный текст " * 70, None),
        ("ab c" * 257, "passphrase_too_long"),
        ("half a pair of \ud800 something", "passphrase_not_text"),
        ("passwordpassword", "passphrase_common"),
        ("Password1234567!", "passphrase_common"),
        ("Kent IDVA 2026!!!", "passphrase_common"),
        ("aaaaaaaaaaaaaaaaaaaa", "passphrase_common"),
        ("qwertyuiopasdfghjkl", "passphrase_common"),
        ("abcabcabcabcabcabc", "passphrase_common"),
        ("correct horse battery staple", "passphrase_common"),
        ("my cat sat upon a mat", None),
        ("              spaces kept", None),
        ("приветмойдорогойдруг", None),
    ],
)
def test_long_and_uncommon_is_all_that_is_asked(passphrase: str, problem: str | None) -> None:
    assert passphrase_problem(passphrase) == problem


def test_statement_17_three_thousand_well_known_ones_count_for_nothing() -> None:
    known = [line for line in read_text("words/common_passphrases.txt").splitlines() if line[0] != "#"]
    assert len(set(known)) == len(known) >= 3_000
    assert all(one.isascii() and one.isalnum() and one == one.lower() and len(one) >= 4 for one in known)
    assert len(set(known) & set(phrase_words())) < 40, "what is offered must not be refused"
    for one, other in zip(known[:200], known[-200:], strict=True):
        assert passphrase_problem(f"{one} {other} {one} {other}") == "passphrase_common"


def test_offered_phrases_carry_64_bits_and_are_accepted() -> None:
    words = phrase_words()
    assert len(words) >= 2048
    assert 6 * math.log2(len(words)) >= 64
    assert len(set(words)) == len(words)
    assert all(word.isascii() and word.isalpha() and word.islower() and 4 <= len(word) <= 7 for word in words)
    for _ in range(300):
        phrase = new_phrase()
        assert len(phrase.split()) == 6
        assert passphrase_problem(phrase) is None
