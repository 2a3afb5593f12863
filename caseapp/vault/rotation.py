"""Changing every key of an open vault: what makes taking a way in away final.

1. `begin_rotation`: a header with a new master key for everybody who stays, and the old one sealed under it.
2. The database is written again under the new key, checked, and takes the old one's place (`services.key_rotation`).
3. `finish_rotation`: a header without the old key.
Stopped anywhere between, the vault opens for everybody who stays, under whichever key the database is.
"""

from contextlib import suppress
from dataclasses import dataclass, replace

from caseapp.base.clock import Clock, SystemClock
from caseapp.base.errors import Broken, Refused
from caseapp.crypto import recovery_code
from caseapp.crypto.aead import seal
from caseapp.crypto.keys import MASTER_LENGTH, Purpose, derive
from caseapp.crypto.secret import SecretBytes
from caseapp.vault import slots
from caseapp.vault.header import signed
from caseapp.vault.header_files import write_headers
from caseapp.vault.header_parts import Core, Header, Rotation, Slot, SlotKind
from caseapp.vault.open_vault import OpenVault
from caseapp.vault.ways_in import forget_devices

_SYSTEM = SystemClock()


@dataclass(frozen=True, slots=True)
class _Remade:
    slots: tuple[Slot, ...]
    recovery_code: str | None


def begin_rotation(
    vault: OpenVault,
    *,
    without: frozenset[str] = frozenset(),
    renew_recovery: bool = False,
    clock: Clock = _SYSTEM,
) -> str | None:
    """Give the vault a new master key, which the slots `without` do not get; the new recovery code, if there is one.

    From here on `database_key()` is the new key and `old_database_key()` the one the database is still under. The
    recovery code stays valid unless `renew_recovery`, or unless it was made in format 1.

    Raises `Refused`: `rotation_pending` (finish the last one first), `last_way_in` (nobody and no recovery code would
    be left), `person_must_unlock_first`, or what the disk answered; then nothing was changed.
    """
    before = vault._header
    if before.rotation is not None:
        raise Refused("rotation_pending")
    if vault.slot_id in without:
        raise Broken("own_slot")
    staying = tuple(slot for slot in before.slots if slot.slot_id not in without)
    if not any(slot.personal or slot.kind is SlotKind.RECOVERY for slot in staying):
        raise Refused("last_way_in")
    core = replace(before.core, epoch=before.core.epoch + 1)
    master = SecretBytes.random(MASTER_LENGTH)
    try:
        remade = _remade(vault, staying, core, master, renew_recovery, clock)
        with derive(master, Purpose.ROTATION, bytes.fromhex(core.vault_id)) as key:
            old = seal(key, vault._master.buffer, core.binding_of("rotation"))
        header = replace(before.with_slots(remade.slots), core=core, rotation=Rotation(before.core.epoch, old))
        _write(vault, before, signed(header, master))
    except BaseException:
        master.wipe()
        raise
    vault.turn_to(signed(header, master), master)
    forget_devices(vault, tuple(slot for slot in before.slots if slot.slot_id in without))
    return remade.recovery_code


def finish_rotation(vault: OpenVault) -> None:
    """Forget the old key: the database is under the new one."""
    if vault._header.rotation is None:
        raise Broken("no_rotation")
    vault.save(replace(vault._header.with_slots(vault._header.slots), rotation=None))
    vault.drop_old_master()


def _remade(
    vault: OpenVault, staying: tuple[Slot, ...], core: Core, master: SecretBytes, renew: bool, clock: Clock
) -> _Remade:
    code = None
    made = []
    for slot in staying:
        if slot.kind is SlotKind.RECOVERY and (renew or slot.own is None):
            with recovery_code.new_secret() as secret:
                now = clock.now().replace(microsecond=0)
                made.append(slots.recovery_slot(core, slot.slot_id, now, secret, master))
                code = recovery_code.written(secret)
        else:
            made.append(slots.handed_over(vault._header.core, vault._master, slot, core, master))
    return _Remade(tuple(made), code)


def _write(vault: OpenVault, before: Header, header: Header) -> None:
    """Both copies, or neither: with one of each, the next unlock would begin what was said to have failed."""
    try:
        write_headers(vault.folder, header)
    except Refused:
        with suppress(Refused):
            vault.save(replace(before, generation=header.generation + 1))
        raise
