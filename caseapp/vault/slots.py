"""Making and opening slots: each holds the vault's master key, wrapped under a key that only its owner can make."""

import os
from datetime import datetime

from caseapp.base.errors import Damaged, Refused
from caseapp.crypto.aead import open_sealed, seal
from caseapp.crypto.kdf import SALT_LENGTH, KdfProfile, stretch
from caseapp.crypto.keys import Purpose, derive
from caseapp.crypto.secret import SecretBytes
from caseapp.vault.header import Core, Slot, SlotKind

RECOVERY_LABEL = "Recovery code"


def passphrase_slot(
    core: Core,
    slot_id: str,
    label: str,
    *,
    now: datetime,
    passphrase: str,
    profile: KdfProfile,
    master: SecretBytes,
) -> Slot:
    """A slot that opens with a passphrase. The caller has checked that the passphrase is strong enough."""
    salt = os.urandom(SALT_LENGTH)
    with _passphrase_key(core, slot_id, passphrase, salt, profile) as key:
        wrapped = seal(key, master.buffer, core.binding(slot_id, SlotKind.PASSPHRASE))
    return Slot(slot_id, SlotKind.PASSPHRASE, label, now, profile, salt, wrapped)


def recovery_slot(core: Core, slot_id: str, now: datetime, secret: SecretBytes, master: SecretBytes) -> Slot:
    """A slot that opens with the recovery code."""
    salt = os.urandom(SALT_LENGTH)
    with derive(secret, Purpose.RECOVERY_SLOT, salt) as key:
        wrapped = seal(key, master.buffer, core.binding(slot_id, SlotKind.RECOVERY))
    return Slot(slot_id, SlotKind.RECOVERY, RECOVERY_LABEL, now, None, salt, wrapped)


def open_with_passphrase(core: Core, slot: Slot, passphrase: str) -> SecretBytes:
    """The master key. Raises `Refused("passphrase_wrong")`."""
    assert slot.profile is not None
    with _passphrase_key(core, slot.slot_id, passphrase, slot.salt, slot.profile) as key:
        return _unwrapped(core, slot, key, "passphrase_wrong")


def open_with_recovery(core: Core, slot: Slot, secret: SecretBytes) -> SecretBytes:
    """The master key. Raises `Refused("recovery_code_wrong")`: well written, but the code of another vault."""
    with derive(secret, Purpose.RECOVERY_SLOT, slot.salt) as key:
        return _unwrapped(core, slot, key, "recovery_code_wrong")


def _passphrase_key(core: Core, slot_id: str, passphrase: str, salt: bytes, profile: KdfProfile) -> SecretBytes:
    associated = bytes.fromhex(core.vault_id) + bytes.fromhex(slot_id)
    return stretch(passphrase, salt, profile, secret=None, associated=associated)


def _unwrapped(core: Core, slot: Slot, key: SecretBytes, code: str) -> SecretBytes:
    try:
        return open_sealed(key, slot.wrapped, core.binding(slot.slot_id, slot.kind))
    except Damaged:
        raise Refused(code) from None
