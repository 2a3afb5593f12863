"""Passphrase stretching with Argon2id (RFC 9106), in named cost profiles.

One lane: the lanes of this library do not run side by side, so more of them would help only an attacker.
"""

import unicodedata
from dataclasses import dataclass
from typing import cast

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from caseapp.base.errors import Refused
from caseapp.crypto.secret import SecretBytes, wipe

LONGEST_PASSPHRASE = 1024
STRETCHED_LENGTH = 32
SALT_LENGTH = 16

_MIB = 1024
_MEMORY_KIB = range(64 * _MIB, 2048 * _MIB + 1)
_ITERATIONS = range(1, 11)
_LANES = range(1, 5)


@dataclass(frozen=True, slots=True)
class KdfProfile:
    """What one guess costs: memory in KiB, passes over it, lanes. `id` is written in the vault header."""

    id: str
    memory_kib: int
    iterations: int
    lanes: int

    @property
    def for_tests_only(self) -> bool:
        """Whether this profile protects nothing and must never hold real records."""
        return self.id == TESTING.id


DEFAULT = KdfProfile("argon2id", 256 * _MIB, 3, 1)
"""About 0.75 s on a 2026 office laptop."""
FLOOR = KdfProfile("argon2id", 64 * _MIB, 3, 1)
"""The least that is accepted: RFC 9106's low-memory choice."""
TESTING = KdfProfile("argon2id-testing", 8 * _MIB, 1, 1)
"""Only for tests and throw-away example vaults: about 10 ms a guess."""


def profile_problem(profile: KdfProfile, *, allow_testing: bool) -> str | None:
    """Why a profile read from a file is not used, or None. Asked before any work is done with it.

    `kdf_testing_only`: the testing profile where it is not allowed. `kdf_out_of_range`: too weak to protect, or so
    costly that opening would stop the computer.
    """
    if profile.for_tests_only:
        if profile != TESTING:
            return "kdf_out_of_range"
        return None if allow_testing else "kdf_testing_only"
    fits = (
        profile.id == DEFAULT.id
        and profile.memory_kib in _MEMORY_KIB
        and profile.iterations in _ITERATIONS
        and profile.lanes in _LANES
    )
    return None if fits else "kdf_out_of_range"


def stretch(
    passphrase: str, salt: bytes, profile: KdfProfile, *, secret: SecretBytes | None, associated: bytes
) -> SecretBytes:
    """The 32-byte key a passphrase stands for.

    The passphrase is brought to NFKC, so that it opens on every keyboard, and never trimmed. `secret` is the device
    secret (RFC 9106 input K) or None; `associated` (input X) binds the key to vault and slot.

    Raises `Refused("passphrase_too_long")` above 1,024 code points and `Refused("memory_short", needed_mib=…)`
    where the computer has not the memory: it is never done with less.
    """
    if len(passphrase) > LONGEST_PASSPHRASE:
        raise Refused("passphrase_too_long", most=LONGEST_PASSPHRASE)
    try:
        material = bytearray(unicodedata.normalize("NFKC", passphrase).encode("utf-8"))
    except UnicodeEncodeError:  # half of a surrogate pair: no keyboard types it
        raise Refused("passphrase_not_text") from None
    out = bytearray(STRETCHED_LENGTH)
    try:
        # The stub asks for bytes; a bytearray is accepted as the passphrase, and unlike bytes it can be wiped. The
        # device secret must be bytes: one copy of it stays in memory until that memory is used again.
        Argon2id(
            salt=salt,
            length=STRETCHED_LENGTH,
            iterations=profile.iterations,
            lanes=profile.lanes,
            memory_cost=profile.memory_kib,
            ad=associated,
            secret=None if secret is None else bytes(secret.buffer),
        ).derive_into(cast(bytes, material), out)
    except MemoryError:
        raise Refused("memory_short", needed_mib=profile.memory_kib // _MIB) from None
    finally:
        wipe(material)
    return SecretBytes(out)
