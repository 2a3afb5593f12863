"""The recovery code: 160 random bits on paper, in letters that are hard to misread (Crockford base 32).

36 characters in nine groups of four: 32 carry the secret, the last four are a checksum (20 bits of SHA-256), so that
a slip of the pen is told apart from a code of another vault. The code is shown once and never stored.

A slip that nobody saw while the code was written must not cost a vault years later. So a code is also looked for around
the one typed (`meant`): up to two signs wrong, or one left out, or one too many. That leaves 140 of 160 bits to guess.
"""

import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from caseapp.base.errors import Refused
from caseapp.crypto.digest import sha256
from caseapp.crypto.secret import SecretBytes

CODE_BYTES = 20
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_SECRET_LETTERS = 32
_CHECK_LETTERS = 4
_GROUP = 4
_CHECK_LABEL = b"caseapp recovery code/v1"
_SIGNS = _SECRET_LETTERS + _CHECK_LETTERS
_MOST_WRONG = 2
"""Three would be 15 million readings: a quarter of a minute, and fifteen of them would bear the checksum."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of a code on paper: its number, from 1, and what it has to say."""

    number: int
    signs: str


def new_secret() -> SecretBytes:
    """A fresh 160-bit recovery secret."""
    return SecretBytes.random(CODE_BYTES)


def _letters(value: int, count: int) -> str:
    return "".join(_ALPHABET[(value >> (5 * place)) & 31] for place in reversed(range(count)))


def _checksum(number: int) -> int:
    """The twenty bits of the last four letters."""
    return int.from_bytes(sha256(_CHECK_LABEL, number.to_bytes(CODE_BYTES, "big"))[:3], "big") >> 4


def written(secret: SecretBytes) -> str:
    """The code as it is shown and written down: `XXXX-XXXX-…` in nine groups."""
    number = int.from_bytes(secret.buffer, "big")
    letters = _letters(number, _SECRET_LETTERS) + _letters(_checksum(number), _CHECK_LETTERS)
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def read(code: str) -> SecretBytes:
    """The secret of a typed code. Case, spaces and dashes do not matter; I and L read as 1, O as 0.

    Raises `Refused("recovery_code_mistyped")` if a letter is wrong, missing or too many.
    """
    values = _values(code)
    if len(values) != _SIGNS or None in values or not _bears_checksum(values):
        raise Refused("recovery_code_mistyped")
    return _secret(_number(values[:_SECRET_LETTERS]))


def well_written(code: str) -> bool:
    """Whether a typed code bears its checksum: then it has no slip, whichever vault it belongs to."""
    values = _values(code)
    return len(values) == _SIGNS and None not in values and _bears_checksum(values)


def meant(code: str) -> Iterator[SecretBytes]:
    """The secrets a typed code may stand for, those with the fewest slips first; only its vault knows which it is.

    One for a code that is well written; else those around it that bear the checksum, hardly ever more than two. A sign
    that is no letter of a code is one that could not be read. At most about a second. The caller wipes each.
    """
    values = _values(code)
    if values.count(None) > _MOST_WRONG:
        return
    if well_written(code):
        numbers = iter((_number(values[:_SECRET_LETTERS]),))
    elif len(values) == _SIGNS:
        numbers = _with_signs_changed(_number(values[:_SECRET_LETTERS]), _number(values[_SECRET_LETTERS:]))
    elif len(values) == _SIGNS - 1:
        numbers = _bearing(
            [*values[:place], value, *values[place:]] for place in range(_SIGNS) for value in range(len(_ALPHABET))
        )
    elif len(values) == _SIGNS + 1:
        numbers = _bearing([*values[:place], *values[place + 1 :]] for place in range(_SIGNS + 1))
    else:
        return
    for number in numbers:
        yield _secret(number)


def put_right(code: str, secret: SecretBytes) -> tuple[Group, ...]:
    """The groups of a secret's code that a typed code has otherwise; none for a code that is well written.

    Where a sign is left out or too many, the group where that shows, and the one before if the sign is a double of its
    last.
    """
    right = written(secret).split("-")
    typed, true = _values(code), _values("".join(right))
    places = [at for at, (mine, its) in enumerate(zip(typed, true, strict=False)) if mine != its]
    if len(typed) != len(true):
        shows = min([*places, _SIGNS - 1])
        double = true[shows] if len(typed) < len(true) else typed[shows]
        begins = shows
        while begins and true[begins - 1] == double:
            begins -= 1
        places = [begins, shows]
    return tuple(Group(at + 1, right[at]) for at in sorted({place // _GROUP for place in places}))


def _values(code: str) -> list[int | None]:
    """What each sign stands for, without dashes and spaces; None for a sign that is no letter of a code."""
    typed = unicodedata.normalize("NFKC", code[:1000]).upper()
    return [_VALUES.get(letter) for letter in typed if not (letter.isspace() or letter in "-‐‑‒–—−_.")]


def _number(values: list[int | None]) -> int:
    number = 0
    for value in values:
        number = (number << 5) | (value or 0)
    return number


def _secret(number: int) -> SecretBytes:
    return SecretBytes(bytearray(number.to_bytes(CODE_BYTES, "big")))


def _bears_checksum(values: list[int | None]) -> bool:
    return _checksum(_number(values[:_SECRET_LETTERS])) == _number(values[_SECRET_LETTERS:])


def _bearing(codes: Iterator[list[int | None]]) -> Iterator[int]:
    """The secrets of those codes that bear their checksum."""
    return (_number(values[:_SECRET_LETTERS]) for values in codes if _bears_checksum(values))


def _with_signs_changed(number: int, check: int) -> Iterator[int]:
    """Every secret whose code differs in one or two signs, first those where more of them are of the checksum.

    A letter is five bits, and the 31 other letters are those bits with one of 31 differences.
    """
    changes = [[other << (5 * place) for other in range(1, len(_ALPHABET))] for place in range(_SECRET_LETTERS)]
    if _letters_apart(_checksum(number), check) <= _MOST_WRONG:
        yield number
    for change in (change for changes_here in changes for change in changes_here):
        if _letters_apart(_checksum(number ^ change), check) <= _MOST_WRONG - 1:
            yield number ^ change
    for place, changes_here in enumerate(changes):
        for change in changes_here:
            time.sleep(0)  # half a second of counting in small steps: the window's thread must get its turn
            changed = number ^ change
            for later in changes[place + 1 :]:
                for second in later:
                    if _checksum(changed ^ second) == check:
                        yield changed ^ second


def _letters_apart(one: int, other: int) -> int:
    return sum(bool(((one ^ other) >> (5 * place)) & 31) for place in range(_CHECK_LETTERS))
