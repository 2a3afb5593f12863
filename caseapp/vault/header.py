"""The vault header: what may be read without a key, and the wrapped master key. No records, no names of clients.

One line of canonical JSON (fixed order of fields, ASCII, no spaces; at most 64 KiB), then the SHA-256 of that line.
The digest tells damage from a wrong passphrase before any key is known. The last JSON field is an HMAC-SHA256 over
all that stands before it, under a sub-key of the master key: it is checked straight after unwrapping and only then is
anything else believed. It also commits to the master key, which AES-GCM alone does not.
"""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import cast

from caseapp.base.errors import Damaged, Refused
from caseapp.crypto.aead import OVERHEAD
from caseapp.crypto.digest import sha256
from caseapp.crypto.kdf import SALT_LENGTH, KdfProfile, profile_problem
from caseapp.crypto.keys import MASTER_LENGTH, Purpose, derive, mac, mac_is_right
from caseapp.crypto.secret import SecretBytes

MAGIC = "caseapp-vault"
FORMAT = 1
SUITE = "AES-256-GCM+HKDF-SHA256+HMAC-SHA256+SQLCipher4"
MOST_BYTES = 64 * 1024
MOST_SLOTS = 64
LONGEST_LABEL = 80
WRAPPED_LENGTH = MASTER_LENGTH + OVERHEAD
_ID_LENGTH = 16
_TAG_LENGTH = 32
_MOST_NUMBER = 2**53


class SlotKind(StrEnum):
    """The ways into a vault."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind, not a secret
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Core:
    """What never changes while a master key lives; every wrapped key is bound to it."""

    vault_id: str
    created: datetime
    epoch: int
    """Which master key of this vault: 1, and one more after each rotation."""

    def binding(self, slot_id: str, kind: SlotKind) -> bytes:
        """The associated data of a slot's wrapped key."""
        return _json({"magic": MAGIC, "format": FORMAT, "suite": SUITE, **self.fields(), "slot": slot_id, "kind": kind})

    def fields(self) -> dict[str, object]:
        """The core as it stands in the file."""
        return {"vault_id": self.vault_id, "created": _instant(self.created), "epoch": self.epoch}


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in: how its key is made, and the master key wrapped under that key."""

    slot_id: str
    kind: SlotKind
    label: str
    """Whose slot it is, as shown in the list of people on the unlock page."""
    created: datetime
    profile: KdfProfile | None
    """None for a recovery code, which needs no stretching."""
    salt: bytes
    wrapped: bytes


@dataclass(frozen=True, slots=True)
class Header:
    """One generation of the header."""

    core: Core
    generation: int
    slots: tuple[Slot, ...]
    tag: bytes
    """The HMAC. Worth nothing until `is_genuine` was asked."""

    @property
    def testing(self) -> bool:
        """Whether a passphrase of this vault is stretched so little that it protects nothing."""
        return any(slot.profile is not None and slot.profile.for_tests_only for slot in self.slots)

    def of_kind(self, kind: SlotKind) -> tuple[Slot, ...]:
        """The slots of one kind."""
        return tuple(slot for slot in self.slots if slot.kind is kind)

    def with_slot(self, changed: Slot) -> "Header":
        """The next generation, in which one slot is replaced. It must be signed before it is saved."""
        slots = tuple(changed if slot.slot_id == changed.slot_id else slot for slot in self.slots)
        return replace(self, generation=self.generation + 1, slots=slots, tag=b"")


def signed(header: Header, master: SecretBytes) -> Header:
    """The header with its HMAC."""
    with _mac_key(header, master) as key:
        return replace(header, tag=mac(key, _body(header)))


def is_genuine(header: Header, master: SecretBytes) -> bool:
    """Whether this header was written by somebody who holds the master key."""
    with _mac_key(header, master) as key:
        return mac_is_right(key, _body(header), header.tag)


def _mac_key(header: Header, master: SecretBytes) -> SecretBytes:
    return derive(master, Purpose.HEADER_MAC, bytes.fromhex(header.core.vault_id))


def encode(header: Header) -> bytes:
    """The file's bytes."""
    line = _body(header) + b',"mac":"' + header.tag.hex().encode("ascii") + b'"}'
    return line + b"\n" + sha256(line).hex().encode("ascii") + b"\n"


def _body(header: Header) -> bytes:
    """All but the HMAC and the closing brace: what the HMAC is over."""
    table = {
        "magic": MAGIC,
        "format": FORMAT,
        "suite": SUITE,
        **header.core.fields(),
        "rotation": "none",
        "generation": header.generation,
        "slots": [_slot_fields(slot) for slot in header.slots],
    }
    return _json(table)[:-1]


