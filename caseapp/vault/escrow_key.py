"""The organisation's key: a public file that vaults are told of, a private file that stays in a safe.

Opening takes two people: one keeps the private file, another its passphrase. Neither is any use alone. The private file
never lies on the laptop it opens, except on a stick for as long as that takes.

Both files: one line of canonical JSON, then its SHA-256, as the vault's header has it.
"""

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from caseapp.base.errors import Damaged, Refused
from caseapp.crypto.aead import OVERHEAD, open_sealed, seal
from caseapp.crypto.digest import sha256
from caseapp.crypto.envelope import Kem, new_pair, public_of
from caseapp.crypto.kdf import DEFAULT, SALT_LENGTH, KdfProfile, profile_problem, stretch
from caseapp.crypto.secret import SecretBytes
from caseapp.vault.fitness import require_fit, require_label, require_strong, testing_allowed
from caseapp.vault.folder import header_paths
from caseapp.vault.header_parts import Recipient, as_instant, as_json
from caseapp.vault.small_file import read_small, refusal

_PUBLIC = "caseapp-organisation-key"
_PRIVATE = "caseapp-organisation-private-key"
_FORMAT = 1
_MOST_BYTES = 16 * 1024
_GROUP = 4


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What a vault is told: whose key it is, and the key."""

    label: str
    recipient: Recipient

    @property
    def fingerprint(self) -> str:
        """Eight groups of four hexadecimal digits, to be compared by eye with the organisation's paper."""
        digits = sha256(self.recipient.kem.value.encode("ascii"), self.recipient.public).hex()[:32]
        return " ".join(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))


def generate(
    private_file: Path,
    public_file: Path,
    *,
    label: str,
    passphrase: str,
    now: datetime,
    profile: KdfProfile = DEFAULT,
    kem: Kem = Kem.HYBRID,
) -> PublicKey:
    """Make the organisation's key pair in two new files, the private one sealed under a passphrase.

    Raises `Refused`: `label_unfit`, the codes of `passphrase_problem`, `escrow_key_in_vault`, `output_exists`, or
    what the disk answered.
    """
    require_label(label)
    require_strong(passphrase, label)
    require_fit(profile, allow_testing=testing_allowed(False))
    _require_apart(private_file)
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
        sealed = seal(locked_by, private.buffer, as_json({"magic": _PRIVATE, **about, "kdf": kdf}))
    _write_new(private_file, {"magic": _PRIVATE, **about, "kdf": kdf, "sealed": sealed.hex()})
    try:
        _write_new(public_file, {"magic": _PUBLIC, **about})
    except Refused:
        private_file.unlink()
        raise
    return key


def read_public(file: Path) -> PublicKey:
    """The organisation's public key. Raises `Refused`: `escrow_file_unfit`, or what the disk answered."""
    return _public(_read(file, _PUBLIC))


def open_private(file: Path, passphrase: str, *, vault: Path) -> tuple[PublicKey, SecretBytes]:
    """The organisation's private key, which the caller wipes, to open a vault.

    Raises `Refused`: `escrow_key_in_vault`, `escrow_file_unfit`, `escrow_passphrase_wrong`, `memory_short`.
    """
    if file.resolve().is_relative_to(vault.resolve()):
        raise Refused("escrow_key_in_vault")
    table = _read(file, _PRIVATE)
    key = _public(table)
    try:
        kdf = table["kdf"]
        profile = KdfProfile(*(kdf[name] for name in ("id", "memory_kib", "iterations", "lanes")))
        salt, sealed = bytes.fromhex(kdf["salt"]), bytes.fromhex(table["sealed"])
        unfit = profile_problem(profile, allow_testing=testing_allowed(False)) is not None
    except (KeyError, TypeError, ValueError):
        raise Refused("escrow_file_unfit") from None
    kem = key.recipient.kem
    if unfit or len(salt) != SALT_LENGTH or len(sealed) != kem.private_length + OVERHEAD:
        raise Refused("escrow_file_unfit")
    bound = as_json({name: value for name, value in table.items() if name != "sealed"})
    try:
        with stretch(passphrase, salt, profile, secret=None, associated=key.recipient.public) as locked_by:
            private = open_sealed(locked_by, sealed, bound)
    except Damaged:
        raise Refused("escrow_passphrase_wrong") from None
    if public_of(kem, private) != key.recipient.public:
        private.wipe()
        raise Refused("escrow_file_unfit")
    return key, private


def _require_apart(file: Path) -> None:
    if any(os.path.lexists(path) for path in header_paths(file.parent)):
        raise Refused("escrow_key_in_vault")


def _write_new(file: Path, table: dict[str, Any]) -> None:
    line = as_json(table)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(file, flags, 0o600), "wb") as opened:  # noqa: PTH123 - from a descriptor with its mode set
            opened.write(line + b"\n" + sha256(line).hex().encode("ascii") + b"\n")
            opened.flush()
            os.fsync(opened.fileno())
    except FileExistsError:
        raise Refused("output_exists") from None
    except OSError as error:
        raise refusal(error) from None


def _read(file: Path, magic: str) -> dict[str, Any]:
    content = read_small(file, _MOST_BYTES)
    if content is None or len(content) > _MOST_BYTES or content[-66:-65] != b"\n":
        raise Refused("escrow_file_unfit")
    line = content[:-66]
    try:
        table = json.loads(line)
    except (ValueError, RecursionError):
        raise Refused("escrow_file_unfit") from None
    whole = content[-65:-1] == sha256(line).hex().encode("ascii")
    if not whole or not isinstance(table, dict) or table.get("magic") != magic or table.get("format") != _FORMAT:
        raise Refused("escrow_file_unfit")
    return table


def _public(table: dict[str, Any]) -> PublicKey:
    try:
        kem = Kem(table["kem"])
        public = bytes.fromhex(table["public"])
        label = table["label"]
        datetime.strptime(table["created"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        require_label(label)
    except (KeyError, TypeError, ValueError, AttributeError, Refused):
        raise Refused("escrow_file_unfit") from None
    if len(public) != kem.public_length:
        raise Refused("escrow_file_unfit")
    return PublicKey(label, Recipient(kem, public))
