"""What a vault's header consists of: the core that every sealed key is bound to, the slots, one generation of both."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from caseapp.crypto.envelope import Kem
from caseapp.crypto.kdf import KdfProfile

MAGIC = "caseapp-vault"
FORMAT = 2
"""1: the master key wrapped directly under each slot's key. 2: slots with keys of their own, so that it can rotate."""
SUITES = {
    1: "AES-256-GCM+HKDF-SHA256+HMAC-SHA256+SQLCipher4",
    2: "AES-256-GCM+HKDF-SHA256+HMAC-SHA256+HPKE+SQLCipher4",
}
KEYRINGS = ("Windows.WinVaultKeyring", "macOS.Keyring", "SecretService.Keyring", "kwallet.DBusKeyring")
"""The back ends that may hold a device secret, as the header names them."""


class SlotKind(StrEnum):
    """The ways into a vault."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind, not a secret
    DEVICE = "passphrase+device"
    """A passphrase that works only together with the secret in the operating system's keyring."""
    RECOVERY = "recovery"
    ESCROW = "escrow"
    """The organisation's key pair, whose private half is never on this computer."""


PERSONAL = (SlotKind.PASSPHRASE, SlotKind.DEVICE)
"""The kinds that belong to one named person."""


@dataclass(frozen=True, slots=True)
class Core:
    """What never changes while a master key lives; every wrapped key is bound to it."""

    vault_id: str
    created: datetime
    epoch: int
    """Which master key of this vault: 1, and one more after each rotation."""

    def binding(self, slot_id: str, kind: SlotKind) -> bytes:
        """The associated data of a master key wrapped directly, as format 1 did."""
        head = {"magic": MAGIC, "format": 1, "suite": SUITES[1]}
        return as_json({**head, **self.fields(), "slot": slot_id, "kind": kind})

    def binding_of(self, part: str, slot_id: str = "", kind: str = "") -> bytes:
        """The associated data of one sealed part of a slot: of this master key and no other."""
        head = {"magic": MAGIC, "format": 2, "suite": SUITES[2]}
        return as_json({**head, **self.fields(), "slot": slot_id, "kind": kind, "part": part})

    def lasting(self) -> dict[str, object]:
        """What stays the same through every rotation."""
        return {"magic": MAGIC, "format": 2, "vault_id": self.vault_id, "created": as_instant(self.created)}

    def fields(self) -> dict[str, object]:
        """The core as it stands in the file."""
        return {"vault_id": self.vault_id, "created": as_instant(self.created), "epoch": self.epoch}


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """A slot's own keys. With them, whoever has the vault open can hand its owner a new master key."""

    public: bytes
    """X25519."""
    kit: bytes
    """Private key ‖ hand-over key, sealed under the key that only the owner can make."""
    kit_epoch: int
    """Made while this master key was in use. An older one is made afresh when its owner next unlocks."""
    keep: bytes
    """The hand-over key again, sealed under the master key."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """The organisation's public key."""

    kem: Kem
    public: bytes


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in: how its key is made, and the master key as only that key opens it."""

    slot_id: str
    kind: SlotKind
    label: str
    """Whose slot it is, as shown in the list of people on the unlock page."""
    created: datetime
    profile: KdfProfile | None
    """None where nothing needs stretching: a recovery code, the organisation's key."""
    salt: bytes
    """Empty for the organisation's key."""
    wrapped: bytes
    own: OwnKeys | None = None
    """None for a slot as format 1 made it, and for the organisation's key."""
    keyring: str = ""
    """The back end that holds the device secret; empty for every kind but `DEVICE`."""
    recipient: Recipient | None = None
    """Of the organisation's slot only."""

    @property
    def personal(self) -> bool:
        """Whether it belongs to one named person."""
        return self.kind in PERSONAL


@dataclass(frozen=True, slots=True)
class Rotation:
    """A change of the master key that is under way: the database may still be under the old one."""

    epoch: int
    """Of the old master key."""
    old: bytes
    """The old master key, sealed under the new one."""


@dataclass(frozen=True, slots=True)
class Header:
    """One generation of the header."""

    core: Core
    generation: int
    slots: tuple[Slot, ...]
    tag: bytes
    """The HMAC. Worth nothing until `is_genuine` was asked."""
    rotation: Rotation | None = None
    format: int = FORMAT

    @property
    def testing(self) -> bool:
        """Whether a passphrase of this vault is stretched so little that it protects nothing."""
        return any(slot.profile is not None and slot.profile.for_tests_only for slot in self.slots)

    def of_kind(self, *kinds: SlotKind) -> tuple[Slot, ...]:
        """The slots of some kinds."""
        return tuple(slot for slot in self.slots if slot.kind in kinds)

    def with_slot(self, changed: Slot) -> "Header":
        """The next generation, in which one slot is replaced. It must be signed before it is saved."""
        return self.with_slots(changed if slot.slot_id == changed.slot_id else slot for slot in self.slots)

    def with_slots(self, slots: Iterable[Slot]) -> "Header":
        """The next generation, with these slots, in today's format. It must be signed before it is saved."""
        return replace(self, generation=self.generation + 1, slots=tuple(slots), tag=b"", format=FORMAT)


def as_json(table: dict[str, object]) -> bytes:
    """The one way a table is written: order as given, ASCII, no spaces."""
    return json.dumps(table, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def as_instant(value: datetime) -> str:
    """An instant to the second, in UTC."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
