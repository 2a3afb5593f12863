"""How a recovery code is shown, and whether it was typed back."""

_GROUP = 4
_GROUPS_A_LINE = 3
_MISREAD = str.maketrans("OIL", "011")


def in_lines(code: str) -> str:
    """The nine groups in three lines."""
    groups = code.split("-")
    lines = [groups[at : at + _GROUPS_A_LINE] for at in range(0, len(groups), _GROUPS_A_LINE)]
    return "\n".join("\u2003".join(line) for line in lines)


def in_groups(typed: str) -> str:
    """What was typed so far in capital letters and groups of four, whatever stood between the signs."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    return " ".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))


def same_code(typed: str, code: str) -> bool:
    """Whether the code was typed back; case, spaces and dashes do not matter, nor O for 0, I and L for 1."""
    return _compared(typed) == _compared(code)


def wrong_group(typed: str, code: str) -> int | None:
    """The number, from 1, of the first group typed to its end that is not the one of the code."""
    pairs = zip(_compared(typed), _compared(code), strict=False)
    for number, (mine, shown) in enumerate(pairs, 1):
        if len(mine) == _GROUP and mine != shown:
            return number
    return None


def _compared(code: str) -> list[str]:
    return in_groups(code).translate(_MISREAD).split()
