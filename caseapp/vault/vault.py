"""Create, unlock and close a vault. The public face of this floor, with `ways_in` and `rotation` for an open one."""

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from caseapp.base.clock import Clock, SystemClock
from caseapp.base.errors import Damaged, Refused
from caseapp.base.ids import uuid7
from caseapp.crypto import recovery_code
from caseapp.crypto.aead import open_sealed
from caseapp.crypto.kdf import DEFAULT, KdfProfile
from caseapp.crypto.keys import MASTER_LENGTH, Purpose, derive
from caseapp.crypto.secret import SecretBytes
from caseapp.vault import slots
from caseapp.vault.by_code import ByCode
from caseapp.vault.enrolment import chosen_keyring, device_of, enrolled
from caseapp.vault.fitness import require_allowed, require_fit, require_label, require_strong, testing_allowed
from caseapp.vault.folder import make_folder, require_vault
from caseapp.vault.header import is_genuine, signed
from caseapp.vault.header_files import mend, read_headers, write_headers
from caseapp.vault.header_parts import PERSONAL, Core, Header, Slot, SlotKind
from caseapp.vault.instance import InstanceLock
from caseapp.vault.open_vault import OpenVault, VaultSummary, summaries
from caseapp.vault.place import require_not_shared, require_own_disk
from caseapp.vault.read_only import is_read_only
from caseapp.vault.slots import Opened
from caseapp.vault.tries import Guarded, note_places
from caseapp.vault.ways_in import change_passphrase, set_passphrase_after_recovery

__all__ = [
    "CreatedVault",
    "change_passphrase",
    "create_vault",
    "peek",
    "set_passphrase_after_recovery",
    "unlock",
    "unlock_with_escrow",
    "unlock_with_recovery",
]

_SYSTEM = SystemClock()


@dataclass(frozen=True, slots=True)
class CreatedVault:
    """A new vault, open, and its recovery code: to be shown once and kept nowhere in the computer."""

    vault: OpenVault
    recovery_code: str


def create_vault(
    folder: Path,
    *,
    label: str,
    passphrase: str,
    now: datetime,
    profile: KdfProfile = DEFAULT,
    allow_testing: bool = False,
    use_keyring: bool | None = None,
) -> CreatedVault:
    """Make a vault in a new or empty folder, with a passphrase slot for `label` and a recovery-code slot.

    `use_keyring` as in `enrolment.chosen_keyring`. Raises `Refused`: `vault_exists`, `folder_not_empty`,
    `folder_not_private`, `place_network`, `place_removable`, `place_cloud`, `label_unfit`, the codes of
    `passphrase_problem`, `memory_short`, `kdf_testing_only`, `kdf_out_of_range`, `vault_in_use`, `keyring_unfit`,
    `keyring_locked`, `keyring_forgets`, `keyring_failed`, or what the disk answered.
    """
    require_fit(profile, allow_testing=testing_allowed(allow_testing))
    require_label(label)
    require_strong(passphrase, label)
    require_own_disk(folder)
    keyring = chosen_keyring(use_keyring, testing=profile.for_tests_only)
    make_folder(folder)
    lock = InstanceLock(folder)
    master = SecretBytes.random(MASTER_LENGTH)
    try:
        make_folder(folder)  # asked again under the lock: another program may have been quicker
        core = Core(secrets.token_hex(16), now.replace(microsecond=0), epoch=1)
        own_id = uuid7(now)
        with recovery_code.new_secret() as secret:
            spare = slots.recovery_slot(core, uuid7(now), core.created, secret, master)
            code = recovery_code.written(secret)
        with enrolled(keyring, core.vault_id, own_id) as device:
            own = slots.personal_slot(
                core,
                own_id,
                label,
                now=core.created,
                passphrase=passphrase,
                profile=profile,
                master=master,
                device=device,
            )
            header = signed(Header(core, 1, (own, spare), b""), master)
            write_headers(folder, header)
        return CreatedVault(OpenVault(folder, header, own, master, lock), code)
    except BaseException:
        master.wipe()
        lock.release()
        raise


def peek(folder: Path) -> VaultSummary:
    """What can be told without a key. Raises as `read_headers`: `not_a_vault`, `vault_too_new`, `header_damaged`."""
    header = read_headers(folder)[0]
    return VaultSummary(header.core.vault_id, header.core.created, summaries(header), header.testing)


def unlock(
    folder: Path,
    passphrase: str,
    *,
    slot_id: str | None = None,
    clock: Clock = _SYSTEM,
    allow_testing: bool = False,
) -> OpenVault:
    """Open with a passphrase: of one person's slot, or of whichever slot it fits.

    A slot stretched less than is usual today, or made before the last rotation, is made afresh on the way. Where
    nothing can be written it opens `read_only`: nothing is made afresh, and tries are noted for this account only.

    Raises `Refused`: `passphrase_wrong`, `unlock_wait` (with `seconds`), `vault_in_use`, `not_a_vault`,
    `place_network`, `vault_too_new`, `memory_short`, `kdf_testing_only`, and where the slot needs the keyring
    `keyring_locked`, `keyring_item_missing`, `keyring_changed`, `keyring_unfit`, `keyring_failed`;
    `Damaged("header_damaged")` if neither copy of the header is whole.
    """
    _require_openable(folder)
    lock = InstanceLock(folder, read_only=is_read_only(folder))
    try:
        headers = read_headers(folder)
        require_allowed(headers[0].testing, allow_testing)
        first = headers[0]
        notes = note_places(folder, first.core.vault_id, testing=first.testing)
        with Guarded(notes, clock, read_only=lock.read_only) as tried:
            header, opened = _genuine(headers, lambda header: _by_passphrase(header, passphrase, slot_id))
        vault = _entered(folder, header, opened, lock, passphrase)
        vault.failed_tries = tried.failed_before
    except BaseException:
        lock.release()
        raise
    return vault


