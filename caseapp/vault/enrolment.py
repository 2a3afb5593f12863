"""Putting a slot's device secret into the keyring, so that a slot that could not be saved leaves the one before."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from caseapp.base.errors import Refused
from caseapp.crypto.secret import SecretBytes
from caseapp.vault import keyring_secret
from caseapp.vault.header_parts import Slot, SlotKind
from caseapp.vault.keyring_secret import SECRET_LENGTH, DeviceKeyring
from caseapp.vault.slots import Device


def chosen_keyring(use_keyring: bool | None, *, testing: bool) -> DeviceKeyring | None:
    """The keyring for a new slot, or None for a passphrase alone.

    True: this account's keyring. False: none, because somebody was asked and said so. None: nobody was asked, so the
    keyring, and never quietly without; only a throw-away vault made for tests leaves the keyring alone.
    Raises `Refused("keyring_unfit")`.
    """
    if use_keyring is False or (use_keyring is None and testing):
        return None
    return keyring_secret.fit_keyring()


def keyring_for(slot: Slot, use_keyring: bool | None) -> DeviceKeyring | None:
    """The keyring for a slot that is made again: unless somebody chose otherwise, it keeps the kind it has."""
    wanted = slot.kind is SlotKind.DEVICE if use_keyring is None else use_keyring
    return keyring_secret.fit_keyring() if wanted else None


@contextmanager
def enrolled(keyring: DeviceKeyring | None, vault_id: str, slot_id: str) -> Iterator[Device | None]:
    """A new device secret for a slot, in the keyring; taken back if the block fails, before any header names it.

    Raises `Refused` as `DeviceKeyring.keep`.
    """
    if keyring is None:
        yield None
        return
    before = _known(keyring, vault_id, slot_id)
    with SecretBytes.random(SECRET_LENGTH) as secret:
        try:
            keyring.keep(vault_id, slot_id, secret)
            yield Device(keyring.name, secret)
        except BaseException:
            with suppress(Refused):
                if before is None:
                    keyring.forget(vault_id, slot_id)
                else:
                    keyring.keep(vault_id, slot_id, before)
            raise
        finally:
            if before is not None:
                before.wipe()


def device_of(vault_id: str, slot: Slot) -> Device | None:
    """A slot's device secret as this account's keyring has it; None for a slot that needs none.

    Raises `Refused`: `keyring_changed`, `keyring_unfit`, and as `DeviceKeyring.read`.
    """
    if slot.kind is not SlotKind.DEVICE:
        return None
    secret = keyring_secret.named_keyring(slot.keyring).read(vault_id, slot.slot_id)
    return Device(slot.keyring, secret)


def forget_device(vault_id: str, slot: Slot) -> None:
    """Take a removed slot's secret out of this account's keyring, if it is there."""
    if slot.kind is SlotKind.DEVICE:
        with suppress(Refused):
            keyring_secret.named_keyring(slot.keyring).forget(vault_id, slot.slot_id)


def _known(keyring: DeviceKeyring, vault_id: str, slot_id: str) -> SecretBytes | None:
    try:
        return keyring.read(vault_id, slot_id)
    except Refused:
        return None