def _slot_fields(slot: Slot) -> dict[str, object]:
    profile = slot.profile
    kdf: dict[str, object] = {"id": "hkdf-sha256"}
    if profile is not None:
        kdf = {
            "id": profile.id,
            "memory_kib": profile.memory_kib,
            "iterations": profile.iterations,
            "lanes": profile.lanes,
        }
    return {
        "id": slot.slot_id,
        "kind": slot.kind.value,
        "label": slot.label,
        "created": _instant(slot.created),
        "kdf": kdf,
        "salt": slot.salt.hex(),
        "wrapped": slot.wrapped.hex(),
    }


def _json(table: dict[str, object]) -> bytes:
    return json.dumps(table, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def decode(content: bytes) -> Header:
    """A header from the bytes of a file, every bound checked, before any key is derived.

    Raises `Damaged("header_damaged")` for anything that this format would not have written and
    `Refused("vault_too_new")` for an intact header of a later format.
    """
    if not 66 < len(content) <= MOST_BYTES or content[-1:] != b"\n" or content[-66:-65] != b"\n":
        raise Damaged("header_damaged")
    line = content[:-66]
    if content[-65:-1] != sha256(line).hex().encode("ascii"):
        raise Damaged("header_damaged")
    try:
        table = json.loads(line)
    except (ValueError, RecursionError):
        raise Damaged("header_damaged") from None
    header = _header(_Table(table))
    if encode(header) != content:
        raise Damaged("header_damaged")
    return header


class _Table:
    """A JSON object, read field by field with its bounds."""

    __slots__ = ("_fields",)

    def __init__(self, value: object) -> None:
        if not isinstance(value, dict):
            raise Damaged("header_damaged")
        self._fields = cast(dict[str, object], value)

    def text(self, name: str, most: int) -> str:
        value = self._fields.get(name)
        if not isinstance(value, str) or not 0 < len(value) <= most or not value.isprintable():
            raise Damaged("header_damaged")
        return value

    def number(self, name: str) -> int:
        value = self._fields.get(name)
        if type(value) is not int or not 0 < value <= _MOST_NUMBER:
            raise Damaged("header_damaged")
        return value

    def octets(self, name: str, length: int) -> bytes:
        try:
            value = bytes.fromhex(self.text(name, 2 * length))
        except ValueError:
            raise Damaged("header_damaged") from None
        if len(value) != length:
            raise Damaged("header_damaged")
        return value

    def instant(self, name: str) -> datetime:
        try:
            return datetime.strptime(self.text(name, 20), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        except ValueError:
            raise Damaged("header_damaged") from None

    def inner(self, name: str) -> "_Table":
        return _Table(self._fields.get(name))

    def rows(self, name: str) -> list["_Table"]:
        value = self._fields.get(name)
        if not isinstance(value, list) or not 0 < len(value) <= MOST_SLOTS:
            raise Damaged("header_damaged")
        return [_Table(row) for row in cast(list[object], value)]


def _header(table: _Table) -> Header:
    if table.text("magic", 40) != MAGIC:
        raise Damaged("header_damaged")
    if table.number("format") > FORMAT:
        raise Refused("vault_too_new")
    core = Core(table.octets("vault_id", _ID_LENGTH).hex(), table.instant("created"), table.number("epoch"))
    slots = tuple(_slot(row) for row in table.rows("slots"))
    if len({slot.slot_id for slot in slots}) != len(slots):
        raise Damaged("header_damaged")
    return Header(core, table.number("generation"), slots, table.octets("mac", _TAG_LENGTH))


def _slot(row: _Table) -> Slot:
    try:
        kind = SlotKind(row.text("kind", 40))
    except ValueError:
        raise Damaged("header_damaged") from None
    profile = _profile(row.inner("kdf")) if kind is SlotKind.PASSPHRASE else None
    return Slot(
        slot_id=row.octets("id", _ID_LENGTH).hex(),
        kind=kind,
        label=row.text("label", LONGEST_LABEL),
        created=row.instant("created"),
        profile=profile,
        salt=row.octets("salt", SALT_LENGTH),
        wrapped=row.octets("wrapped", WRAPPED_LENGTH),
    )


def _profile(kdf: _Table) -> KdfProfile:
    profile = KdfProfile(kdf.text("id", 40), kdf.number("memory_kib"), kdf.number("iterations"), kdf.number("lanes"))
    if profile_problem(profile, allow_testing=True) is not None:
        raise Damaged("header_damaged")
    return profile
