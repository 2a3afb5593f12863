"""A vault that lies where nothing can be written: on a write-protected stick, a disc, in a protected folder.

It opens for reading. Nothing can be recorded in it then, not even that somebody looked: where that matters, copy its
folder to the computer's own disk.
"""

import os
from pathlib import Path

from caseapp.base.errors import Refused
from caseapp.vault.folder import DATABASE_NAME, header_paths

_WAITING = ("-wal", "-journal")


def is_read_only(folder: Path) -> bool:
    """Whether the folder, or a file of the vault in it, cannot be written by this user.

    Windows tells it of files, not of folders; a folder that only refuses new files is refused when it is opened.
    """
    files = (folder / DATABASE_NAME, *header_paths(folder))
    return not all(os.access(path, os.W_OK) for path in (folder, *files) if path.exists())


def require_merged(database: Path) -> None:
    """Raises `Refused("read_only_unmerged")` where the last saves wait in a log beside the database.

    They are merged by writing. Read without them, the records would be older than they are, and nobody would notice.
    """
    for ending in _WAITING:
        log = database.with_name(database.name + ending)
        if log.exists() and log.stat().st_size:
            raise Refused("read_only_unmerged")
