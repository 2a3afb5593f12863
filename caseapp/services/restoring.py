"""Bringing a vault back from a backup. The only copy is never overwritten, and nothing erased comes back.

Everything is put together and proven beside what is there; the last step is one rename. A vault that is replaced
stays, under another name, until somebody deletes it.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from caseapp.base.clock import Clock, SystemClock, london_date
from caseapp.base.errors import Damaged, Refused, Trouble
from caseapp.crypto.secret import SecretBytes
from caseapp.services import anchors
from caseapp.services import backup_places as places
from caseapp.services.examining import Cancelled, Progress, examine
from caseapp.services.restored import Restored
from caseapp.store import backup as copies
from caseapp.store import checks, erasing
from caseapp.store.engine import open_engine
from caseapp.store.schema import bring_up_to_date
from caseapp.store.store import Store
from caseapp.vault import anchor, backup_index, backup_key, erased_list
from caseapp.vault import vault as keys
from caseapp.vault.backup_index import Contents, Index, Inside
from caseapp.vault.backup_key import Spare, by_escrow, by_recovery_code
from caseapp.vault.folder import DATABASE_NAME, header_paths, make_folder
from caseapp.vault.header_files import write_headers
from caseapp.vault.open_vault import OpenVault
from caseapp.vault.place import require_own_disk
from caseapp.vault.small_file import keep_under, read_small, refusal, replace_file, sync_folder

_RESTORING = ".restoring"
_WAL = "-wal"


@dataclass(frozen=True, slots=True)
class _Task:
    """A restore under way."""

    backup: Path
    index: Index
    spare: Spare | None
    """The recovery code or the organisation's key, if it was given."""
    clock: Clock
    progress: Progress | None
    cancelled: Cancelled | None
    without_erased_list: bool


def restore(
    backup: Path,
    into: Path,
    *,
    recovery_code: str | None = None,
    passphrase: str | None = None,
    escrow: SecretBytes | None = None,
    clock: Clock | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    without_erased_list: bool = False,
) -> Restored:
    """Bring a backup back: into a new folder, or into a vault's own folder in place of its records. It must be locked.

    A new folder needs the recovery code or the organisation's key; a vault's own folder one of these or a passphrase.
    People, passphrases and revocations stay as they are in a vault that is there; a new folder gets them as they were.

    Raises:
        Refused: `not_a_backup`, `backup_too_new`, `backup_of_another_vault`, `backup_needs_recovery_code`,
            `folder_not_empty`, `place_network`, `place_removable`, `place_cloud`, `cancelled`, the codes of
            `vault.unlock` and `vault.unlock_with_recovery`, or what the disk answered.
        Damaged: `backup_damaged`; `header_not_of_records`; `erased_list_unreadable` unless `without_erased_list`.
            Nothing was changed then.
    """
    index = places.read_index(backup)
    spare = None if recovery_code is None else by_recovery_code(recovery_code)
    spare = spare if escrow is None else by_escrow(escrow)
    task = _Task(backup, index, spare, clock or SystemClock(), progress, cancelled, without_erased_list)
    places.require_whole(backup, index)
    if any(path.exists() for path in header_paths(into)):
        return _over(task, into, passphrase)
    if spare is None:
        raise Refused("backup_needs_recovery_code")
    return _anew(task, into, spare)


def _over(task: _Task, into: Path, passphrase: str | None) -> Restored:
    """In place of the records of a vault that is there."""
    if keys.peek(into).vault_id != task.index.label.vault_id:
        raise Refused("backup_of_another_vault")
    if passphrase is not None:
        vault = keys.unlock(into, passphrase, clock=task.clock)
    elif task.spare is not None:
        vault = task.spare(into)
    else:
        raise Refused("passphrase_not_given")
    fresh = into / (DATABASE_NAME + _RESTORING)
    with vault:
        if backup_key.epoch_of(vault) < task.index.label.epoch:  # who was removed since would have their way in again
            raise Damaged("header_not_of_records")
        _clear_away(fresh)
        try:
            back = _bring_back(task, vault, fresh, _erased_here(vault))
            kept = _swap(vault, fresh, london_date(task.clock.now()).isoformat())
        finally:
            _clear_away(fresh)
        _settle(vault, back, into)
    return Restored(into, task.index.label.made_at, back.entries, back.erased_again, kept, vault.put_right)


def _anew(task: _Task, into: Path, spare: Spare) -> Restored:
    """Into a folder of its own: made beside it, then renamed."""
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise Refused("folder_not_empty")
    beside = into.with_name(f".{into.name}{_RESTORING}")
    shutil.rmtree(beside, ignore_errors=True)
    require_own_disk(into)
    try:
        make_folder(beside)
        with backup_key.opened_by_spare(task.index.label.ways, spare) as then, _opened(task, then) as inside:
            write_headers(beside, backup_key.genuine_header(then, inside.header))
        with spare(beside) as vault:
            back = _bring_back(task, vault, vault.database_path, ())
            _settle(vault, back, into)
        try:
            if into.exists():
                into.rmdir()
            beside.rename(into)
            sync_folder(into.parent)
        except OSError as error:
            raise refusal(error) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return Restored(into, task.index.label.made_at, back.entries, back.erased_again, None, vault.put_right, anew=True)


