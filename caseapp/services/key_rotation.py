"""Changing the keys of an open vault: header, then database, then header again. What makes a removal final.

Between the two headers the database is under the old key or the new one, never both and never half: it is written
again beside itself, proved, and renamed. Whoever unlocks next goes on where it stopped.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from caseapp.base.clock import Clock
from caseapp.base.errors import Damaged, Refused, Trouble
from caseapp.crypto.digest import sha256
from caseapp.services import anchors
from caseapp.services.migrating import forget_before, migrate
from caseapp.store import rekey
from caseapp.store.engine import open_engine
from caseapp.store.store import Store
from caseapp.vault import ballast
from caseapp.vault.folder import NEW_DATABASE_NAME
from caseapp.vault.open_vault import OpenVault
from caseapp.vault.read_only import require_merged
from caseapp.vault.rotation import begin_rotation, finish_rotation
from caseapp.vault.small_file import put_in_place

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Rotated:
    """What came of changing the keys."""

    recovery_code: str | None
    """A new recovery code, to be shown once; None where the one on paper stays valid."""
    trouble: Trouble | None
    """Why the database is still under the old key (`disk_full`, say), to be done at the next unlock; else None."""


def open_store(vault: OpenVault, device: str, *, create: bool, new_id: Callable[[datetime], str]) -> Store:
    """Open the database under the key it is under. Raises `Refused("read_only_unmerged")`, and as `migrate`."""
    if vault.read_only:
        require_merged(vault.database_path)
    try:
        engine = open_engine(vault.database_path, _present_key(vault), create=create, read_only=vault.read_only)
    except Damaged as damage:
        raise anchors.explained(vault, damage) from None
    make_room = partial(ballast.let_go, vault.folder)
    store = Store(engine, device, new_id, make_room, read_only=vault.read_only)
    try:
        migrate(vault, store, lambda: _present_key(vault))
    except BaseException:
        store.close()
        raise
    return store


def rotate(
    vault: OpenVault,
    store: Store,
    clock: Clock,
    record: Callable[[], None],
    *,
    without: frozenset[str] = frozenset(),
    renew_recovery: bool = False,
    progress: Progress | None = None,
) -> Rotated:
    """Change every key; the ways in `without` do not get the new one. `record` journals it once it cannot fail.

    A vault of 300 MB takes some four seconds and as much free space again. Raises as `begin_rotation`, with nothing
    changed. What goes wrong after that is in the answer: the way in is gone already, the database follows.
    """
    code = begin_rotation(vault, without=without, renew_recovery=renew_recovery, clock=clock)
    try:
        record()
        _carry_out(vault, store, progress)
    except (Refused, Damaged) as trouble:
        return Rotated(code, trouble)
    return Rotated(code, None)


def resume(vault: OpenVault, store: Store) -> None:
    """Go on with a change of keys that was stopped. Where it still cannot be done, the vault opens all the same."""
    if not vault.rotating or vault.read_only:
        return
    with suppress(Refused, Damaged):
        if rekey.is_under(vault.database_path, vault.database_key()):
            finish_rotation(vault)
        else:
            _carry_out(vault, store, None)


def _carry_out(vault: OpenVault, store: Store, progress: Progress | None) -> None:
    path, new = vault.database_path, vault.folder / NEW_DATABASE_NAME
    rekey.copy_checked(store, new, vault.database_key, progress=progress)
    try:
        rekey.close_for_replacing(store, path)
        put_in_place(new, path)
    finally:
        store.take_over(open_engine(path, _present_key(vault)))
    forget_before(vault.folder)
    finish_rotation(vault)


def _present_key(vault: OpenVault) -> bytearray:
    if vault.rotating and not rekey.is_under(vault.database_path, vault.database_key()):
        return vault.old_database_key()
    return vault.database_key()


def device_name(vault: OpenVault, host: str) -> str:
    """A name for this laptop that says nothing about it: a digest of vault and host name."""
    return sha256(vault.vault_id.encode(), host.encode()).hex()[:16]
