"""Work that may be cancelled on the way."""

from collections.abc import Callable
from typing import TypeVar

from caseapp.base.errors import Refused

T = TypeVar("T")


def unless_cancelled(work: Callable[[], T]) -> T | None:
    """The result, or None when nobody wants it any more: a lock must not be followed by a message about it."""
    try:
        return work()
    except Refused as refused:
        if refused.code != "import_cancelled":
            raise
        return None
