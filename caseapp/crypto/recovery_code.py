"""The recovery code: 160 random bits on paper, in letters that are hard to misread (Crockford base 32).

36 characters in nine groups of four: 32 carry the secret, the last four are a checksum (20 bits of SHA-256), so that
a slip of the pen is told apart from a code of another vault. The code is shown once and never stored.
"""

import unicodedata

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


def new_secret() -> SecretBytes:
    """A fresh 160-bit recovery secret."""
    return SecretBytes.random(CODE_BYTES)


def _letters(value: int, count: int) -> str:
    return "".join(_ALPHABET[(value >> (5 * place)) & 31] for place in reversed(range(count)))


def _checksum(secret: bytearray) -> str:
    digest = sha256(_CHECK_LABEL, bytes(secret))
    return _letters(int.from_bytes(digest[:3], "big") >> 4, _CHECK_LETTERS)


def written(secret: SecretBytes) -> str:
    """The code as it is shown and written down: `XXXX-XXXX-…` in nine groups."""
    letters = _letters(int.from_bytes(secret.buffer, "big"), _SECRET_LETTERS) + _checksum(secret.buffer)
    return "-".join(letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP))


def read(code: str) -> SecretBytes:
    """The secret of a typed code. Case, spaces and dashes do not matter; I and L read as 1, O as 0.

    Raises `Refused("recovery_code_mistyped")` if a letter is wrong, missing or too many.
    """
    typed = unicodedata.normalize("NFKC", code[:1000]).upper()
    values = [_VALUES.get(letter) for letter in typed if not (letter.isspace() or letter in "-‐‑‒–—−_.")]
    if len(values) != _SECRET_LETTERS + _CHECK_LETTERS or None in values:
        raise Refused("recovery_code_mistyped")
    number = 0
    for value in values[:_SECRET_LETTERS]:
        number = (number << 5) | (value or 0)
    secret = bytearray(number.to_bytes(CODE_BYTES, "big"))
    if "".join(_ALPHABET[value or 0] for value in values[_SECRET_LETTERS:]) != _checksum(secret):
        raise Refused("recovery_code_mistyped")
    return SecretBytes(secret)
