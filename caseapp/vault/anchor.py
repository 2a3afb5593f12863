"""The anchor: where the journal and the header stood when the vault was last closed, kept outside the database.

An old copy of the whole database opens without complaint: every page of it is genuine. Only something outside it can
say that there was more. `vault.anchor` is sealed and bound to the vault; others may be kept elsewhere (the operating
system's keyring), where somebody who copies folders back and forth does not reach: one for the copy that this is (a
restored backup is a copy of its own), one for the place where it lies.
"""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from caseapp.base.errors import Damaged
from caseapp.crypto.aead import open_sealed, seal
from caseapp.crypto.digest import sha256
from caseapp.crypto.keys import Purpose, derive
from caseapp.crypto.secret import SecretBytes
from caseapp.vault.backup_key import SALT_LENGTH, epoch_of, new_salt
from caseapp.vault.open_vault import OpenVault
from caseapp.vault.small_file import read_small, replace_file

NAME = "vault.anchor"
MOST_BYTES = 4096
_FORMAT = b"caseapp-anchor/1"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A point that the vault has reached and must never be behind again."""

    seq: int
    """Number of the journal's last entry."""
    chain: bytes
    """Its chain value."""
    generation: int
    """Of the header."""
    epoch: int
    """Of the master key."""


@dataclass(frozen=True, slots=True)
class Names:
    """What the anchors elsewhere are kept under."""

    copy: str
    """For this copy of the vault, wherever it lies."""
    place: str
    """For this folder, whatever lies in it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The anchors that were found and could be opened."""

    folder: Anchor | None
    copy: Anchor | None
    place: Anchor | None


class Elsewhere(Protocol):
    """A second place for the anchor's bytes: items of the operating system's keyring."""

    def read(self, vault_id: str, name: str) -> bytes | None:
        """What was kept for a vault; None if there is nothing or the place cannot be reached."""
        ...

    def keep(self, vault_id: str, name: str, content: bytes) -> None:
        """Keep it. A place that cannot be reached is passed over in silence."""
        ...


def here(vault: OpenVault, seq: int, chain: bytes) -> Anchor:
    """The anchor for where the vault stands now."""
    return Anchor(seq, chain, generation_of(vault), epoch_of(vault))


def generation_of(vault: OpenVault) -> int:
    """Which generation of the header is in use."""
    return vault._header.generation


def names(copy: str | None, folder: Path) -> Names:
    """The names for a copy of the vault (None: the first one) that lies in a folder. They do not tell where that is."""
    where = os.path.normcase(os.path.realpath(folder)).encode("utf-8", "surrogateescape")
    return Names("anchor" if copy is None else f"anchor-{copy}", f"anchor-at-{sha256(where).hex()[:16]}")


def keep(vault: OpenVault, anchor: Anchor, elsewhere: Elsewhere | None, under: Names) -> None:
    """Write the anchor down, in the folder and elsewhere. Raises `Refused` as `replace_file`."""
    content = _sealed(vault, anchor)
    replace_file(vault.folder / NAME, content)
    if elsewhere is not None:
        for name in (under.copy, under.place):
            elsewhere.keep(vault.vault_id, name, content)


def kept(vault: OpenVault, elsewhere: Elsewhere | None, under: Names) -> Kept:
    """The anchors that can be found.

    Raises `Damaged("anchor_damaged")` if one is there but was not written with this master key.
    """

    def away(name: str) -> Anchor | None:
        return None if elsewhere is None else _opened(vault, elsewhere.read(vault.vault_id, name))

    return Kept(
        _opened(vault, read_small(vault.folder / NAME, MOST_BYTES)),
        away(under.copy),
        away(under.place),
    )


def exists(folder: Path) -> bool:
    """Whether an anchor lies in the vault's folder."""
    return (folder / NAME).exists()


def _sealed(vault: OpenVault, anchor: Anchor) -> bytes:
    plain = json.dumps([anchor.seq, anchor.chain.hex(), anchor.generation, anchor.epoch]).encode()
    salt = new_salt()
    with _key(vault, salt) as key:
        return _FORMAT + salt + seal(key, plain, _binding(vault))


def _opened(vault: OpenVault, content: bytes | None) -> Anchor | None:
    if content is None:
        return None
    body = content.removeprefix(_FORMAT)
    if body == content:
        raise Damaged("anchor_damaged")
    try:
        with (
            _key(vault, body[:SALT_LENGTH]) as key,
            open_sealed(key, body[SALT_LENGTH:], _binding(vault)) as plain,
        ):
            values: list[Any] = json.loads(bytes(plain.buffer))
    except Damaged:
        raise Damaged("anchor_damaged") from None
    return Anchor(values[0], bytes.fromhex(values[1]), values[2], values[3])


def _binding(vault: OpenVault) -> bytes:
    return _FORMAT + bytes.fromhex(vault.vault_id)


def _key(vault: OpenVault, salt: bytes) -> SecretBytes:
    """A fresh key for each writing: HKDF of the `audit-mac` sub-key, which has no other use."""
    with vault.subkey(Purpose.AUDIT_MAC) as own:
        return derive(own, Purpose.AUDIT_MAC, salt)
