"""Rounding of what is shown, to the nearest multiple, halves up.

Every figure is rounded by itself, so equal figures stay equal in all tables and the printed figure is never
more than half a step from the truth. It cannot undo protection: each printed figure then stands for an
interval that holds the true one, so every world that was possible before rounding is still possible after.
The attacker is run again all the same. Totals may differ from the sum of their parts; the report says so.
"""


def rounded(value: int, base: int | None) -> int:
    """The nearest multiple of the base (None or 1: the value itself)."""
    return value if not base else (value + base // 2) // base * base
