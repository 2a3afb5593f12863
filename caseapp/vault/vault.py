"""Create, unlock and close a vault; change the ways in. The public face of this floor."""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from caseapp.base.clock import Clock, SystemClock
from caseapp.base.errors import Broken, Damaged, Refused
from caseapp.base.ids import uuid7
from caseapp.crypto import recovery_code
from caseapp.crypto.kdf import DEFAULT, KdfProfile, profile_problem
from caseapp.crypto.keys import MASTER_LENGTH
from caseapp.crypto.phrase import passphrase_problem
from caseapp.crypto.secret import SecretBytes
from caseapp.vault import slots, tries
from caseapp.vault.folder import make_folder, require_vault
from caseapp.vault.header import LONGEST_LABEL, Core, Header, Slot, SlotKind, is_genuine, signed
from caseapp.vault.header_files import mend, read_headers, write_headers
from caseapp.vault.instance import InstanceLock
from caseapp.vault.open_vault import OpenVault, SlotSummary, VaultSummary

_SYSTEM = SystemClock()
_TESTING_VARIABLE = "CASEAPP_TESTING_KDF"


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
) -> CreatedVault:
    """Make a vault in a new or empty folder, with a passphrase slot for `label` and a recovery-code slot.

    Raises `Refused`: `vault_exists`, `folder_not_empty`, `folder_not_private`, `label_unfit`, the codes of
    `passphrase_problem`, `memory_short`, `kdf_testing_only`, `kdf_out_of_range`, `vault_in_use`, or what the disk
    answered.
    """
    _require_fit(profile, allow_testing=_testing_allowed(allow_testing))
    if not 0 < len(label) <= LONGEST_LABEL or not label.isprintable() or label.isspace():
        raise Refused("label_unfit", most=LONGEST_LABEL)
    _require_strong(passphrase)
    make_folder(folder)
    lock = InstanceLock(folder)
    master = SecretBytes.random(MASTER_LENGTH)
    try:
        make_folder(folder)  # asked again under the lock: another program may have been quicker
        core = Core(secrets.token_hex(16), now.replace(microsecond=0), epoch=1)
        own = slots.passphrase_slot(
            core, uuid7(now), label, now=core.created, passphrase=passphrase, profile=profile, master=master
        )
        with recovery_code.new_secret() as secret:
            spare = slots.recovery_slot(core, uuid7(now), core.created, secret, master)
            code = recovery_code.written(secret)
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
    ways = tuple(SlotSummary(slot.slot_id, slot.label, slot.kind, slot.created) for slot in header.slots)
    return VaultSummary(header.core.vault_id, header.core.created, ways, header.testing)


def unlock(
    folder: Path,
    passphrase: str,
    *,
    slot_id: str | None = None,
    clock: Clock = _SYSTEM,
    allow_testing: bool = False,
) -> OpenVault:
    """Open with a passphrase: of one person's slot, or of whichever slot it fits.

    Raises `Refused`: `passphrase_wrong`, `unlock_wait` (with `seconds`), `vault_in_use`, `not_a_vault`,
    `vault_too_new`, `memory_short`, `kdf_testing_only`; `Damaged("header_damaged")` if neither copy of the header is
    whole.
    """
    require_vault(folder)
    lock = InstanceLock(folder)
    try:
        headers = read_headers(folder)
        _require_allowed(headers[0].testing, allow_testing)
        with _Guarded(folder, clock.now()):
            header, slot, master = _genuine(headers, lambda header: _by_passphrase(header, passphrase, slot_id))
        return _opened(folder, header, slot, master, lock)
    except BaseException:
        lock.release()
        raise


def unlock_with_recovery(folder: Path, code: str, *, allow_testing: bool = False) -> OpenVault:
    """Open with the recovery code. There is no wait after a wrong one: 160 random bits are not guessed.

    Raises `Refused`: `recovery_code_mistyped`, `recovery_code_wrong`, and as `unlock`.
    """
    require_vault(folder)
    with recovery_code.read(code) as secret:
        lock = InstanceLock(folder)
        try:
            headers = read_headers(folder)
            _require_allowed(headers[0].testing, allow_testing)
            header, slot, master = _genuine(headers, lambda header: _by_recovery(header, secret))
            return _opened(folder, header, slot, master, lock)
        except BaseException:
            lock.release()
            raise


