"""The list of what was erased, kept outside the database: so that no backup brings it back.

Identifiers of rows, never values, sealed like a backup's index: the vault's master key or the recovery code opens it.
It lies in the vault's folder and beside the backups, so that a new laptop meets it too.
"""

import json
from typing import Any

from caseapp.base.errors import Damaged
from caseapp.crypto.aead import open_sealed, seal
from caseapp.crypto.digest import sha256
from caseapp.vault.backup_key import Spare, epoch_of, new_salt, opened_by_spare, sealing_key, ways_back
from caseapp.vault.open_vault import OpenVault

NAME = "vault.erased"
MAGIC = "caseapp-erased"
FORMAT = 1
MOST_BYTES = 64 * 1024 * 1024
_DIGEST = 65

Named = tuple[str, str]
"""Name of the table, identifier of the row."""


def name_beside_backups(vault_id: str) -> str:
    """The list's file name in a folder of backups, which may serve several vaults."""
    return f"case-tracker-erased-{vault_id[:8]}"


def encode(vault: OpenVault, rows: tuple[Named, ...]) -> bytes:
    """The bytes of the list."""
    salt = new_salt()
    clear: dict[str, object] = {
        "magic": MAGIC,
        "format": FORMAT,
        "vault_id": vault.vault_id,
        "epoch": epoch_of(vault),
        "ways": ways_back(vault).hex(),
        "salt": salt.hex(),
    }
    plain = json.dumps([list(row) for row in rows], separators=(",", ":")).encode()
    with sealing_key(vault, salt) as key:
        line = _json(clear | {"rows": seal(key, plain, _json(clear)).hex()})
    return line + b"\n" + sha256(line).hex().encode() + b"\n"


def decode(content: bytes, vault: OpenVault, spare: Spare | None) -> tuple[Named, ...]:
    """The rows erased. Opens with the vault's present master key; one made before a rotation by the spare way.

    Raises `Damaged("erased_list_unreadable")` if it is damaged, of another vault, or needs a way that was not given.
    """
    line = content[: -_DIGEST - 1]
    if content[-_DIGEST:] != sha256(line).hex().encode() + b"\n":
        raise Damaged("erased_list_unreadable")
    try:
        table: dict[str, Any] = json.loads(line)
        sealed, ways, salt = (bytes.fromhex(table.pop(name)) for name in ("rows", "ways", "salt"))
        clear = table | {"ways": ways.hex(), "salt": salt.hex()}
        if table["magic"] != MAGIC or int(table["format"]) > FORMAT or table["vault_id"] != vault.vault_id:
            raise Damaged("erased_list_unreadable")
        if int(table["epoch"]) == epoch_of(vault):
            return _rows(vault, salt, sealed, _json(clear))
        if spare is None:
            raise Damaged("erased_list_unreadable")
        with opened_by_spare(ways, spare) as then:
            return _rows(then, salt, sealed, _json(clear))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        raise Damaged("erased_list_unreadable") from None


def _rows(vault: OpenVault, salt: bytes, sealed: bytes, binding: bytes) -> tuple[Named, ...]:
    try:
        with sealing_key(vault, salt) as key, open_sealed(key, sealed, binding) as plain:
            rows: list[list[str]] = json.loads(bytes(plain.buffer))
    except Damaged:
        raise Damaged("erased_list_unreadable") from None
    return tuple((str(table), str(row_id)) for table, row_id in rows)


def _json(table: dict[str, Any]) -> bytes:
    return json.dumps(table, ensure_ascii=True, separators=(",", ":")).encode("ascii")
