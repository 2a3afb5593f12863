"""Key pairs in two files: a public one that vaults are told of, a private one that lies somewhere else.

The organisation's opens a vault and stays in a safe: one person keeps the private file, another its passphrase, and
neither is any use alone. A team lead's opens reports that were sealed for them. No private file lies in a vault's
folder. One kind is never taken for the other.

Both files: one line of canonical JSON, then its SHA-256, as the vault's header has it.
"""

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any

from caseapp.base.errors import Damaged, Refused
from caseapp.crypto.aead import OVERHEAD, open_sealed, seal
from caseapp.crypto.digest import sha256
from caseapp.crypto.envelope import Kem, new_pair, public_of
from caseapp.crypto.kdf import DEFAULT, SALT_LENGTH, KdfProfile, profile_problem, stretch
from caseapp.crypto.secret import SecretBytes
from caseapp.crypto.signature import fingerprint
from caseapp.vault.fitness import require_fit, require_label, require_strong, testing_allowed
from caseapp.vault.folder import header_paths
from caseapp.vault.header_parts import Recipient, as_instant, as_json
from caseapp.vault.small_file import put_new, read_small

_FORMAT = 1
_MOST_BYTES = 16 * 1024


class KeyFor(Enum):
    """Whose key pair: what its files say they are, and how a key is agreed."""

    ORGANISATION = ("caseapp-organisation-key", "caseapp-organisation-private-key", Kem.HYBRID)
    """Its sealed copies lie about for years, so it also withstands a quantum computer."""
    LEAD = ("caseapp-lead-key", "caseapp-lead-private-key", Kem.X25519)
    """What is sealed to it is safe to be read by anybody; a short key can be sent as one line."""

    @property
    def public_magic(self) -> str:
        """What the public file says it is."""
        return self.value[0]

    @property
    def private_magic(self) -> str:
        """What the private file says it is."""
        return self.value[1]

    @property
    def kem(self) -> Kem:
        """How a new pair of this kind agrees keys."""
        return self.value[2]


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What a vault is told: whose key it is, and the key."""

    label: str
    recipient: Recipient

    @property
    def fingerprint(self) -> str:
        """Eight groups of four hexadecimal digits, to be compared by eye with the organisation's paper."""
        return fingerprint(self.recipient.kem.value, self.recipient.public)


def generate(
    whose: KeyFor,
    private_file: Path,
    public_file: Path,
    *,
    label: str,
    passphrase: str,
    now: datetime,
    profile: KdfProfile = DEFAULT,
    kem: Kem | None = None,
) -> PublicKey:
    """Make a key pair in two new files, the private one sealed under a passphrase.

    Raises `Refused`: `label_unfit`, the codes of `passphrase_problem`, `private_key_in_vault`, `output_exists`, or
    what the disk answered.
    """
    require_label(label)
    require_strong(passphrase, label)
    require_fit(profile, allow_testing=testing_allowed(False))
    _require_apart(private_file)
    kem = kem or whose.kem
    pair = new_pair(kem)
    key = PublicKey(label, Recipient(kem, pair.public))
    salt = os.urandom(SALT_LENGTH)
    about = {
        "format": _FORMAT,
        "kem": kem.value,
        "label": label,
        "created": as_instant(now),
        "public": pair.public.hex(),
    }
    kdf = {
        "id": profile.id,
        "memory_kib": profile.memory_kib,
        "iterations": profile.iterations,
        "lanes": profile.lanes,
        "salt": salt.hex(),
    }
    with pair.private as private, stretch(passphrase, salt, profile, secret=None, associated=pair.public) as locked_by:
        sealed = seal(locked_by, private.buffer, as_json({"magic": whose.private_magic, **about, "kdf": kdf}))
    write_new(private_file, {"magic": whose.private_magic, **about, "kdf": kdf, "sealed": sealed.hex()})
    try:
        write_new(public_file, {"magic": whose.public_magic, **about})
    except Refused:
        private_file.unlink()
        raise
    return key


def read_public(whose: KeyFor, file: Path) -> PublicKey:
    """A public key. Raises `Refused`: `key_file_unfit`, or what the disk answered."""
    return _public(read_table(file, whose.public_magic))


def open_private(
    whose: KeyFor, file: Path, passphrase: str, *, vault: Path | None = None
) -> tuple[PublicKey, SecretBytes]:
    """A private key, which the caller wipes; `vault` is what it is to open, where it may not lie.

    Raises `Refused`: `private_key_in_vault`, `key_file_unfit`, `key_passphrase_wrong`, `memory_short`.
    """
    if vault is not None and file.resolve().is_relative_to(vault.resolve()):
        raise Refused("private_key_in_vault")
    table = read_table(file, whose.private_magic)
    key = _public(table)
    try:
        kdf = table["kdf"]
        profile = KdfProfile(*(kdf[name] for name in ("id", "memory_kib", "iterations", "lanes")))
        salt, sealed = bytes.fromhex(kdf["salt"]), bytes.fromhex(table["sealed"])
        unfit = profile_problem(profile, allow_testing=testing_allowed(False)) is not None
    except (KeyError, TypeError, ValueError):
        raise Refused("key_file_unfit") from None
    kem = key.recipient.kem
    if unfit or len(salt) != SALT_LENGTH or len(sealed) != kem.private_length + OVERHEAD:
        raise Refused("key_file_unfit")
    bound = as_json({name: value for name, value in table.items() if name != "sealed"})
    try:
        with stretch(passphrase, salt, profile, secret=None, associated=key.recipient.public) as locked_by:
            private = open_sealed(locked_by, sealed, bound)
    except Damaged:
        raise Refused("key_passphrase_wrong") from None
    if public_of(kem, private) != key.recipient.public:
        private.wipe()
        raise Refused("key_file_unfit")
    return key, private


def _require_apart(file: Path) -> None:
    if any(os.path.lexists(path) for path in header_paths(file.parent)):
        raise Refused("private_key_in_vault")


def write_new(file: Path, table: dict[str, Any]) -> None:
    """A new file that only this account may read. Raises `Refused`: `output_exists`, or what the disk answered."""
    line = as_json(table)
    put_new(file, line + b"\n" + sha256(line).hex().encode("ascii") + b"\n")


def read_table(file: Path, magic: str) -> dict[str, Any]:
    """What a key file of that kind says. Raises `Refused`: `key_file_unfit`, or what the disk answered."""
    content = read_small(file, _MOST_BYTES)
    if content is None or len(content) > _MOST_BYTES or content[-66:-65] != b"\n":
        raise Refused("key_file_unfit")
    line = content[:-66]
    try:
        table = json.loads(line)
    except (ValueError, RecursionError):
        raise Refused("key_file_unfit") from None
    whole = content[-65:-1] == sha256(line).hex().encode("ascii")
    if not whole or not isinstance(table, dict) or table.get("magic") != magic or table.get("format") != _FORMAT:
        raise Refused("key_file_unfit")
    return table


def _public(table: dict[str, Any]) -> PublicKey:
    try:
        kem = Kem(table["kem"])
        public = bytes.fromhex(table["public"])
        label = table["label"]
        datetime.strptime(table["created"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        require_label(label)
    except (KeyError, TypeError, ValueError, AttributeError, Refused):
        raise Refused("key_file_unfit") from None
    if len(public) != kem.public_length:
        raise Refused("key_file_unfit")
    return PublicKey(label, Recipient(kem, public))
