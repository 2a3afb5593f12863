"""How a change becomes a journal entry, and how the chain of entries is proved.

entry digest  = SHA-256(salt ‖ body), so that erasing body and salt leaves the proof standing
entry chain   = SHA-256(previous chain ‖ canonical header ‖ digest)
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from caseapp.crypto.digest import sha256
from caseapp.store.tables.base import instant_text

GENESIS = bytes(32)


@dataclass(frozen=True, slots=True)
class Who:
    """Who makes a change, and on which device."""

    actor: str
    device: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One journal entry before it is chained. `body` maps each field to its value before and after."""

    id: str
    batch: str
    hlc: str
    actor: str
    device: str
    action: str
    entity: str
    entity_id: str
    case_id: str | None
    body: str

    def chained(self, previous: bytes) -> dict[str, Any]:
        """The row to store, linked to the chain value before it."""
        salt = secrets.token_bytes(16)
        digest = sha256(salt, self.body.encode())
        return {
            "id": self.id,
            "batch": self.batch,
            "hlc": self.hlc,
            "actor": self.actor,
            "device": self.device,
            "action": self.action,
            "entity": self.entity,
            "entity_id": self.entity_id,
            "case_id": self.case_id,
            "body": self.body,
            "salt": salt,
            "digest": digest,
            "chain": link(previous, self.header(), digest),
        }

    def header(self) -> tuple[str | None, ...]:
        """The fields that the chain covers besides the body."""
        return (
            self.id,
            self.batch,
            self.hlc,
            self.actor,
            self.device,
            self.action,
            self.entity,
            self.entity_id,
            self.case_id,
        )


def link(previous: bytes, header: tuple[str | None, ...], digest: bytes) -> bytes:
    """The next value of the chain."""
    return sha256(previous, json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode(), digest)


def body_of(changes: Mapping[str, tuple[object, object]]) -> str:
    """Field → [before, after] as canonical JSON."""
    plain = {name: [_plain(before), _plain(after)] for name, (before, after) in changes.items()}
    return json.dumps(plain, separators=(",", ":"), sort_keys=True, ensure_ascii=False)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return instant_text(value)
    return value.isoformat() if isinstance(value, date) else value


@dataclass(frozen=True, slots=True)
class Proof:
    """What checking the chain found: how many entries, how many erased, and the first one that does not fit."""

    entries: int
    erased: int
    broken_at: int | None


def prove(rows: Iterable[Any]) -> Proof:
    """Walk the chain from its start; `rows` are journal rows in order of `seq`."""
    previous, entries, erased = GENESIS, 0, 0
    for row in rows:
        entries += 1
        header = (
            row.id,
            row.batch,
            row.hlc,
            row.actor,
            row.device,
            row.action,
            row.entity,
            row.entity_id,
            row.case_id,
        )
        if row.body is None:
            erased += 1
        elif row.salt is None or sha256(row.salt, row.body.encode()) != row.digest:
            return Proof(entries, erased, row.seq)
        if link(previous, header, row.digest) != row.chain:
            return Proof(entries, erased, row.seq)
        previous = row.chain
    return Proof(entries, erased, None)


def instant_of(stamp: str) -> datetime:
    """The instant in a stamp of `HybridClock`."""
    return datetime.fromtimestamp(int(stamp.partition("-")[0], 16) / 1000, UTC)


class HybridClock:
    """Hybrid logical clock (Kulkarni et al. 2014): instants that never run backwards on one device.

    Written as milliseconds, counter and device in hexadecimal, so that text order is time order.
    """

    def __init__(self, device: str, last: str | None) -> None:
        self._device = device
        self._milliseconds, self._counter = (0, 0)
        if last is not None:
            milliseconds, counter, _ = last.split("-", 2)
            self._milliseconds, self._counter = int(milliseconds, 16), int(counter, 16)

    def tick(self, now: datetime) -> str:
        """The stamp for something that happens now."""
        milliseconds = int(now.timestamp() * 1000)
        if milliseconds > self._milliseconds:
            self._milliseconds, self._counter = milliseconds, 0
        else:
            self._counter += 1
        return f"{self._milliseconds:012x}-{self._counter:06x}-{self._device[:8]}"
