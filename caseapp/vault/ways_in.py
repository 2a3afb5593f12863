"""The ways into an open vault: change a passphrase, add a person, renew the recovery code, name the organisation's key.

Each writes the header and nothing else. Taking a way in away for good needs new keys: see `rotation`.
"""

from contextlib import ExitStack
from pathlib import Path

from caseapp.base.clock import Clock, SystemClock
from caseapp.base.errors import Broken, Refused
from caseapp.base.ids import uuid7
from caseapp.crypto import recovery_code
from caseapp.crypto.kdf import DEFAULT, KdfProfile
from caseapp.vault import slots, tries
from caseapp.vault.enrolment import chosen_keyring, device_of, enrolled, forget_device, keyring_for
from caseapp.vault.fitness import require_fit, require_label, require_strong
from caseapp.vault.header import MOST_BYTES, MOST_SLOTS, encode
from caseapp.vault.header_parts import PERSONAL, Header, Recipient, Slot, SlotKind
from caseapp.vault.keyring_secret import DeviceKeyring
from caseapp.vault.open_vault import OpenVault
from caseapp.vault.tries import Guarded

_SYSTEM = SystemClock()
_ROOM_FOR_MAC = 200


def confirm_passphrase(vault: OpenVault, passphrase: str, *, clock: Clock = _SYSTEM) -> None:
    """Ask the person at the desk for their passphrase again. Raises `Refused`: `passphrase_wrong`, `unlock_wait`."""
    if not vault._slot.personal:
        raise Broken("no_passphrase_slot")
    with ExitStack() as stack:
        device = device_of(vault.vault_id, vault._slot)
        secret = stack.enter_context(device.secret) if device is not None else None
        with Guarded(_notes_of(vault), clock, read_only=vault.read_only):
            slots.open_with_passphrase(vault._header.core, vault._slot, passphrase, secret).wipe()


def change_passphrase(
    vault: OpenVault,
    old: str,
    new: str,
    profile: KdfProfile = DEFAULT,
    *,
    clock: Clock = _SYSTEM,
    use_keyring: bool | None = None,
) -> None:
    """Make the slot in use again, with a new passphrase. Only the header is written; no record is touched.

    The slot keeps its kind unless `use_keyring` says otherwise. Raises `Refused`: `passphrase_wrong` and
    `unlock_wait` for the old one, the codes of `passphrase_problem` for the new, and those of the keyring.
    """
    require_strong(new, vault.label)
    require_fit(profile, allow_testing=vault.testing)
    confirm_passphrase(vault, old, clock=clock)
    _remake(vault, vault._slot, new, profile, keyring_for(vault._slot, use_keyring), clock)


def set_passphrase_after_recovery(
    vault: OpenVault,
    new: str,
    profile: KdfProfile = DEFAULT,
    *,
    slot_id: str | None = None,
    clock: Clock = _SYSTEM,
    use_keyring: bool | None = None,
) -> None:
    """Give a person a new passphrase, and a new device secret where the slot has one, in a recovered vault.

    Only in a vault opened with the recovery code or the organisation's key, both of which stay valid. `slot_id` says
    whose; without it the vault's only person. The slot keeps its kind unless `use_keyring` says otherwise. Raises
    `Refused` with the codes of `passphrase_problem` and those of the keyring.
    """
    ways = [slot for slot in vault._header.of_kind(*PERSONAL) if slot_id in {None, slot.slot_id}]
    if vault._slot.personal or len(ways) != 1:
        raise Broken("no_passphrase_slot")
    require_strong(new, ways[0].label)
    require_fit(profile, allow_testing=vault.testing)
    _remake(vault, ways[0], new, profile, keyring_for(ways[0], use_keyring), clock)
    tries.clear(_notes_of(vault))


def add_person(
    vault: OpenVault,
    slot_id: str,
    label: str,
    passphrase: str,
    profile: KdfProfile = DEFAULT,
    *,
    clock: Clock = _SYSTEM,
    use_keyring: bool | None = None,
) -> None:
    """Give one more person a way in. The passphrase is theirs: they type it themselves.

    Raises `Refused`: `label_unfit`, `people_full`, the codes of `passphrase_problem` and those of the keyring.
    """
    require_label(label)
    require_strong(passphrase, label)
    require_fit(profile, allow_testing=vault.testing)
    now = clock.now().replace(microsecond=0)
    keyring = chosen_keyring(use_keyring, testing=vault.testing)
    with enrolled(keyring, vault.vault_id, slot_id) as device:
        added = slots.personal_slot(
            vault._header.core,
            slot_id,
            label,
            now=now,
            passphrase=passphrase,
            profile=profile,
            master=vault._master,
            device=device,
        )
        vault.save(_with_one_more(vault._header, added))


def new_recovery_code(vault: OpenVault, *, clock: Clock = _SYSTEM) -> str:
    """A new recovery code in place of the one before, which no longer opens this header. Shown once, kept nowhere."""
    now = clock.now().replace(microsecond=0)
    header = vault._header
    with recovery_code.new_secret() as secret:
        before = header.of_kind(SlotKind.RECOVERY)
        slot_id = before[0].slot_id if before else uuid7(now)
        made = slots.recovery_slot(header.core, slot_id, now, secret, vault._master)
        code = recovery_code.written(secret)
    in_use = made if vault._slot.slot_id == slot_id else None
    vault.save(header.with_slot(made) if before else _with_one_more(header, made), in_use)
    return code


def add_escrow(vault: OpenVault, recipient: Recipient, label: str, *, clock: Clock = _SYSTEM) -> str:
    """Let the organisation's key open this vault; returns the slot.

    Raises `Refused`: `label_unfit`, `escrow_known` (this key opens it already), `people_full`.
    """
    require_label(label)
    header = vault._header
    if any(slot.recipient == recipient for slot in header.slots):
        raise Refused("escrow_known")
    now = clock.now()
    slot_id = uuid7(now)
    made = slots.escrow_slot(header.core, slot_id, label, now.replace(microsecond=0), recipient, vault._master)
    vault.save(_with_one_more(header, made))
    return slot_id


def forget_devices(vault: OpenVault, gone: tuple[Slot, ...]) -> None:
    """Take the device secrets of removed people out of this account's keyring."""
    for slot in gone:
        forget_device(vault.vault_id, slot)


def _notes_of(vault: OpenVault) -> tuple[Path, ...]:
    return tries.note_places(vault.folder, vault.vault_id, testing=vault.testing)


def _remake(
    vault: OpenVault, slot: Slot, new: str, profile: KdfProfile, keyring: DeviceKeyring | None, clock: Clock
) -> None:
    with ExitStack() as stack:
        device = stack.enter_context(enrolled(keyring, vault.vault_id, slot.slot_id))
        made = slots.personal_slot(
            vault._header.core,
            slot.slot_id,
            slot.label,
            now=clock.now().replace(microsecond=0),
            passphrase=new,
            profile=profile,
            master=vault._master,
            device=device,
        )
        vault.save(vault._header.with_slot(made), made if slot.slot_id == vault.slot_id else None)
    if keyring is None:
        forget_device(vault.vault_id, slot)


def _with_one_more(header: Header, slot: Slot) -> Header:
    """Raises `Refused("people_full")` where the header has no room for another slot."""
    larger = header.with_slots((*header.slots, slot))
    if len(larger.slots) > MOST_SLOTS or len(encode(larger)) + _ROOM_FOR_MAC > MOST_BYTES:
        raise Refused("people_full")
    return larger
