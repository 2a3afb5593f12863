"""Set up, unlock and lock a vault: joins the vault's keys to its database."""

import platform
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from caseapp.base.clock import Clock, SystemClock
from caseapp.base.ids import uuid7
from caseapp.base.resources import resource
from caseapp.crypto import phrase
from caseapp.crypto.digest import sha256
from caseapp.crypto.kdf import DEFAULT, KdfProfile
from caseapp.domain import shipped
from caseapp.services.office import Desk, Office
from caseapp.store.engine import open_engine
from caseapp.store.reads import desk as desk_reads
from caseapp.store.schema import bring_up_to_date
from caseapp.store.store import Store
from caseapp.store.tables import Setting, Worker
from caseapp.vault import tries
from caseapp.vault import vault as keys
from caseapp.vault.folder import header_paths
from caseapp.vault.header import SlotKind
from caseapp.vault.open_vault import OpenVault, VaultSummary

__all__ = [
    "NewOffice",
    "Unlocker",
    "change_passphrase",
    "exists",
    "new_passphrase_after_recovery",
    "offer_phrase",
    "open_with_recovery",
    "passphrase_problem",
    "peek",
    "people",
    "places",
    "set_up",
    "tries_left",
    "unlock",
]


@dataclass(frozen=True, slots=True)
class Unlocker:
    """Someone who can unlock a vault with a passphrase, as the locked vault shows them."""

    slot_id: str
    name: str


@dataclass(frozen=True, slots=True)
class NewOffice:
    """A vault just made, and its recovery code: shown once, never stored."""

    office: Office
    recovery_code: str


def set_up(
    folder: Path,
    *,
    name: str,
    passphrase: str,
    service: str = "",
    place: str = "kent",
    prefix: str = "KT",
    role: str = "lead",
    clock: Clock | None = None,
    profile: KdfProfile = DEFAULT,
    new_id: Callable[[datetime], str] = uuid7,
) -> NewOffice:
    """Make a vault and open it. `name` is how the worker is shown: a first name and an initial.

    Raises:
        Refused: the folder holds something already, the passphrase is too weak, the disk is full.
    """
    clock = clock or SystemClock()
    made = keys.create_vault(folder, label=name, passphrase=passphrase, now=clock.now(), profile=profile)
    store = _open_store(made.vault, create=True, new_id=new_id)
    with store.unit("setup", clock.now()) as unit:
        worker_id = unit.add(Worker, name=name, role=role, slot_id=made.vault.slot_id)
        for key, value in {"service": service, "place": place, "prefix": prefix}.items():
            unit.add(Setting, key=key, value=value)
    office = Office(made.vault, store, Desk(worker_id, name, role), clock, prefix, place, service, new_id)
    return NewOffice(office, made.recovery_code)


def unlock(folder: Path, passphrase: str, *, slot_id: str | None = None, clock: Clock | None = None) -> Office:
    """Open a vault with a passphrase: of one person's slot, or of whichever slot it fits.

    Raises:
        Refused: `passphrase_wrong`, `not_a_vault`, `vault_in_use`, `unlock_wait`, `vault_newer`.
        Damaged: header or database cannot be read.
    """
    clock = clock or SystemClock()
    return _enter(keys.unlock(folder, passphrase, slot_id=slot_id, clock=clock), clock)


def open_with_recovery(folder: Path, code: str, *, clock: Clock | None = None) -> Office:
    """Open a vault with the printed recovery code."""
    clock = clock or SystemClock()
    return _enter(keys.unlock_with_recovery(folder, code), clock)


def change_passphrase(office: Office, old: str, new: str) -> None:
    """Change the passphrase of the worker at the desk. Only the header is written."""
    keys.change_passphrase(office.vault, old, new)
    with office.unit() as unit:
        unit.note("passphrase_changed", "worker", office.desk.worker_id)


def new_passphrase_after_recovery(office: Office, new: str, slot_id: str) -> None:
    """Give a person a new passphrase in a vault opened with the recovery code, which stays valid.

    Raises:
        Refused: the codes of `passphrase_problem`, or what the disk answered.
    """
    keys.set_passphrase_after_recovery(office.vault, new, slot_id=slot_id, clock=office.clock)
    with office.unit() as unit:
        unit.note("passphrase_reset", "vault", office.vault.vault_id)


def peek(folder: Path) -> VaultSummary:
    """Who can unlock a vault, without any key."""
    return keys.peek(folder)


def exists(folder: Path) -> bool:
    """Whether a vault was once made in a folder; says nothing about its health."""
    return any(path.exists() for path in header_paths(folder))


def people(folder: Path) -> tuple[Unlocker, ...]:
    """Who can unlock a vault with a passphrase, in the order they were added. Raises as `peek`."""
    ways = keys.peek(folder).slots
    return tuple(Unlocker(way.slot_id, way.label) for way in ways if way.kind is SlotKind.PASSPHRASE)


def tries_left(folder: Path) -> int:
    """How many wrong passphrases are free before the first wait."""
    return tries.free_tries_left(folder)


def passphrase_problem(passphrase: str) -> str | None:
    """The code of what is wrong with a new passphrase, or None if it will do. Needs no vault."""
    return phrase.passphrase_problem(passphrase)


def offer_phrase() -> str:
    """A random phrase of six words to offer as a passphrase."""
    return phrase.new_phrase()


def places() -> tuple[tuple[str, str], ...]:
    """Places whose areas ship with the app: id and name, by name."""
    found = (file.name.removesuffix(".toml") for file in resource("areas").iterdir() if file.name.endswith(".toml"))
    return tuple(sorted(((place, shipped.areas(place).title) for place in found), key=lambda one: one[1]))


def _enter(vault: OpenVault, clock: Clock) -> Office:
    try:
        store = _open_store(vault, create=False, new_id=uuid7)
    except BaseException:
        vault.close()
        raise
    worker = desk_reads.worker_of_slot(store, vault.slot_id)
    settings = desk_reads.settings(store)
    office = Office(
        vault,
        store,
        Desk(worker.id, worker.name, worker.role),
        clock,
        settings.get("prefix", "KT"),
        settings.get("place", "kent"),
        settings.get("service", ""),
    )
    with office.unit() as unit:
        unit.note("unlocked", "vault", vault.vault_id)
    return office


def _open_store(vault: OpenVault, *, create: bool, new_id: Callable[[datetime], str]) -> Store:
    key = vault.database_key()
    engine = open_engine(vault.database_path, key, create=create)
    store = Store(engine, _device(vault), new_id)
    bring_up_to_date(store.connection())
    return store


def _device(vault: OpenVault) -> str:
    """A name for this laptop that says nothing about it: a digest of vault and host name."""
    return sha256(vault.vault_id.encode(), platform.node().encode()).hex()[:16]
