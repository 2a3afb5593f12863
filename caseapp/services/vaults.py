"""Set up, unlock and lock a vault: joins the vault's keys to its database."""

import platform
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from caseapp.base.clock import Clock, SystemClock
from caseapp.base.errors import Damaged, Refused
from caseapp.base.ids import uuid7
from caseapp.base.resources import resource
from caseapp.base.words import ngettext
from caseapp.crypto import phrase
from caseapp.crypto.kdf import DEFAULT, KdfProfile
from caseapp.crypto.recovery_code import Group
from caseapp.domain import shipped
from caseapp.services import key_rotation, rule_book, team
from caseapp.services.office import Desk, Office, pressed
from caseapp.store.reads import desk as desk_reads
from caseapp.store.store import Store
from caseapp.store.tables import Setting, Worker
from caseapp.vault import ballast, key_file, keyring_secret, tries
from caseapp.vault import vault as keys
from caseapp.vault.fitness import require_strong
from caseapp.vault.folder import header_paths
from caseapp.vault.header_parts import PERSONAL
from caseapp.vault.key_file import KeyFor
from caseapp.vault.open_vault import OpenVault, VaultSummary

__all__ = [
    "KeyringState",
    "NewOffice",
    "Unlocker",
    "change_passphrase",
    "exists",
    "keyring_state",
    "make_escrow_key",
    "new_passphrase_after_recovery",
    "offer_phrase",
    "open_with_escrow",
    "open_with_recovery",
    "passphrase_problem",
    "peek",
    "people",
    "places",
    "put_right_words",
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
class KeyringState:
    """Whether this account has a keyring to trust with a vault's second key."""

    name: str
    """As the vault's header names it; empty where there is none."""
    problem: str | None
    """The code of what to tell people, or None."""


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
    use_keyring: bool | None = None,
) -> NewOffice:
    """Make a vault and open it. `name` is how the worker is shown: a first name and an initial.

    `use_keyring`: True keeps a second key in this account's keyring; False goes without, because somebody was asked
    and said so; None, where nobody was asked, is True, except for throw-away vaults made for tests.

    Raises:
        Refused: the folder holds something already, the passphrase is too weak, the disk is full; `keyring_unfit`
            where there is no keyring to trust: ask, and call again with `use_keyring=False` if that is the answer;
            `area_unknown` for a place whose areas do not ship with the app.
    """
    clock = clock or SystemClock()
    if place not in (known := [each for each, _title in places()]):
        raise Refused("area_unknown", known=", ".join(known))
    require_strong(passphrase, name, service)
    made = keys.create_vault(
        folder, label=name, passphrase=passphrase, now=clock.now(), profile=profile, use_keyring=use_keyring
    )
    store = _open_store(made.vault, create=True, new_id=new_id)
    with store.unit("setup", clock.now()) as unit:
        worker_id = unit.add(Worker, name=name, role=role, slot_id=made.vault.slot_id)
        counted = {rule_book.COUNTED_WITH: rule_book.mark_of("")}
        for key, value in ({"service": service, "place": place, "prefix": prefix} | counted).items():
            unit.add(Setting, key=key, value=value)
    _keep_ballast(made.vault)
    office = Office(made.vault, store, Desk(worker_id, name, role), clock, prefix, place, service, new_id)
    return NewOffice(office, made.recovery_code)


def unlock(folder: Path, passphrase: str, *, slot_id: str | None = None, clock: Clock | None = None) -> Office:
    """Open a vault with a passphrase: of one person's slot, or of whichever slot it fits.

    Where nothing can be written it opens all the same, `read_only`: not even this unlocking is noted.

    Raises:
        Refused: `passphrase_wrong`, `not_a_vault`, `vault_in_use`, `unlock_wait`, `vault_newer`, `read_only_unmerged`,
            `read_only_older`.
        Damaged: header or database cannot be read.
    """
    clock = clock or SystemClock()
    return _enter(keys.unlock(folder, passphrase, slot_id=slot_id, clock=clock), clock)


def open_with_recovery(folder: Path, code: str, *, clock: Clock | None = None) -> Office:
    """Open a vault with the recovery code on paper; `put_right_words` tells which groups of it had a slip."""
    clock = clock or SystemClock()
    return _enter(keys.unlock_with_recovery(folder, code), clock)


def put_right_words(groups: tuple[Group, ...]) -> str:
    """What to correct on the paper after a code with a slip was put right; empty where there was none."""
    if not groups:
        return ""
    words = ngettext(
        "The recovery code had a slip in it, which was put right. On the paper this group should read: {groups}",
        "The recovery code had slips in it, which were put right. On the paper these groups should read: {groups}",
        len(groups),
    )
    return words.format(groups="; ".join(f"{group.number}: {group.signs}" for group in groups))


