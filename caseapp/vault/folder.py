"""The vault's folder: what is in it, that it is private, and that it is or is not a vault."""

import os
import stat
import sys
from pathlib import Path

from caseapp.base.errors import Refused
from caseapp.vault.small_file import refusal, sync_folder

HEADER_NAMES = ("vault.hdr.a", "vault.hdr.b")
DATABASE_NAME = "vault.db"
NEW_DATABASE_NAME = "vault.db.new"
"""The database while it is written again under another key. Worth nothing until it has the database's name."""
BEFORE_STEPS_NAME = "vault.db.before-steps"
"""The database as it was before a newer version of the app changed its shape."""
LOCK_NAME = "vault.lock"
TRIES_NAME = "vault.tries"

_LEFT_BY_A_STOPPED_SETUP = {LOCK_NAME, TRIES_NAME, *(f".{name}.tmp" for name in (*HEADER_NAMES, TRIES_NAME))}


def header_paths(folder: Path) -> tuple[Path, Path]:
    """Where the two copies of the header are."""
    return folder / HEADER_NAMES[0], folder / HEADER_NAMES[1]


def make_folder(folder: Path) -> None:
    """Make the folder of a new vault, open to its owner only (0700; on Windows by the rights of the profile).

    An empty folder is used as it is. Raises `Refused`: `vault_exists`, `folder_not_empty`, `folder_not_private` (a
    file system without owners, such as a memory stick's), `folder_not_made` or what the disk answered.
    """
    try:
        if not folder.exists():
            _make(folder)
            sync_folder(folder.parent)
        elif not folder.is_dir():
            raise Refused("folder_not_empty")
        names = {entry.name for entry in folder.iterdir()}
        if names & {*HEADER_NAMES, DATABASE_NAME}:
            raise Refused("vault_exists")
        if names - _LEFT_BY_A_STOPPED_SETUP:
            raise Refused("folder_not_empty")
        if sys.platform != "win32":
            folder.chmod(0o700)
            if stat.S_IMODE(folder.stat().st_mode) != stat.S_IRWXU:
                raise Refused("folder_not_private")
    except OSError as error:
        raise refusal(error) from None


def _make(folder: Path) -> None:
    """A link that leads nowhere is no folder and in the way of one; some places take none."""
    try:
        folder.mkdir(mode=0o700, parents=True)
    except OSError as error:
        known = refusal(error)
        raise Refused("folder_not_made") if known.code == "disk_error" else known from None


def require_vault(folder: Path) -> None:
    """Raises `Refused("not_a_vault")` unless a vault was once made here."""
    if not any(os.path.lexists(path) for path in header_paths(folder)):
        raise Refused("not_a_vault")
