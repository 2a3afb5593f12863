"""A folder of this account, away from every vault: where a vault without a keyring keeps its second mark.

Weaker than a keyring: whoever can write as this account can write here. It shows what somebody does who puts an old
copy of the vault's folder back and does not know of this one.
"""

from contextlib import suppress
from pathlib import Path

from caseapp.base import paths
from caseapp.base.errors import Refused
from caseapp.vault.small_file import read_small, replace_file

_MOST_BYTES = 16 * 1024


class AccountFolder:
    """Keeps short texts of a vault under names, as `DeviceKeyring` does."""

    __slots__ = ("_folder",)

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or paths.marks_folder()

    def keep_text(self, vault_id: str, name: str, text: str) -> None:
        """Keep a text in place of the one before. Raises `Refused` as the disk answers."""
        replace_file(self._file(vault_id, name), text.encode("ascii"))

    def read_text(self, vault_id: str, name: str) -> str | None:
        """What was kept; None if nothing, or what is there is no text of ours. Raises `Refused` as the disk answers."""
        content = read_small(self._file(vault_id, name), _MOST_BYTES)
        with suppress(UnicodeDecodeError):
            return None if content is None else content.decode("ascii")
        return "?"

    def forget(self, vault_id: str, name: str) -> None:
        """Take a text away, where it is here and can be."""
        with suppress(OSError, Refused):
            self._file(vault_id, name).unlink(missing_ok=True)

    def _file(self, vault_id: str, name: str) -> Path:
        return self._folder / f"{vault_id}.{name}"
