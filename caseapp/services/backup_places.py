"""A folder of backups: what each is called, which are there, which are kept. Names say nothing but the date."""

import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from caseapp.base.clock import london
from caseapp.base.errors import Damaged, Refused, Trouble
from caseapp.crypto.digest import sha256_of_file
from caseapp.vault.backup_index import MOST_BYTES, Index, decode
from caseapp.vault.small_file import read_small, refusal, sync_folder

DATABASE_NAME = "backup.db"
INDEX_NAME = "backup.json"
KEEP_LAST = 3
KEEP_MONTHS = 12
UNFINISHED = ".part"
_NAME = re.compile(r"case-tracker-backup-\d{4}-\d{2}-\d{2}-\d{1,6}")
_ROOM_BESIDES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Backup:
    """One finished backup: verified by restoring it before it got its name."""

    folder: Path
    made_at: datetime
    size: int
    """Bytes of its database."""
    app: str
    """Version of the app that made it."""


def read_index(backup: Path) -> Index:
    """A backup's index. Raises `Refused("not_a_backup")`, `Refused("backup_too_new")`, `Damaged("backup_damaged")`."""
    content = read_small(backup / INDEX_NAME, MOST_BYTES)
    if content is None:
        raise Refused("not_a_backup")
    return decode(content)


def generations(place: Path, vault_id: str | None = None) -> tuple[Backup, ...]:
    """The finished backups in a folder, of one vault or of any, newest first; none where it cannot be reached."""
    found = []
    with suppress(OSError):
        for folder in place.iterdir():
            if _NAME.fullmatch(folder.name) and (folder / DATABASE_NAME).is_file():
                with suppress(Trouble):
                    label = read_index(folder).label
                    if vault_id in {None, label.vault_id}:
                        found.append(Backup(folder, label.made_at, label.size, label.app))
    return tuple(sorted(found, key=lambda one: (one.made_at, _number(one.folder)), reverse=True))


def make_ready(place: Path, vault_folder: Path, vault_id: str, size: int) -> None:
    """Make the folder, sweep up what a stopped backup of this vault left, and see that there is room.

    Raises `Refused`: `backup_inside_vault`, `backup_folder_unreachable`, `backup_no_room`.
    """
    if place.resolve().is_relative_to(vault_folder.resolve()):
        raise Refused("backup_inside_vault")
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in place.glob(f"*-{vault_id[:8]}{UNFINISHED}"):
            shutil.rmtree(left, ignore_errors=True)
        free = shutil.disk_usage(place).free
    except OSError:
        raise Refused("backup_folder_unreachable") from None
    needed = 2 * size + _ROOM_BESIDES  # the copy, and its restoring on trial
    if free < needed:
        raise Refused("backup_no_room", needed_mib=needed // 2**20 + 1)


def new_name(place: Path, day: date) -> str:
    """The first free name of a day."""
    number = 1
    while (place / f"case-tracker-backup-{day.isoformat()}-{number}").exists():
        number += 1
    return f"case-tracker-backup-{day.isoformat()}-{number}"


def unfinished(place: Path, name: str, vault_id: str) -> Path:
    """Makes the folder in which a backup is put together. Raises `Refused` as the disk answers."""
    part = place / f"{name}-{vault_id[:8]}{UNFINISHED}"
    try:
        part.mkdir(mode=0o700)
    except OSError as error:
        raise refusal(error) from None
    return part


def finish(part: Path, place: Path, name: str) -> Path:
    """Give a verified backup its name, durably."""
    final = place / name
    try:
        _sync(part)
        part.rename(final)
        _sync(place)
    except OSError as error:
        raise refusal(error) from None
    return final


def prune(place: Path, vault_id: str, newest: Path, last: int = KEEP_LAST, months: int = KEEP_MONTHS) -> int:
    """Take away old generations: all but the last few and the newest of each of the last months. Returns how many went.

    The one just made always stays, whatever the clock says.
    """
    found = generations(place, vault_id)
    by_month: dict[str, Path] = {}
    for backup in found:
        by_month.setdefault(f"{london(backup.made_at):%Y-%m}", backup.folder)
    kept = {newest, *(one.folder for one in found[:last]), *list(by_month.values())[:months]}
    gone = [one.folder for one in found if one.folder not in kept]
    for folder in gone:
        away = folder.with_name(f"{folder.name}-{vault_id[:8]}{UNFINISHED}")
        with suppress(OSError):  # it is in nobody's way; the next backup tries again
            folder.rename(away)
            shutil.rmtree(away)
    return len(gone)


def remove(part: Path) -> None:
    """Take away an unfinished backup."""
    shutil.rmtree(part, ignore_errors=True)


def require_whole(backup: Path, index: Index) -> Path:
    """The backup's database, every byte of it as it was written. Raises `Damaged("backup_damaged")`."""
    path = backup / DATABASE_NAME
    try:
        if path.stat().st_size != index.label.size:
            raise Damaged("backup_damaged")
        digest = sha256_of_file(path).hex()
    except OSError:
        raise Damaged("backup_damaged") from None
    if digest != index.label.digest:
        raise Damaged("backup_damaged")
    return path


def _sync(folder: Path) -> None:
    with suppress(OSError):  # some sticks and network drives have no such call
        sync_folder(folder)


def _number(folder: Path) -> int:
    return int(folder.name.rsplit("-", 1)[1])
