"""Times of day as a caseworker types them."""

import re
from datetime import time

_TIME = re.compile(r"(\d{1,2})(?:[:. ]?(\d{2}))?\s*(am|pm)?", re.ASCII)


def read_clock(text: str) -> time | None:
    """The time meant by `14:30`, `1430`, `9`, `9.15`, `2pm`; None when it is no time."""
    found = _TIME.fullmatch(text.strip().lower())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3] is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    if hour > 23 or minute > 59:
        return None
    return time(hour, minute)


def clock_text(value: time) -> str:
    """`09:15`."""
    return f"{value.hour:02}:{value.minute:02}"