def open_with_escrow(folder: Path, private_file: Path, passphrase: str, *, clock: Clock | None = None) -> Office:
    """Open a vault with the organisation's private key and its passphrase, which two people keep; it is journaled.

    Raises:
        Refused: `private_key_in_vault`, `key_file_unfit`, `key_passphrase_wrong`, `escrow_key_wrong`, and as
            `unlock`.
    """
    clock = clock or SystemClock()
    key, private = key_file.open_private(KeyFor.ORGANISATION, private_file, passphrase, vault=folder)
    with private:
        vault = keys.unlock_with_escrow(folder, private)
    return _enter(vault, clock, key=key.fingerprint)


def make_escrow_key(
    private_file: Path,
    public_file: Path,
    *,
    label: str,
    passphrase: str,
    clock: Clock | None = None,
    profile: KdfProfile = DEFAULT,
) -> str:
    """Make the organisation's key pair in two new files; returns the fingerprint to print and compare.

    Raises:
        Refused: `private_key_in_vault`, `output_exists`, `label_unfit`, the codes of `passphrase_problem`.
    """
    now = (clock or SystemClock()).now()
    made = key_file.generate(
        KeyFor.ORGANISATION, private_file, public_file, label=label, passphrase=passphrase, now=now, profile=profile
    )
    return made.fingerprint


def keyring_state() -> KeyringState:
    """Whether set-up can use this account's keyring. May make the system ask for the keyring's password."""
    try:
        return KeyringState(keyring_secret.fit_keyring().name, None)
    except Refused as refused:
        return KeyringState("", refused.code)


def change_passphrase(office: Office, old: str, new: str) -> None:
    """As `team.change_passphrase`."""
    team.change_passphrase(office, old, new)


def new_passphrase_after_recovery(office: Office, new: str, slot_id: str, *, use_keyring: bool | None = None) -> None:
    """As `team.re_enrol`."""
    team.re_enrol(office, slot_id, new, use_keyring=use_keyring)


def peek(folder: Path) -> VaultSummary:
    """Who can unlock a vault, without any key."""
    return keys.peek(folder)


def exists(folder: Path) -> bool:
    """Whether a vault was once made in a folder; says nothing about its health."""
    return any(path.exists() for path in header_paths(folder))


def people(folder: Path) -> tuple[Unlocker, ...]:
    """Who can unlock a vault with a passphrase, in the order they were added. Raises as `peek`."""
    ways = keys.peek(folder).slots
    return tuple(Unlocker(way.slot_id, way.label) for way in ways if way.kind in PERSONAL)


def tries_left(folder: Path) -> int:
    """How many wrong passphrases are free before the first wait."""
    told = keys.peek(folder)
    return tries.free_tries_left(tries.note_places(folder, told.vault_id, testing=told.testing))


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


def _enter(vault: OpenVault, clock: Clock, **facts: str) -> Office:
    """The office of an open vault; `facts` go into the journal's entry of the unlocking."""
    try:
        store = _open_store(vault, create=False, new_id=uuid7)
        try:
            key_rotation.resume(vault, store)
            office = _at_the_desk(vault, store, clock)
            if not office.read_only:
                team.align(office)
                pressed(lambda: _note_unlocked(office, facts))
                _keep_ballast(vault)
        except BaseException:
            store.close()
            raise
    except BaseException:
        vault.close()
        raise
    return office


def _note_unlocked(office: Office, facts: dict[str, str]) -> None:
    vault = office.vault
    with office.unit() as unit:
        failed = vault.failed_tries
        unit.note("unlocked", "vault", vault.vault_id, way=vault.kind.value, failed=failed, **facts)


def _keep_ballast(vault: OpenVault) -> None:
    """Throw-away vaults for tests do without: there are thousands of them."""
    if not vault.testing:
        ballast.keep(vault.folder)


def _at_the_desk(vault: OpenVault, store: Store, clock: Clock) -> Office:
    """Whose way in it was; with the recovery code or the organisation's key, the first lead."""
    worker = desk_reads.worker_with_slot(store, vault.slot_id)
    if worker is None:
        if vault.kind in PERSONAL:
            raise Damaged("vault_without_worker")
        worker = desk_reads.first_lead(store)
    settings = desk_reads.settings(store)
    return Office(
        vault,
        store,
        Desk(worker.id, worker.name, worker.role),
        clock,
        settings.get("prefix", "KT"),
        settings.get("place", "kent"),
        settings.get("service", ""),
    )


def _open_store(vault: OpenVault, *, create: bool, new_id: Callable[[datetime], str]) -> Store:
    device = key_rotation.device_name(vault, platform.node())
    return key_rotation.open_store(vault, device, create=create, new_id=new_id)
