"""Identifiers: UUID version 7 (RFC 9562 §5.7), so rows made on several laptops merge without renumbering.

Stored and passed as 32 lower-case hexadecimal characters; they sort by the millisecond they were made in.
"""

import secrets
from datetime import datetime
from random import Random
from typing import NewType

CaseId = NewType("CaseId", str)
PersonId = NewType("PersonId", str)
WorkerId = NewType("WorkerId", str)
RowId = NewType("RowId", str)


def uuid7(now: datetime, random: Random | None = None) -> str:
    """A new identifier made at `now`.

    `random` gives a repeatable stream for the example service; without it the operating system's generator is used.
    """
    bits = random.getrandbits(74) if random is not None else secrets.randbits(74)
    milliseconds = int(now.timestamp() * 1000) & ((1 << 48) - 1)
    value = (milliseconds << 80) | (0x7 << 76) | ((bits >> 62) << 64) | (0b10 << 62) | (bits & ((1 << 62) - 1))
    return f"{value:032x}"
