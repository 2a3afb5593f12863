"""Passphrases: what is too weak to accept, and phrases the app offers (NIST SP 800-63B-4 §3.1.1).

Long enough and not a common one: no rules about capitals or digits, which make phrases worse, not better.
"""

import re
import secrets
import unicodedata
from collections.abc import Iterable
from functools import cache

from caseapp.base.resources import read_text
from caseapp.crypto.kdf import LONGEST_PASSPHRASE

SHORTEST_PASSPHRASE = 15
PHRASE_WORDS = 6
_LEAST_OF_ITS_OWN = 6
_LEAST_OF_A_NAME = 3
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_RUN = 3


def passphrase_problem(passphrase: str, about: Iterable[str] = ()) -> str | None:
    """The code of what is wrong with a new passphrase, or None if it will do.

    `about` are the names of person and service, whose words count for nothing either.
    `passphrase_too_short` (under 15 code points after NFKC), `passphrase_too_long` (over 1,024),
    `passphrase_not_text`, `passphrase_common` (little is left of it without well-known passwords, keyboard rows and
    repeats).
    """
    if len(passphrase) > LONGEST_PASSPHRASE:
        return "passphrase_too_long"
    if any(unicodedata.category(sign) == "Cs" for sign in passphrase):
        return "passphrase_not_text"
    text = unicodedata.normalize("NFKC", passphrase)
    if len(text) < SHORTEST_PASSPHRASE:
        return "passphrase_too_short"
    words = (word for name in about for word in re.findall(r"\w+", name.casefold()))
    if _little_of_its_own(text.casefold(), tuple(word for word in words if len(word) >= _LEAST_OF_A_NAME)):
        return "passphrase_common"
    return None


def _little_of_its_own(text: str, names: tuple[str, ...]) -> bool:
    """Whether fewer than six different signs are left, once what is guessed first is taken away."""
    plain = "".join(sign for sign in text if sign.isalnum())
    if re.fullmatch(r"(.{1,7}?)\1+.{0,6}", plain or text, re.DOTALL):
        return True
    rest = plain
    for name in names:
        rest = rest.replace(name, " ")
    rest = _common_pattern().sub(" ", rest)
    own = {sign for place, sign in enumerate(rest) if sign != " " and not _continues_a_run(rest, place)}
    return len(own | {sign for sign in text if not sign.isalnum()}) < _LEAST_OF_ITS_OWN


def _continues_a_run(text: str, place: int) -> bool:
    """Whether the last three signs up to here are neighbours in the alphabet, the digits or a keyboard row."""
    run = text[max(0, place - _RUN + 1) : place + 1]
    return len(run) == _RUN and any(run in row or run[::-1] in row for row in _ROWS)


@cache
def _common_pattern() -> re.Pattern[str]:
    fragments = _lines("words/common_passphrases.txt")
    return re.compile("|".join(re.escape(fragment) for fragment in sorted(fragments, key=len, reverse=True)))


@cache
def phrase_words() -> tuple[str, ...]:
    """The words that phrases are made of: at least 2,048, four to seven letters, none offensive."""
    return tuple(_lines("words/phrase_words.txt"))


def _lines(path: str) -> list[str]:
    lines = (line.strip() for line in read_text(path).splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def new_phrase(words: int = PHRASE_WORDS) -> str:
    """A random phrase of six words from the list: at least 66 bits."""
    return " ".join(secrets.choice(phrase_words()) for _ in range(words))
