"""Keeps the anchor in step with the vault, and says when the vault is behind it.

There are two: one in the folder, one `elsewhere`: the account's keyring where the vault is bound to one, else a folder
of the account.
"""

from caseapp.base.errors import Damaged
from caseapp.store import checks
from caseapp.store.reads import desk as desk_reads
from caseapp.store.store import Store
from caseapp.store.tables import Setting
from caseapp.store.unit import Unit
from caseapp.vault import anchor
from caseapp.vault.anchor import Elsewhere
from caseapp.vault.anchor_ring import ring_of
from caseapp.vault.open_vault import OpenVault

_KEPT = "anchored"


def behind(vault: OpenVault, store: Store, elsewhere: Elsewhere | None = None) -> tuple[str, ...]:
    """Codes of what does not fit: `anchor_missing`, `anchor_damaged`, `records_rolled_back`, `header_rolled_back`.

    More entries than the anchor knows are no fault: the program may have been stopped before it wrote the anchor.
    """
    try:
        kept = anchor.kept(vault, elsewhere or ring_of(vault))
    except Damaged as damage:
        return (damage.code,)
    if not kept:
        return ("anchor_missing",) if _KEPT in desk_reads.settings(store) else ()
    codes = set()
    for one in kept:
        if one.seq and checks.chain_at(store, one.seq) != one.chain:
            codes.add("records_rolled_back")
        if anchor.generation_of(vault) < one.generation:
            codes.add("header_rolled_back")
    return tuple(sorted(codes))


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
    head = checks.head(store)
    anchor.keep(vault, anchor.here(vault, head.seq, head.chain), elsewhere or ring_of(vault))


def note_kept(store: Store, unit: Unit) -> None:
    """Note inside the database that there is an anchor, so that a missing one is missed. Once the first is written."""
    if _KEPT not in desk_reads.settings(store):
        unit.add(Setting, key=_KEPT, value="yes")
