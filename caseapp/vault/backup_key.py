"""Sealing what lies outside the vault so that the vault's own master key or its recovery code opens it. Nothing else.

Beside each sealed thing lie the *ways back*: a header of this vault cut down to the slots that belong to nobody (the
recovery code, the organisation's key). So a stick that is lost holds nothing a passphrase could be guessed from, and
no names. The recovery code opens the ways back like any header, and with them the master key of that time, even after
the vault's own master key has been changed.

Each thing is sealed under a fresh key: HKDF of the `backup-index` sub-key with 32 random bytes kept beside it.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from caseapp.base.errors import Damaged
from caseapp.crypto.keys import Purpose, derive
from caseapp.crypto.secret import SecretBytes
from caseapp.vault.folder import make_folder
from caseapp.vault.header import Header, SlotKind, decode, encode, is_genuine, signed
from caseapp.vault.header_files import write_headers
from caseapp.vault.open_vault import OpenVault
from caseapp.vault.vault import unlock_with_escrow, unlock_with_recovery

SALT_LENGTH = 32
DATABASE_KEY_LENGTH = 48
"""32 bytes of key, 16 of salt."""
Spare = Callable[[Path], OpenVault]
"""Opens a vault's folder by the way that belongs to nobody: the recovery code, or the organisation's key."""
_NOBODYS = (SlotKind.RECOVERY, SlotKind.ESCROW)
_HEX = b"0123456789abcdef"


def new_salt() -> bytes:
    """Fresh random bytes for `sealing_key`."""
    return os.urandom(SALT_LENGTH)


def sealing_key(vault: OpenVault, salt: bytes) -> SecretBytes:
    """The key of one sealed thing; the caller wipes it."""
    with vault.subkey(Purpose.BACKUP_INDEX) as own:
        return derive(own, Purpose.BACKUP_INDEX, salt)


def epoch_of(vault: OpenVault) -> int:
    """Which master key of this vault is in use: one more after each rotation."""
    return vault._header.core.epoch


def whole_header(vault: OpenVault) -> bytes:
    """The header as it is now, with everybody's slot: kept sealed only, for it names the people who work here."""
    return encode(vault._header)


def ways_back(vault: OpenVault) -> bytes:
    """The header cut down to the slots that belong to nobody, without the organisation's name."""
    spare = (slot for slot in vault._header.slots if slot.kind in _NOBODYS)
    slots = tuple(replace(slot, label=slot.kind.value) for slot in spare)
    return encode(signed(replace(vault._header, slots=slots, tag=b""), vault._master))


def genuine_header(vault: OpenVault, content: bytes) -> Header:
    """A header that was written with this vault's present master key. Raises `Damaged("backup_damaged")`."""
    try:
        header = decode(content)
    except Damaged:
        raise Damaged("backup_damaged") from None
    if header.core.vault_id != vault.vault_id or not is_genuine(header, vault._master):
        raise Damaged("backup_damaged")
    return header


def by_recovery_code(code: str) -> Spare:
    """Opens a folder with the recovery code."""
    return lambda folder: unlock_with_recovery(folder, code)


def by_escrow(private: SecretBytes) -> Spare:
    """Opens a folder with the organisation's private key."""
    return lambda folder: unlock_with_escrow(folder, private)


@contextmanager
def opened_by_spare(ways: bytes, spare: Spare) -> Iterator[OpenVault]:
    """The vault's keys of the time when the ways back were written, and nothing but the keys.

    Raises as `unlock_with_recovery` or `unlock_with_escrow`; `Damaged("backup_damaged")`.
    """
    try:
        header = decode(ways)
    except Damaged:
        raise Damaged("backup_damaged") from None
    place = Path(tempfile.mkdtemp(prefix="ct-"))
    try:
        folder = place / "keys"
        make_folder(folder)
        write_headers(folder, header)
        with spare(folder) as vault:
            yield vault
    finally:
        shutil.rmtree(place, ignore_errors=True)


def random_database_key() -> SecretBytes:
    """The raw key and salt of one backup's database."""
    return SecretBytes.random(DATABASE_KEY_LENGTH)


def written_for_database(raw: SecretBytes) -> bytearray:
    """A raw key as SQLCipher takes it: `x'<64 hex key><32 hex salt>'`. The caller overwrites it after use."""
    text = bytearray(b"x'")
    for value in raw.buffer:  # digit by digit: `bytes.hex` would leave the key behind in a string
        text.append(_HEX[value >> 4])
        text.append(_HEX[value & 15])
    text.extend(b"'")
    return text
