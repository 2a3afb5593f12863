"""Backups: made under a key of their own, restored on trial before they count, kept in generations.

A backup that was never restored is a hope. So each one is read back from the medium, opened with the key as it was
sealed, copied into a new vault file, examined page by page and row by row, and compared with what went in; only then
does its folder lose the ending `.part`.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import caseapp
from caseapp.base import paths
from caseapp.base.clock import london_date
from caseapp.base.errors import Damaged, Refused, Trouble
from caseapp.crypto.digest import sha256_of_file
from caseapp.services import backup_places as places
from caseapp.services import health
from caseapp.services.backup_places import Backup
from caseapp.services.examining import Cancelled, Progress, examine
from caseapp.services.office import Office
from caseapp.services.restored import Restored, copy_words
from caseapp.services.restoring import restore
from caseapp.store import backup as copies
from caseapp.store import checks, erasing
from caseapp.store.engine import open_engine
from caseapp.store.reads import desk as desk_reads
from caseapp.store.store import Store
from caseapp.store.tables import Setting
from caseapp.vault import backup_index, backup_key, care, erased_list
from caseapp.vault.backup_index import Contents, Inside, Label
from caseapp.vault.place import Place
from caseapp.vault.place import place_of as place_of_folder
from caseapp.vault.small_file import replace_file

__all__ = [
    "EVERY",
    "Backup",
    "LastBackup",
    "Restored",
    "age",
    "back_up",
    "back_up_if_due",
    "choose",
    "copy_words",
    "due",
    "found_in",
    "generations",
    "how_often",
    "last_backup",
    "last_backup_of",
    "place_of",
    "place_warning",
    "restore",
]

EVERY = {"daily": timedelta(hours=20), "weekly": timedelta(days=6, hours=20), "off": timedelta.max}
"""A day's backup is due a little before the day is over, so that it is not put off by a minute each time."""
_TRIAL = "trial.db"
_PLACE, _HOW_OFTEN = "backup_folder", "backup_every"


@dataclass(frozen=True, slots=True)
class LastBackup:
    """What can be told of the last backup, without a key."""

    made_at: datetime | None
    failed_at: datetime | None
    trouble: Trouble | None
    """What went wrong since, to be said by `base.words.sentence`; None when nothing did."""


