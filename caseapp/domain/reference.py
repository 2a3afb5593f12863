"""The reference people say aloud instead of a name: prefix, serial, check digit, such as KT-0147.

The last digit is a check digit (Damm 2004): it catches every single wrong digit and every swap of two neighbours,
so a reference misheard on the phone does not open someone else's case.
"""

import re

_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_SHAPE = re.compile(r"\s*([A-Za-z]{1,4})[\s\-–]*([0-9]{2,9})\s*")


def make_reference(prefix: str, serial: int) -> str:
    """The reference of the `serial`-th case (from 1) of a service."""
    digits = f"{serial:03d}"
    return f"{prefix}-{digits}{_check_digit(digits)}"


def read_reference(text: str) -> str | None:
    """The reference in tidy form, however it was typed (`kt 0147`); None if it is not one or its check digit fails."""
    match = _SHAPE.fullmatch(text)
    if match is None:
        return None
    prefix, digits = match.group(1).upper(), match.group(2)
    return f"{prefix}-{digits}" if _check_digit(digits) == 0 else None


def _check_digit(digits: str) -> int:
    interim = 0
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return interim
