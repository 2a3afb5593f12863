"""Making and opening slots: each holds the vault's master key so that only its owner can get at it.

```
passphrase (and device secret) or recovery code --> the owner's key
owner's key  opens  kit = private key ‖ hand-over key
private key  opens (HPKE)  what is sealed  under the hand-over key (AES-GCM)  =  the master key
```
Why twice: the outer seal keeps out whoever once knew the master key, and with it every hand-over key; the inner one
keeps out whoever can write files, and would otherwise slip in a master key of their own. Neither needs the owner, so a
rotation hands everybody the new key without their passphrases.
"""

import os
from dataclasses import dataclass, replace
from datetime import datetime

from caseapp.base.errors import Damaged, Refused
from caseapp.crypto.aead import open_sealed, seal
from caseapp.crypto.envelope import Kem, new_pair, open_from, public_of, seal_to
from caseapp.crypto.kdf import SALT_LENGTH, KdfProfile, stretch
from caseapp.crypto.keys import Purpose, derive
from caseapp.crypto.secret import SecretBytes
from caseapp.vault.header import HAND_OVER_LENGTH
from caseapp.vault.header_parts import Core, OwnKeys, Recipient, Slot, SlotKind, as_json

RECOVERY_LABEL = "Recovery code"


@dataclass(frozen=True, slots=True)
class Device:
    """A device secret and the keyring that holds it."""

    keyring: str
    secret: SecretBytes


@dataclass(frozen=True, slots=True)
class Opened:
    """A slot that opened: its master key, and its owner's key, with which the slot can be made afresh."""

    slot: Slot
    master: SecretBytes
    key: SecretBytes

    def wipe(self) -> None:
        """Overwrite both keys."""
        self.master.wipe()
        self.key.wipe()


def personal_slot(
    core: Core,
    slot_id: str,
    label: str,
    *,
    now: datetime,
    passphrase: str,
    profile: KdfProfile,
    master: SecretBytes,
    device: Device | None = None,
) -> Slot:
    """A slot that opens with a passphrase, and with `device` only where that secret is.

    The caller has checked that the passphrase is strong enough.
    """
    salt = os.urandom(SALT_LENGTH)
    kind = SlotKind.PASSPHRASE if device is None else SlotKind.DEVICE
    keyring = "" if device is None else device.keyring
    bare = Slot(slot_id, kind, label, now, profile, salt, b"", keyring=keyring)
    with _passphrase_key(core, bare, passphrase, None if device is None else device.secret) as key:
        return _filled(core, bare, key, master)


def recovery_slot(core: Core, slot_id: str, now: datetime, secret: SecretBytes, master: SecretBytes) -> Slot:
    """A slot that opens with the recovery code."""
    bare = Slot(slot_id, SlotKind.RECOVERY, RECOVERY_LABEL, now, None, os.urandom(SALT_LENGTH), b"")
    with derive(secret, Purpose.RECOVERY_SLOT, bare.salt) as key:
        return _filled(core, bare, key, master)


def escrow_slot(core: Core, slot_id: str, label: str, now: datetime, recipient: Recipient, master: SecretBytes) -> Slot:
    """A slot that opens with the organisation's private key."""
    bare = Slot(slot_id, SlotKind.ESCROW, label, now, None, b"", b"", recipient=recipient)
    return _handed(core, bare, master)


def open_with_passphrase(core: Core, slot: Slot, passphrase: str, device: SecretBytes | None = None) -> Opened:
    """The master key. Raises `Refused("passphrase_wrong")`; `Damaged("header_damaged")` for an altered slot."""
    return _opened(core, slot, _passphrase_key(core, slot, passphrase, device), "passphrase_wrong")


def open_with_recovery(core: Core, slot: Slot, secret: SecretBytes) -> Opened:
    """The master key. Raises `Refused("recovery_code_wrong")`: well written, but the code of another vault."""
    return _opened(core, slot, derive(secret, Purpose.RECOVERY_SLOT, slot.salt), "recovery_code_wrong")


def open_with_escrow(core: Core, slot: Slot, private: SecretBytes) -> Opened:
    """The master key. Raises `Refused("escrow_key_wrong")`: the private key of another pair."""
    assert slot.recipient is not None
    kem = slot.recipient.kem
    if len(private) != kem.private_length or public_of(kem, private) != slot.recipient.public:
        raise Refused("escrow_key_wrong")
    try:
        plain = open_from(
            slot.recipient.kem, private, slot.wrapped, core.binding_of("wrapped", slot.slot_id, slot.kind)
        )
    except Damaged:
        raise Damaged("header_damaged") from None
    return Opened(slot, SecretBytes(bytearray(plain)), SecretBytes(bytearray()))