@contextmanager
def _opened(task: _Task, vault: OpenVault) -> Iterator[Inside]:
    """The inside of the backup, by the vault's key, or by the recovery code where the key has been changed since."""
    label = task.index.label
    if vault.vault_id != label.vault_id:
        raise Refused("backup_of_another_vault")
    if label.epoch == backup_key.epoch_of(vault):
        with backup_key.sealing_key(vault, label.salt) as key:
            inside = backup_index.open_index(task.index, key)
    elif task.spare is None:
        raise Refused("backup_needs_recovery_code")
    else:
        with (
            backup_key.opened_by_spare(label.ways, task.spare) as then,
            backup_key.sealing_key(then, label.salt) as key,
        ):
            inside = backup_index.open_index(task.index, key)
    with inside.database_key:
        yield inside


@dataclass(frozen=True, slots=True)
class _Back:
    """A database brought back and proven, not yet in its place."""

    entries: int
    erased_again: int
    head: checks.Head
    copy: str
    """What makes its anchors another vault's than those of the vault it was made of."""
    gone: tuple[erasing.Named, ...]


def _bring_back(task: _Task, vault: OpenVault, target: Path, gone: tuple[erasing.Named, ...]) -> _Back:
    """Copy, compare, bring up to date, erase again, examine, journal."""
    gone = tuple(dict.fromkeys((*_erased_listed(task, vault), *gone)))
    tell = task.progress
    with _opened(task, vault) as inside:
        copies.copy_in(
            task.backup / places.DATABASE_NAME,
            backup_key.written_for_database(inside.database_key),
            target,
            vault.database_key(),
            progress=None if tell is None else lambda done, total: tell("copy", done, total),
            cancelled=task.cancelled,
        )
        store = Store(open_engine(target, vault.database_key()), "restore")
        try:
            head = checks.head(store)
            if Contents(head.entries, head.seq, head.chain, checks.counts(store)) != inside.contents:
                raise Damaged("backup_damaged")
            bring_up_to_date(store.connection())
            again = _erase_again(store, task, gone)
            if examine(store, tell, task.cancelled).findings:
                raise Damaged("backup_damaged")
            with store.unit("restore", task.clock.now()) as unit:
                made = task.index.label.made_at.isoformat()
                unit.note("restored", "vault", vault.vault_id, made=made, erased_again=again)
                anchors.note_kept(store, unit)
                copy = anchors.note_copy(store, unit)
            return _Back(inside.contents.entries, again, checks.head(store), copy, erasing.erased(store))
        finally:
            store.close()


def _erase_again(store: Store, task: _Task, gone: tuple[erasing.Named, ...]) -> int:
    known = set(erasing.erased(store))
    missing = [row for row in gone if row not in known]
    if not missing:
        return 0
    with store.unit("restore", task.clock.now()) as unit:
        return erasing.erase(unit, missing)


def _erased_here(vault: OpenVault) -> tuple[erasing.Named, ...]:
    """What the records that are there say was erased; nothing where they cannot be read."""
    with suppress(Trouble):
        store = Store(open_engine(vault.database_path, vault.database_key()), "restore")
        with closing(store):
            return erasing.erased(store)
    return ()


def _erased_listed(task: _Task, vault: OpenVault) -> tuple[erasing.Named, ...]:
    """What the lists say was erased: the one in the vault's folder, and the one beside the backups."""
    rows: dict[erasing.Named, None] = {}
    beside = task.backup.parent / erased_list.name_beside_backups(vault.vault_id)
    for path in (vault.folder / erased_list.NAME, beside):
        content = read_small(path, erased_list.MOST_BYTES)
        if content is not None:
            try:
                rows |= dict.fromkeys(erased_list.decode(content, vault, task.spare))
            except Damaged:
                if not task.without_erased_list:
                    raise
    return tuple(rows)


def _swap(vault: OpenVault, fresh: Path, day: str) -> Path | None:
    """Put the restored database in the place of the old one, which keeps lying beside it. One rename decides."""
    old = vault.database_path
    try:
        kept = _free_name(old, day)
        wal = old.with_name(old.name + _WAL)
        if wal.exists():  # the old records cannot be opened; what they had waiting must not land in the new ones
            wal.rename(kept.with_name(kept.name + _WAL))
        there = old.exists()
        if there:
            keep_under(old, kept)
        sync_folder(vault.folder)
        os.replace(fresh, old)  # noqa: PTH105 - the one call known to be atomic
        sync_folder(vault.folder)
    except OSError as error:
        raise refusal(error) from None
    return kept if there else None


def _free_name(old: Path, day: str) -> Path:
    """A name for the old records; one that a stopped restore gave them already is used again."""
    number = 1
    while True:
        name = old.with_name(f"{old.name}.before-{day}-{number}")
        if not name.exists():
            return name
        if name.samefile(old):
            name.unlink()
            return name
        number += 1


def _settle(vault: OpenVault, back: _Back, into: Path) -> None:
    """Set the anchor: what lies behind it is meant. And keep the list of what was erased."""
    anchors.settle(vault, back.head, anchor.names(back.copy, into))
    if back.gone:
        replace_file(vault.folder / erased_list.NAME, erased_list.encode(vault, back.gone))


def _clear_away(fresh: Path) -> None:
    """What a stopped restore left."""
    for part in (fresh, *(fresh.with_name(fresh.name + ending) for ending in ("-journal", _WAL))):
        with suppress(OSError):
            part.unlink(missing_ok=True)
