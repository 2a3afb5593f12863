"""Where the app keeps things on this machine. Folders are made private to their owner when first asked for.

The folder name is dull on purpose: it says no more than the window's title does.
"""

from pathlib import Path

import platformdirs

FOLDER = "casetracker"


def settings_file() -> Path:
    """The settings of this machine. Not made here."""
    return _private(platformdirs.user_config_path(FOLDER, appauthor=False, roaming=False)) / "settings.json"


def log_file() -> Path:
    """The local log: codes and places in the program, never records."""
    return _private(_state()) / "log.txt"


def fault_file() -> Path:
    """Where the interpreter writes which functions were running if the program is stopped by a fault."""
    return _private(_state()) / "fault.txt"


def marks_folder() -> Path:
    """Where this account keeps second marks of its vaults, away from them: how far each has come, failed unlocks."""
    return _private(platformdirs.user_config_path(FOLDER, appauthor=False, roaming=False) / "marks")


def vault_folder() -> Path:
    """Where a new vault is offered to be made. Not made here: the vault does that itself."""
    return _data() / "vault"


def example_folder() -> Path:
    """Where the example service is built. Not made here."""
    return _data() / "example"


def _data() -> Path:
    return platformdirs.user_data_path(FOLDER, appauthor=False, roaming=False)


def _state() -> Path:
    return platformdirs.user_log_path(FOLDER, appauthor=False)


def _private(folder: Path) -> Path:
    """The folder, made if need be. If it cannot be made, writing there will say so.

    ``mkdir`` leaves the folders above the last to the umask, so each of ours is made private by name, also one that
    another program or an earlier version left open to others.
    """
    inside = len(folder.parts) - folder.parts[::-1].index(FOLDER)
    ours = [*reversed(folder.parents), folder][inside - 1 :]
    try:
        for each in ours:
            each.mkdir(mode=0o700, parents=True, exist_ok=True)
            each.chmod(0o700)
    except OSError:
        return folder
    return folder
