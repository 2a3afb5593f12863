"""How a recovery code is shown, and whether it was typed back."""

_GROUPS_A_LINE = 3


def in_lines(code: str) -> str:
    """The nine groups in three lines."""
    groups = code.split("-")
    lines = [groups[at : at + _GROUPS_A_LINE] for at in range(0, len(groups), _GROUPS_A_LINE)]
    return "\n".join("\u2003".join(line) for line in lines)


def same_code(typed: str, code: str) -> bool:
    """Whether the code was typed back; case, spaces and dashes do not matter, nor O for 0, I and L for 1."""
    misread = str.maketrans("OIL", "011")
    plain = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(misread)
    return plain == code.replace("-", "").translate(misread)
