"""The vault header: what may be read without a key, and the wrapped master key. No records, no names of clients.

One line of canonical JSON (fixed order of fields, ASCII, no spaces; at most 64 KiB), then the SHA-256 of that line.
The digest tells damage from a wrong passphrase before any key is known. The last JSON field is an HMAC-SHA256 over
all that stands before it, under a sub-key of the master key: it is checked straight after unwrapping and only then is
anything else believed. It also commits to the master key, which AES-GCM alone does not.
"""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

from caseapp.base.errors import Damaged, Refused
from caseapp.crypto.aead import OVERHEAD
from caseapp.crypto.digest import sha256
from caseapp.crypto.envelope import Kem
from caseapp.crypto.kdf import SALT_LENGTH, KdfProfile, profile_problem
from caseapp.crypto.keys import MASTER_LENGTH, Purpose, derive, mac, mac_is_right
from caseapp.crypto.secret import SecretBytes
from caseapp.vault.header_parts import (
    FORMAT,
    KEYRINGS,
    MAGIC,
    SUITES,
    Core,
    Header,
    OwnKeys,
    Recipient,
    Rotation,
    Slot,
    SlotKind,
    as_instant,
    as_json,
)

__all__ = [
    "HAND_OVER_LENGTH",
    "LONGEST_LABEL",
    "MOST_BYTES",
    "MOST_SLOTS",
    "Core",
    "Header",
    "Slot",
    "SlotKind",
    "decode",
    "encode",
    "is_genuine",
    "signed",
]

MOST_BYTES = 64 * 1024
MOST_SLOTS = 64
LONGEST_LABEL = 80
HAND_OVER_LENGTH = 32
WRAPPED_LENGTH = MASTER_LENGTH + OVERHEAD
_KIT_LENGTH = Kem.X25519.private_length + HAND_OVER_LENGTH + OVERHEAD
_KEEP_LENGTH = HAND_OVER_LENGTH + OVERHEAD
_ID_LENGTH = 16
_TAG_LENGTH = 32
_MOST_NUMBER = 2**53


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
    rotation: object = "none"
    if header.rotation is not None:
        rotation = {"epoch": header.rotation.epoch, "old": header.rotation.old.hex()}
    table = {
        "magic": MAGIC,
        "format": header.format,
        "suite": SUITES[header.format],
        **header.core.fields(),
        "rotation": rotation,
        "generation": header.generation,
        "slots": [_slot_fields(slot) for slot in header.slots],
    }
    return as_json(table)[:-1]


def _slot_fields(slot: Slot) -> dict[str, object]:
    fields: dict[str, object] = {
        "id": slot.slot_id,
        "kind": slot.kind.value,
        "label": slot.label,
        "created": as_instant(slot.created),
    }
    if slot.recipient is not None:
        fields |= {"kem": slot.recipient.kem.value, "public": slot.recipient.public.hex()}
    else:
        fields |= {"kdf": _kdf_fields(slot.profile), "salt": slot.salt.hex()}
    if slot.keyring:
        fields["keyring"] = slot.keyring
    if slot.own is not None:
        own = slot.own
        fields |= {
            "public": own.public.hex(),
            "kit": own.kit.hex(),
            "kit_epoch": own.kit_epoch,
            "keep": own.keep.hex(),
        }
    return fields | {"wrapped": slot.wrapped.hex()}


def _kdf_fields(profile: KdfProfile | None) -> dict[str, object]:
    if profile is None:
        return {"id": "hkdf-sha256"}
    return {
        "id": profile.id,
        "memory_kib": profile.memory_kib,
        "iterations": profile.iterations,
        "lanes": profile.lanes,
    }


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

    def is_text(self, name: str) -> bool:
        return isinstance(self._fields.get(name), str)

    def has(self, name: str) -> bool:
        return name in self._fields

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
    format_ = table.number("format")
    if format_ > FORMAT:
        raise Refused("vault_too_new")
    core = Core(table.octets("vault_id", _ID_LENGTH).hex(), table.instant("created"), table.number("epoch"))
    slots = tuple(_slot(row, core, format_) for row in table.rows("slots"))
    if len({slot.slot_id for slot in slots}) != len(slots):
        raise Damaged("header_damaged")
    rotation = None if format_ == 1 else _rotation(table, core)
    return Header(core, table.number("generation"), slots, table.octets("mac", _TAG_LENGTH), rotation, format_)


def _rotation(table: _Table, core: Core) -> Rotation | None:
    if table.is_text("rotation"):
        return None
    inner = table.inner("rotation")
    rotation = Rotation(inner.number("epoch"), inner.octets("old", WRAPPED_LENGTH))
    if rotation.epoch != core.epoch - 1:
        raise Damaged("header_damaged")
    return rotation


def _slot(row: _Table, core: Core, format_: int) -> Slot:
    try:
        kind = SlotKind(row.text("kind", 40))
    except ValueError:
        raise Damaged("header_damaged") from None
    if format_ == 1 and kind not in {SlotKind.PASSPHRASE, SlotKind.RECOVERY}:
        raise Damaged("header_damaged")
    recipient = _recipient(row) if kind is SlotKind.ESCROW else None
    own = _own(row, core) if format_ > 1 and recipient is None and row.has("kit") else None
    keyring = row.text("keyring", 40) if kind is SlotKind.DEVICE else ""
    if keyring and (keyring not in KEYRINGS or own is None):
        raise Damaged("header_damaged")
    length = WRAPPED_LENGTH if own is None else WRAPPED_LENGTH + Kem.X25519.overhead
    if recipient is not None:
        length = MASTER_LENGTH + recipient.kem.overhead
    return Slot(
        slot_id=row.octets("id", _ID_LENGTH).hex(),
        kind=kind,
        label=row.text("label", LONGEST_LABEL),
        created=row.instant("created"),
        profile=_profile(row.inner("kdf")) if kind in {SlotKind.PASSPHRASE, SlotKind.DEVICE} else None,
        salt=b"" if recipient is not None else row.octets("salt", SALT_LENGTH),
        wrapped=row.octets("wrapped", length),
        own=own,
        keyring=keyring,
        recipient=recipient,
    )


def _own(row: _Table, core: Core) -> OwnKeys:
    own = OwnKeys(
        row.octets("public", Kem.X25519.public_length),
        row.octets("kit", _KIT_LENGTH),
        row.number("kit_epoch"),
        row.octets("keep", _KEEP_LENGTH),
    )
    if own.kit_epoch > core.epoch:
        raise Damaged("header_damaged")
    return own


def _recipient(row: _Table) -> Recipient:
    try:
        kem = Kem(row.text("kem", 40))
    except ValueError:
        raise Damaged("header_damaged") from None
    return Recipient(kem, row.octets("public", kem.public_length))


def _profile(kdf: _Table) -> KdfProfile:
    profile = KdfProfile(kdf.text("id", 40), kdf.number("memory_kib"), kdf.number("iterations"), kdf.number("lanes"))
    if profile_problem(profile, allow_testing=True) is not None:
        raise Damaged("header_damaged")
    return profile