def unlock_with_recovery(folder: Path, code: str, *, allow_testing: bool = False) -> OpenVault:
    """Open with the recovery code. There is no wait after a wrong one: 160 random bits are not guessed.

    One or two slips are put right (`recovery_code.meant`); the vault's `put_right` tells where.

    Raises `Refused`: `recovery_code_mistyped`, `recovery_code_wrong`, and as `unlock`.
    """
    _require_openable(folder)
    by_code = ByCode(code)
    vault = _unlock_spare(folder, by_code, allow_testing)
    vault.put_right = by_code.put_right
    return vault


def unlock_with_escrow(folder: Path, private: SecretBytes, *, allow_testing: bool = False) -> OpenVault:
    """Open with the organisation's private key, which the caller wipes. Raises `Refused("escrow_key_wrong")`."""
    _require_openable(folder)
    return _unlock_spare(folder, lambda header: _by_escrow(header, private), allow_testing)


def _require_openable(folder: Path) -> None:
    require_vault(folder)
    require_not_shared(folder)


def _unlock_spare(folder: Path, open_slot: Callable[[Header], Opened], allow_testing: bool) -> OpenVault:
    lock = InstanceLock(folder)
    try:
        headers = read_headers(folder)
        require_allowed(headers[0].testing, allow_testing)
        return _entered(folder, *_genuine(headers, open_slot), lock)
    except BaseException:
        lock.release()
        raise


def _by_passphrase(header: Header, passphrase: str, slot_id: str | None) -> Opened:
    """The first slot it fits. A slot whose device secret is not here is told apart from a wrong passphrase."""
    wrong, missing = False, None
    for slot in header.of_kind(*PERSONAL):
        if slot_id in {None, slot.slot_id}:
            try:
                return _with_device(header.core, slot, passphrase)
            except Refused as error:
                if error.code == "passphrase_wrong":
                    wrong = True
                elif error.code.startswith("keyring_"):
                    missing = error
                else:
                    raise
    if missing is None:
        raise Refused("passphrase_wrong")
    raise Refused(missing.code, tried=int(wrong))


def _with_device(core: Core, slot: Slot, passphrase: str) -> Opened:
    device = device_of(core.vault_id, slot)
    if device is None:
        return slots.open_with_passphrase(core, slot, passphrase)
    with device.secret as secret:
        return slots.open_with_passphrase(core, slot, passphrase, secret)


def _by_escrow(header: Header, private: SecretBytes) -> Opened:
    for slot in header.of_kind(SlotKind.ESCROW):
        with suppress(Refused):  # the key of another organisation's slot
            return slots.open_with_escrow(header.core, slot, private)
    raise Refused("escrow_key_wrong")


def _genuine(headers: tuple[Header, ...], open_slot: Callable[[Header], Opened]) -> tuple[Header, Opened]:
    """The first header whose HMAC is right, with its master key.

    An older generation is tried only if the newer one opened and proved altered: otherwise a passphrase that was
    changed would go on opening for as long as an old copy lies about. Two different headers of one generation mean
    that one of them was altered, so both are tried.
    """
    altered = False
    refused: Refused | None = None
    for header in headers:
        if refused is not None and not altered and header.generation < headers[0].generation:
            break
        try:
            opened = open_slot(header)
        except Refused as error:
            refused = error
            continue
        except Damaged:
            altered = True
            continue
        if is_genuine(header, opened.master):
            return header, opened
        opened.wipe()
        altered = True
    if refused is not None and not altered:
        raise refused
    raise Damaged("header_damaged")


def _entered(
    folder: Path, header: Header, opened: Opened, lock: InstanceLock, passphrase: str | None = None
) -> OpenVault:
    with opened.key:
        vault = OpenVault(folder, header, opened.slot, opened.master, lock, _old_master(header, opened.master))
        if lock.read_only:
            return vault
        with suppress(Refused):  # a full disk: one whole copy is enough to work, the other is mended next time
            vault.header_mended = mend(folder, header)
            _refresh(vault, opened, passphrase)
        return vault


def _old_master(header: Header, master: SecretBytes) -> SecretBytes | None:
    if header.rotation is None:
        return None
    with derive(master, Purpose.ROTATION, bytes.fromhex(header.core.vault_id)) as key:
        return open_sealed(key, header.rotation.old, header.core.binding_of("rotation"))


def _refresh(vault: OpenVault, opened: Opened, passphrase: str | None) -> None:
    """Make the slot in use afresh where it has fallen behind: its cost, its keys, or its format."""
    slot, core = opened.slot, vault._header.core
    if slot.kind is SlotKind.ESCROW:
        return
    if passphrase is not None and _cheap(slot.profile):
        device = device_of(core.vault_id, slot)
        made = slots.personal_slot(
            core,
            slot.slot_id,
            slot.label,
            now=slot.created,
            passphrase=passphrase,
            profile=DEFAULT,
            master=opened.master,
            device=device,
        )
        if device is not None:
            device.secret.wipe()
    elif slot.own is None or slot.own.kit_epoch != core.epoch:
        made = slots.renewed(core, opened)
    else:
        return
    vault.save(vault._header.with_slot(made), made)


def _cheap(profile: KdfProfile | None) -> bool:
    """Whether guessing costs less than it would with today's usual profile. Throw-away vaults stay cheap."""
    if profile is None or profile.for_tests_only:
        return False
    return profile.memory_kib * profile.iterations < DEFAULT.memory_kib * DEFAULT.iterations
