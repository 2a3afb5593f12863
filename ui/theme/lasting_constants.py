"""Keeps Python 3.11 alive under PySide6 6.12.

Measured: PySide6 6.12.0 is built for Pythons where None, True and False need no counting (3.12 on, PEP 683). On 3.11
every Qt call that returns nothing takes one reference from None, and every signal sent takes one from True; after some
6,000 such calls or 20,000 signals the interpreter aborts with "none_dealloc" or "bool_dealloc". Giving these constants
the count that 3.12 gives them, one that is never used up, is the whole remedy.
"""

import ctypes
import sys

_NEVER_USED_UP = 1 << 60 if sys.maxsize > 2**32 else 1 << 30
_CONSTANTS = (None, True, False, NotImplemented, Ellipsis)


def make_constants_last() -> bool:
    """Raise their reference counts out of reach, on CPython before 3.12 only. Tells whether it did."""
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 12):
        return False
    for constant in _CONSTANTS:
        ctypes.c_ssize_t.from_address(id(constant)).value = _NEVER_USED_UP
    return True