def change_passphrase(
    vault: OpenVault, old: str, new: str, profile: KdfProfile = DEFAULT, *, clock: Clock = _SYSTEM
) -> None:
    """Wrap the master key again for the slot in use. Only the header is written; no record is touched.

    Raises `Refused`: `passphrase_wrong` and `unlock_wait` for the old one, the codes of `passphrase_problem` for the
    new.
    """
    if vault.kind is not SlotKind.PASSPHRASE:
        raise Broken("no_passphrase_slot")
    _require_strong(new)
    _require_fit(profile, allow_testing=vault.testing)
    now = clock.now()
    with _Guarded(vault.folder, now):
        slots.open_with_passphrase(vault._header.core, vault._slot, old).wipe()
    vault._slot = _rewrapped(vault, vault._slot, new, profile, now)


def set_passphrase_after_recovery(
    vault: OpenVault,
    new: str,
    profile: KdfProfile = DEFAULT,
    *,
    slot_id: str | None = None,
    clock: Clock = _SYSTEM,
) -> None:
    """Give a person a new passphrase in a vault that was opened with the recovery code, which stays valid.

    `slot_id` says whose; without it the vault's only passphrase slot. Raises `Refused` with the codes of
    `passphrase_problem`.
    """
    ways = [slot for slot in vault._header.of_kind(SlotKind.PASSPHRASE) if slot_id in {None, slot.slot_id}]
    if vault.kind is not SlotKind.RECOVERY or len(ways) != 1:
        raise Broken("no_passphrase_slot")
    _require_strong(new)
    _require_fit(profile, allow_testing=vault.testing)
    _rewrapped(vault, ways[0], new, profile, clock.now())
    tries.clear(vault.folder)


def _rewrapped(vault: OpenVault, slot: Slot, new: str, profile: KdfProfile, now: datetime) -> Slot:
    changed = slots.passphrase_slot(
        vault._header.core,
        slot.slot_id,
        slot.label,
        now=now.replace(microsecond=0),
        passphrase=new,
        profile=profile,
        master=vault._master,
    )
    header = signed(vault._header.with_slot(changed), vault._master)
    write_headers(vault.folder, header)
    vault._header = header
    return changed


class _Guarded:
    """Counts a try as failed beforehand, forgives it if it succeeded, and uncounts it if it could not be made."""

    __slots__ = ("_before", "_folder")

    def __init__(self, folder: Path, now: datetime) -> None:
        self._folder = folder
        self._before = tries.count_try(folder, now)

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            tries.clear(self._folder)
        elif not (isinstance(error, Refused) and error.code == "passphrase_wrong"):
            tries.forget_try(self._folder, self._before)


def _by_passphrase(header: Header, passphrase: str, slot_id: str | None) -> tuple[Slot, SecretBytes]:
    for slot in header.of_kind(SlotKind.PASSPHRASE):
        if slot_id in {None, slot.slot_id}:
            try:
                return slot, slots.open_with_passphrase(header.core, slot, passphrase)
            except Refused as error:
                if error.code != "passphrase_wrong":
                    raise
    raise Refused("passphrase_wrong")


def _by_recovery(header: Header, secret: SecretBytes) -> tuple[Slot, SecretBytes]:
    for slot in header.of_kind(SlotKind.RECOVERY):
        return slot, slots.open_with_recovery(header.core, slot, secret)
    raise Refused("recovery_code_wrong")


def _genuine(
    headers: tuple[Header, ...], open_slot: Callable[[Header], tuple[Slot, SecretBytes]]
) -> tuple[Header, Slot, SecretBytes]:
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
            slot, master = open_slot(header)
        except Refused as error:
            refused = error
            continue
        if is_genuine(header, master):
            return header, slot, master
        master.wipe()
        altered = True
    if refused is not None and not altered:
        raise refused
    raise Damaged("header_damaged")


def _opened(folder: Path, header: Header, slot: Slot, master: SecretBytes, lock: InstanceLock) -> OpenVault:
    vault = OpenVault(folder, header, slot, master, lock)
    with suppress(Refused):  # a full disk: one whole copy is enough to work, the other is mended next time
        vault.header_mended = mend(folder, header)
    return vault


def _require_strong(passphrase: str) -> None:
    problem = passphrase_problem(passphrase)
    if problem is not None:
        raise Refused(problem)


def _require_allowed(testing: bool, allow_testing: bool) -> None:
    if testing and not _testing_allowed(allow_testing):
        raise Refused("kdf_testing_only")


def _testing_allowed(by_caller: bool) -> bool:
    return by_caller or os.environ.get(_TESTING_VARIABLE) == "1"


def _require_fit(profile: KdfProfile, *, allow_testing: bool) -> None:
    """Nothing is made that would not be opened; a vault for real records never gets a slot stretched for tests only."""
    problem = profile_problem(profile, allow_testing=allow_testing)
    if problem is not None:
        raise Refused(problem)