def back_up(
    office: Office,
    folder: Path | None = None,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Backup:
    """Make a backup in a folder (the chosen one, if none is named), prove it by restoring it, then give it its name.

    Raises:
        Refused: `backup_inside_vault`, `backup_folder_unreachable`, `backup_no_room`, `backup_not_of_damaged` (the
            vault itself did not pass its check; see `health`), `backup_not_proven`, `cancelled`, or what the disk
            answered. Nothing counts then, and earlier backups are untouched.
    """
    place = folder or place_of(office)
    with _failure_noted(office):
        places.make_ready(place, office.folder, office.vault.vault_id, copies.size_of(office.store))
        found = health.whole(office, progress=progress, cancelled=cancelled)
        if found.examined is None or found.examined.findings:
            raise Refused("backup_not_of_damaged")
        made = _make(office, place, progress, cancelled)
    with office.unit() as unit:
        unit.note("backed_up", "vault", office.vault.vault_id, name=made.folder.name, size=made.size)
    _write_erased(office, place)
    places.prune(place, office.vault.vault_id, made.folder)
    return made


def back_up_if_due(
    office: Office, *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Backup | None:
    """What is called after unlocking and before locking: a backup if one is due. Raises as `back_up`."""
    return back_up(office, progress=progress, cancelled=cancelled) if due(office) else None


def due(office: Office) -> bool:
    """Whether the last backup is older than was chosen. On, daily, until somebody chooses otherwise.

    Never of a vault that can only be read: that one was made could not be noted in it.
    """
    if office.read_only:
        return False
    every = EVERY[how_often(office)]
    if every == EVERY["off"]:
        return False
    old = age(office)
    return old is None or not timedelta(0) <= old < every


def age(office: Office) -> timedelta | None:
    """How old the last backup is; None if there never was one. Negative when the clock was set back."""
    made_at = last_backup(office).made_at
    return None if made_at is None else office.now() - made_at


def last_backup(office: Office) -> LastBackup:
    """When the last backup was made, and what went wrong since, if anything."""
    return last_backup_of(office.folder)


def last_backup_of(vault_folder: Path) -> LastBackup:
    """The same of a vault that is locked."""
    noted = care.read(vault_folder)
    code = noted.backup_failure
    return LastBackup(_instant(noted.backed_up_at), _instant(noted.backup_failed_at), Trouble(code) if code else None)


def place_of(office: Office) -> Path:
    """Where backups go: the folder chosen, else one in the user's data folder, which is better than none."""
    chosen = desk_reads.settings(office.store).get(_PLACE)
    return Path(chosen) if chosen else paths.vault_folder().parent / "backups"


def how_often(office: Office) -> str:
    """`daily`, `weekly` or `off`, as chosen."""
    every = desk_reads.settings(office.store).get(_HOW_OFTEN, "daily")
    return every if every in EVERY else "daily"


def choose(office: Office, folder: Path | None, every: str = "daily") -> None:
    """Choose where backups go (None: the usual folder) and how often: daily, weekly or off.

    Raises:
        Refused: `backup_inside_vault`, `backup_every_unknown`.
    """
    if every not in EVERY:
        raise Refused("backup_every_unknown")
    if folder is not None and folder.resolve().is_relative_to(office.folder.resolve()):
        raise Refused("backup_inside_vault")
    with office.unit() as unit:
        for key, value in {_PLACE: str(folder or ""), _HOW_OFTEN: every}.items():
            row = desk_reads.setting_id(office.store, key)
            if row is None:
                unit.add(Setting, key=key, value=value)
            else:
                unit.change(Setting, row, value=value)


def place_warning(folder: Path) -> Refused | None:
    """What speaks against a folder for backups, or None. A stick or the office's network drive is a good place."""
    return Refused("backup_in_cloud") if place_of_folder(folder) is Place.CLOUD else None


def generations(office: Office, folder: Path | None = None) -> tuple[Backup, ...]:
    """The backups of this vault in a folder, newest first."""
    return places.generations(folder or place_of(office), office.vault.vault_id)


def found_in(folder: Path) -> tuple[Backup, ...]:
    """The backups of any vault in a folder, newest first: for somebody who has no vault open."""
    return places.generations(folder)


def list_erased(office: Office) -> None:
    """Write the list of what was erased at once, where it can be: every backup writes it again."""
    place = place_of(office)
    _write_erased(office, place if place.is_dir() else office.folder)


def _make(office: Office, place: Path, progress: Progress | None, cancelled: Cancelled | None) -> Backup:
    name = places.new_name(place, london_date(office.now()))
    part = places.unfinished(place, name, office.vault.vault_id)
    try:
        label = _write(office, part, progress, cancelled)
        _try_out(office, part, progress, cancelled)
        return Backup(places.finish(part, place, name), label.made_at, label.size, label.app)
    finally:
        places.remove(part)


def _write(office: Office, part: Path, progress: Progress | None, cancelled: Cancelled | None) -> Label:
    head = checks.head(office.store)
    contents = Contents(head.entries, head.seq, head.chain, checks.counts(office.store))
    database = part / places.DATABASE_NAME
    with backup_key.random_database_key() as raw:
        copies.copy_out(
            office.store,
            database,
            backup_key.written_for_database(raw),
            progress=_step("copy", progress),
            cancelled=cancelled,
        )
        label = Label(
            office.vault.vault_id,
            backup_key.epoch_of(office.vault),
            office.now().replace(microsecond=0).astimezone(UTC),
            caseapp.__version__,
            database.stat().st_size,
            sha256_of_file(database).hex(),
            backup_key.ways_back(office.vault),
            backup_key.new_salt(),
        )
        inside = Inside(raw, contents, backup_key.whole_header(office.vault))
        with backup_key.sealing_key(office.vault, label.salt) as key:
            replace_file(part / places.INDEX_NAME, backup_index.encode(label, inside, key))
    return label


def _try_out(office: Office, part: Path, progress: Progress | None, cancelled: Cancelled | None) -> None:
    """Restore it into a vault file under a key that nobody keeps, and look through that."""
    try:
        index = places.read_index(part)
        database = places.require_whole(part, index)
        with backup_key.sealing_key(office.vault, index.label.salt) as key:
            inside = backup_index.open_index(index, key)
        with inside.database_key, backup_key.random_database_key() as passing:
            copies.copy_in(
                database,
                backup_key.written_for_database(inside.database_key),
                part / _TRIAL,
                backup_key.written_for_database(passing),
                progress=_step("read", progress),
                cancelled=cancelled,
            )
            store = Store(open_engine(part / _TRIAL, backup_key.written_for_database(passing)), "trial")
        try:
            head = checks.head(store)
            same = Contents(head.entries, head.seq, head.chain, checks.counts(store)) == inside.contents
            sound = same and not examine(store, progress, cancelled).findings
        finally:
            store.close()
        (part / _TRIAL).unlink()
    except Damaged:
        raise Refused("backup_not_proven") from None
    if not sound:
        raise Refused("backup_not_proven")


def _write_erased(office: Office, place: Path) -> None:
    """The list of what was erased, in the vault's folder and beside the backups."""
    rows = erasing.erased(office.store)
    if rows:
        content = erased_list.encode(office.vault, rows)
        replace_file(office.folder / erased_list.NAME, content)
        replace_file(place / erased_list.name_beside_backups(office.vault.vault_id), content)


@contextmanager
def _failure_noted(office: Office) -> Iterator[None]:
    """Remember how it went, for the sidebar; a backup somebody stopped is no failure."""
    now = office.now().isoformat(timespec="seconds")
    try:
        yield
    except Trouble as trouble:
        if trouble.code != "cancelled":
            with suppress(Trouble):
                noted = replace(care.read(office.folder), backup_failed_at=now, backup_failure=trouble.code)
                care.write(office.folder, noted)
        raise
    noted = replace(care.read(office.folder), backed_up_at=now, backup_failed_at="", backup_failure="")
    with suppress(Trouble):
        care.write(office.folder, noted)


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
    return found if found is None or found.tzinfo is not None else None


def _step(name: str, progress: Progress | None) -> copies.Progress | None:
    return None if progress is None else lambda done, total: progress(name, done, total)
