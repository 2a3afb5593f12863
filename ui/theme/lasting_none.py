"""Keeps Python 3.11 alive under PySide6 6.12.

Measured: PySide6 6.12.0 is built for Pythons where None needs no counting (3.12 on, PEP 683), so on 3.11 every Qt call
that returns nothing takes one reference from None, and after some 6,000 such calls the interpreter aborts with
"none_dealloc". Giving None the count that 3.12 gives it, one that is never used up, is the whole remedy.
"""

import ctypes
import sys

_NEVER_USED_UP = 1 << 60 if sys.maxsize > 2**32 else 1 << 30


def make_none_last() -> bool:
    """Raise None's reference count out of reach, on CPython before 3.12 only. Tells whether it did."""
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 12):
        return False
    ctypes.c_ssize_t.from_address(id(None)).value = _NEVER_USED_UP
    return True
