"""The index of one backup, `backup.json`: what it is, which file belongs to it, and its keys, sealed.

One line of canonical JSON, then the SHA-256 of that line, as the vault's header. In clear: format, vault id, number of
the master key, instant, version of the app, size and SHA-256 of the database file, the ways back. Sealed under one
fresh key and bound to all that is in clear: the database key, the contents (where the journal ends, how many rows of
each kind: how many people a laptop speaks of is nobody's business) and the whole header. No names anywhere.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from caseapp.base.errors import Damaged, Refused
from caseapp.crypto.aead import open_sealed, seal
from caseapp.crypto.digest import sha256
from caseapp.crypto.secret import SecretBytes

MAGIC = "caseapp-backup"
FORMAT = 1
MOST_BYTES = 1024 * 1024
_SEALED = ("key", "contents", "header")
_DIGEST = 65


@dataclass(frozen=True, slots=True)
class Label:
    """What stands on a backup in clear."""

    vault_id: str
    epoch: int
    made_at: datetime
    app: str
    size: int
    """Bytes of the database file."""
    digest: str
    """Its SHA-256, hexadecimal."""
    ways: bytes
    salt: bytes


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a backup: compared with what comes out of it."""

    entries: int
    seq: int
    chain: bytes
    """Where the journal ends."""
    counts: dict[str, int]
    """Rows of each table."""


@dataclass(frozen=True, slots=True)
class Index:
    """A backup's index as read: nothing of it is proven until it is opened with the right key."""

    label: Label
    sealed: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Inside:
    """What was sealed. Wipe `database_key`."""

    database_key: SecretBytes
    contents: Contents
    header: bytes


def encode(label: Label, inside: Inside, key: SecretBytes) -> bytes:
    """The bytes of `backup.json`; `key` is `backup_key.sealing_key` of the label's salt."""
    clear = _clear(label)
    plain: dict[str, bytes | bytearray] = {
        "key": inside.database_key.buffer,
        "contents": _contents(inside.contents),
        "header": inside.header,
    }
    table = clear | {part: seal(key, plain[part], _binding(clear, part)).hex() for part in _SEALED}
    line = _json(table)
    return line + b"\n" + sha256(line).hex().encode() + b"\n"


def decode(content: bytes) -> Index:
    """Raises `Damaged("backup_damaged")` for anything not written by `encode`, `Refused("backup_too_new")`."""
    line = content[: -_DIGEST - 1]
    if len(content) > MOST_BYTES or content[-_DIGEST:] != sha256(line).hex().encode() + b"\n":
        raise Damaged("backup_damaged")
    try:
        table: dict[str, Any] = json.loads(line)
        if table["magic"] != MAGIC:
            raise Damaged("backup_damaged")
        if int(table["format"]) > FORMAT:
            raise Refused("backup_too_new")
        label = Label(
            vault_id=str(table["vault_id"]),
            epoch=int(table["epoch"]),
            made_at=datetime.strptime(table["made"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC),
            app=str(table["app"]),
            size=int(table["size"]),
            digest=str(table["sha256"]),
            ways=bytes.fromhex(table["ways"]),
            salt=bytes.fromhex(table["salt"]),
        )
        index = Index(label, {part: bytes.fromhex(table[part]) for part in _SEALED})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        raise Damaged("backup_damaged") from None
    if _json(_clear(label) | {part: index.sealed[part].hex() for part in _SEALED}) != line:
        raise Damaged("backup_damaged")
    return index


def open_index(index: Index, key: SecretBytes) -> Inside:
    """What was sealed. Raises `Damaged("backup_damaged")` if any bit of the index is not as it was written."""
    clear = _clear(index.label)
    opened: dict[str, SecretBytes] = {}
    try:
        for part in _SEALED:
            opened[part] = open_sealed(key, index.sealed[part], _binding(clear, part))
        table: dict[str, Any] = json.loads(bytes(opened["contents"].buffer))
    except Damaged:
        for secret in opened.values():
            secret.wipe()
        raise Damaged("backup_damaged") from None
    contents = Contents(table["entries"], table["seq"], bytes.fromhex(table["chain"]), table["counts"])
    return Inside(opened["key"], contents, bytes(opened["header"].buffer))


def _clear(label: Label) -> dict[str, object]:
    return {
        "magic": MAGIC,
        "format": FORMAT,
        "vault_id": label.vault_id,
        "epoch": label.epoch,
        "made": label.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "app": label.app,
        "size": label.size,
        "sha256": label.digest,
        "ways": label.ways.hex(),
        "salt": label.salt.hex(),
    }


def _contents(contents: Contents) -> bytes:
    return _json(
        {
            "entries": contents.entries,
            "seq": contents.seq,
            "chain": contents.chain.hex(),
            "counts": dict(sorted(contents.counts.items())),
        }
    )


def _binding(clear: dict[str, object], part: str) -> bytes:
    return _json({"part": part, **clear})


def _json(table: dict[str, Any]) -> bytes:
    return json.dumps(table, ensure_ascii=True, separators=(",", ":")).encode("ascii")
