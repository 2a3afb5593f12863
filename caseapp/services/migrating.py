"""Bringing an older vault to today's shape: a proven copy is changed and proven again before it takes its place.

What goes wrong on the way leaves the vault as it was. The database as it was before stays beside the new one, under the
same key, until the next whole check finds all well, or until the keys are changed.
"""

from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from caseapp.base.errors import Damaged, Refused
from caseapp.store import checks, rekey
from caseapp.store.engine import open_engine
from caseapp.store.schema import bring_up_to_date, is_behind
from caseapp.store.store import Store
from caseapp.vault.folder import BEFORE_STEPS_NAME, NEW_DATABASE_NAME
from caseapp.vault.open_vault import OpenVault
from caseapp.vault.small_file import keep_under, put_in_place, refusal, sync_folder


def migrate(vault: OpenVault, store: Store, key: Callable[[], bytearray]) -> None:
    """Take every step that is missing; `key` gives the key the database is under. A new one gets its shape where it is.

    A vault of 300 MB takes some five seconds and twice as much free space. Raises `Refused`: `vault_newer`,
    `read_only_older`,
    `disk_full`, `file_held` and the like, `Damaged("database_damaged")`; the vault is then as it was.
    """
    if not is_behind(store.connection()):
        bring_up_to_date(store.connection())
        return
    if vault.read_only:
        raise Refused("read_only_older")
    path, new = vault.database_path, vault.folder / NEW_DATABASE_NAME
    rekey.copy_checked(store, new, key)
    try:
        _change(new, key(), checks.head(store))
        rekey.close_for_replacing(store, path)
        _keep(path, vault.folder / BEFORE_STEPS_NAME)
        put_in_place(new, path)
    finally:
        with suppress(Refused):
            rekey.remove_copy(new)
        if store.connection().closed:
            store.take_over(open_engine(path, key()))


def forget_before(folder: Path) -> None:
    """Take away the database from before the last steps, where it is there and can be."""
    with suppress(OSError):
        (folder / BEFORE_STEPS_NAME).unlink(missing_ok=True)


def _change(new: Path, key: bytearray, head: checks.Head) -> None:
    with closing(Store(open_engine(new, key), "steps")) as copy:
        bring_up_to_date(copy.connection())
        faults = checks.damaged_places(copy) + (not checks.search_is_whole(copy)) + (checks.head(copy) != head)
        if faults:
            raise Damaged("database_damaged", faults=faults)


def _keep(path: Path, before: Path) -> None:
    """A copy of the old database under a name of its own, durable before the new one takes its place."""
    forget_before(before.parent)
    try:
        keep_under(path, before)
        sync_folder(before.parent)
    except OSError as error:
        raise refusal(error) from None