def renewed(core: Core, opened: Opened) -> Slot:
    """The same slot with own keys made afresh: earlier holders of a master key knew its hand-over key."""
    return _filled(core, opened.slot, opened.key, opened.master)


def handed_over(old: Core, old_master: SecretBytes, slot: Slot, new: Core, new_master: SecretBytes) -> Slot:
    """The same slot holding a new master key, made without its owner.

    Raises `Refused("person_must_unlock_first")` for a slot of format 1, which has no keys of its own yet;
    `Damaged("header_damaged")` for an altered one.
    """
    if slot.recipient is not None:
        return _handed(new, slot, new_master)
    if slot.own is None:
        raise Refused("person_must_unlock_first")
    try:
        with derive(old_master, Purpose.HAND_OVER_KEEP, bytes.fromhex(old.vault_id)) as keep:
            binding = old.binding_of("keep", slot.slot_id, slot.kind)
            with open_sealed(keep, slot.own.keep, binding) as hand_over:
                return _handed(new, slot, new_master, hand_over)
    except Damaged:
        raise Damaged("header_damaged") from None


def _passphrase_key(core: Core, slot: Slot, passphrase: str, device: SecretBytes | None) -> SecretBytes:
    assert slot.profile is not None
    assert (device is None) == (slot.kind is SlotKind.PASSPHRASE)
    associated = bytes.fromhex(core.vault_id) + bytes.fromhex(slot.slot_id)
    return stretch(passphrase, slot.salt, slot.profile, secret=device, associated=associated)


def _filled(core: Core, slot: Slot, key: SecretBytes, master: SecretBytes) -> Slot:
    """The slot with fresh keys of its own, sealed under its owner's key, and the master key in it."""
    pair = new_pair(Kem.X25519)
    with pair.private, SecretBytes.random(HAND_OVER_LENGTH) as hand_over:
        own = OwnKeys(pair.public, b"", core.epoch, b"")
        with SecretBytes(pair.private.buffer + hand_over.buffer) as kit:
            own = replace(own, kit=seal(key, kit.buffer, _kit_binding(core, slot, own)))
        return _handed(core, replace(slot, own=own), master, hand_over)


def _handed(core: Core, slot: Slot, master: SecretBytes, hand_over: SecretBytes | None = None) -> Slot:
    """The slot with the master key sealed to its public key; inside that, under the hand-over key."""
    binding = core.binding_of("wrapped", slot.slot_id, slot.kind)
    if slot.own is None or hand_over is None:
        assert slot.recipient is not None
        return replace(slot, wrapped=seal_to(slot.recipient.kem, slot.recipient.public, master.buffer, binding))
    salt = bytes.fromhex(core.vault_id)
    with derive(hand_over, Purpose.HAND_OVER, salt) as inner_key:
        inner = seal(inner_key, master.buffer, binding)
    with derive(master, Purpose.HAND_OVER_KEEP, salt) as keep_key:
        keep = seal(keep_key, hand_over.buffer, core.binding_of("keep", slot.slot_id, slot.kind))
    wrapped = seal_to(Kem.X25519, slot.own.public, inner, binding)
    return replace(slot, own=replace(slot.own, keep=keep), wrapped=wrapped)


def _opened(core: Core, slot: Slot, key: SecretBytes, wrong: str) -> Opened:
    try:
        if slot.own is None:
            return Opened(slot, open_sealed(key, slot.wrapped, core.binding(slot.slot_id, slot.kind)), key)
        kit = open_sealed(key, slot.own.kit, _kit_binding(core, slot, slot.own))
    except Damaged:
        key.wipe()
        raise Refused(wrong) from None
    length = Kem.X25519.private_length
    with kit, SecretBytes(kit.buffer[:length]) as private, SecretBytes(kit.buffer[length:]) as hand_over:
        binding = core.binding_of("wrapped", slot.slot_id, slot.kind)
        try:
            inner = open_from(Kem.X25519, private, slot.wrapped, binding)
            with derive(hand_over, Purpose.HAND_OVER, bytes.fromhex(core.vault_id)) as inner_key:
                return Opened(slot, open_sealed(inner_key, inner, binding), key)
        except Damaged:
            key.wipe()
            raise Damaged("header_damaged") from None


def _kit_binding(core: Core, slot: Slot, own: OwnKeys) -> bytes:
    return as_json(
        {
            **core.lasting(),
            "slot": slot.slot_id,
            "kind": slot.kind,
            "part": "kit",
            "public": own.public.hex(),
            "kit_epoch": own.kit_epoch,
            "keyring": slot.keyring,
        }
    )
