"""How a recovery code is shown, which of its groups are asked for again, and whether they were typed back."""

import secrets

GROUP = 4
GROUPS = 9
GROUPS_A_LINE = 3
_ASKED = 4
_MISREAD = str.maketrans("OIL", "011")
_CHANCE = secrets.SystemRandom()


def in_lines(code: str) -> str:
    """The nine groups in three lines."""
    groups = code.split("-")
    lines = [groups[at : at + GROUPS_A_LINE] for at in range(0, len(groups), GROUPS_A_LINE)]
    return "\n".join("\u2003".join(line) for line in lines)


def asked_groups() -> tuple[int, ...]:
    """The groups, counted from 0, to be typed back: one of each line, so that a line left out shows, and one more."""
    lines = (range(at, at + GROUPS_A_LINE) for at in range(0, GROUPS, GROUPS_A_LINE))
    asked = {_CHANCE.choice(line) for line in lines}
    rest = [group for group in range(GROUPS) if group not in asked]
    return tuple(sorted(asked.union(_CHANCE.sample(rest, _ASKED - len(asked)))))


def signs_of(typed: str) -> str:
    """At most four signs of a group, in capital letters, whatever stood between them."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())[:GROUP]


def same_group(typed: str, group: str) -> bool:
    """Whether a group was typed back; case does not matter, nor O for 0, I and L for 1."""
    return signs_of(typed).translate(_MISREAD) == group
