"""Keeps the anchor in step with the vault, and says when the vault is behind it.

One is in the folder, two are `elsewhere` (the account's keyring where the vault is bound to one, else a folder of the
account): one for this copy of the vault, one for the folder it lies in. A backup that was restored is a copy of its
own, so that looking at one makes nobody think that the vault itself had gone back; laid in the vault's folder it is
still noticed, by the folder's anchor (decision 32).
"""

import secrets

from caseapp.base.errors import Damaged
from caseapp.store import checks
from caseapp.store.reads import desk as desk_reads
from caseapp.store.store import Store
from caseapp.store.tables import Setting
from caseapp.store.unit import Unit
from caseapp.vault import anchor
from caseapp.vault.anchor import Anchor, Elsewhere, Kept, Names
from caseapp.vault.anchor_ring import ring_of
from caseapp.vault.open_vault import OpenVault

_KEPT, _COPY = "anchored", "copy"
_NOTHING = Kept(None, None, None)


def behind(vault: OpenVault, store: Store, elsewhere: Elsewhere | None = None) -> tuple[str, ...]:
    """Codes of what does not fit: `anchor_missing`, `anchor_damaged`, `records_rolled_back`, `header_rolled_back`.

    `another_copy_newer` where this folder is as it was left and the same copy was used further in another one.
    More entries than the anchor knows are no fault: the program may have been stopped before it wrote the anchor.
    """
    try:
        kept = anchor.kept(vault, elsewhere or ring_of(vault), _names(vault, store))
    except Damaged as damage:
        return (damage.code,)
    if kept == _NOTHING:
        return ("anchor_missing",) if _KEPT in desk_reads.settings(store) else ()
    here = _ahead(vault, store, kept.folder) | _ahead(vault, store, kept.place)
    of_this_copy = _ahead(vault, store, kept.copy)
    if of_this_copy and not here and kept.place is not None:
        return ("another_copy_newer",)
    return tuple(sorted(here | of_this_copy))


def explained(vault: OpenVault, damage: Damaged) -> Damaged:
    """Why records cannot be opened: `header_not_of_records` where the marks of this folder are under other keys too.

    What is in the records cannot be asked, so the mark of the copy is left out.
    """
    place = anchor.names(None, vault.folder).place
    if damage.code == "database_unreadable" and vault.database_path.exists():
        try:
            anchor.kept(vault, ring_of(vault), Names(place, place))
        except Damaged:
            return Damaged("header_not_of_records")
    return damage


def remember(vault: OpenVault, store: Store, elsewhere: Elsewhere | None = None) -> bool:
    """Move the anchor to where the vault stands now; returns False, and leaves it, where the vault is behind it.

    So a rollback goes on being reported until somebody says that it was meant. Raises `Refused` as the disk answers.
    """
    second = elsewhere or ring_of(vault)
    if behind(vault, store, second):
        return False
    renew(vault, store, second)
    return True


def renew(vault: OpenVault, store: Store, elsewhere: Elsewhere | None = None) -> None:
    """Set the anchor to where the vault stands now, whatever it said: after a restore, a new master key, or a yes."""
    settle(vault, checks.head(store), _names(vault, store), elsewhere)


def settle(vault: OpenVault, head: checks.Head, under: Names, elsewhere: Elsewhere | None = None) -> None:
    """Set the anchor to a head of the journal, under names. Raises `Refused` as the disk answers."""
    anchor.keep(vault, anchor.here(vault, head.seq, head.chain), elsewhere or ring_of(vault), under)


def note_copy(store: Store, unit: Unit) -> str:
    """Note inside the database that from here on it is a copy of its own; returns what `anchor.names` calls it by."""
    copy = secrets.token_hex(8)
    row = desk_reads.setting_id(store, _COPY)
    if row is None:
        unit.add(Setting, key=_COPY, value=copy)
    else:
        unit.change(Setting, row, value=copy)
    return copy


def note_kept(store: Store, unit: Unit) -> None:
    """Note inside the database that there is an anchor, so that a missing one is missed. Once the first is written."""
    if _KEPT not in desk_reads.settings(store):
        unit.add(Setting, key=_KEPT, value="yes")


def _names(vault: OpenVault, store: Store) -> Names:
    return anchor.names(desk_reads.settings(store).get(_COPY), vault.folder)


def _ahead(vault: OpenVault, store: Store, one: Anchor | None) -> set[str]:
    """In what the vault is behind one anchor."""
    codes: set[str] = set()
    if one is None:
        return codes
    if one.seq and checks.chain_at(store, one.seq) != one.chain:
        codes.add("records_rolled_back")
    if anchor.generation_of(vault) < one.generation:
        codes.add("header_rolled_back")
    return codes
