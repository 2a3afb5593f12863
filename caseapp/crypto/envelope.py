"""Sealing to somebody's public key with HPKE (RFC 9180): whoever holds the private key can open it, nobody else.

Base mode: HPKE does not prove who sealed. What must not be forged is sealed a second time, inside, under a key that
only an honest sender can know (`caseapp.vault.slots`).
"""

from dataclasses import dataclass
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from caseapp.base.errors import Damaged
from caseapp.crypto.secret import SecretBytes

_X25519_LENGTH = 32
_SEED_LENGTH = 64
_MLKEM_PUBLIC_LENGTH = 1184


class Kem(StrEnum):
    """How a key is agreed. The second also withstands a quantum computer; its keys are too long for a slot a person."""

    X25519 = "X25519"
    HYBRID = "MLKEM768-X25519"

    @property
    def public_length(self) -> int:
        """Bytes of a public key."""
        return _X25519_LENGTH if self is Kem.X25519 else _MLKEM_PUBLIC_LENGTH + _X25519_LENGTH

    @property
    def private_length(self) -> int:
        """Bytes of a private key."""
        return _X25519_LENGTH if self is Kem.X25519 else _SEED_LENGTH + _X25519_LENGTH

    @property
    def overhead(self) -> int:
        """Bytes that sealing adds."""
        return 48 if self is Kem.X25519 else 1136

    @property
    def suite(self) -> Suite:
        """The whole choice: key agreement, HKDF-SHA256, AES-256-GCM."""
        kem = KEM.X25519 if self is Kem.X25519 else KEM.MLKEM768_X25519
        return Suite(kem, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A fresh private key, in a wipeable buffer, and its public key."""

    private: SecretBytes
    public: bytes


def new_pair(kem: Kem) -> KeyPair:
    """A key pair from the operating system's generator. The hybrid's private key is ML-KEM seed ‖ X25519 key."""
    private = SecretBytes.random(kem.private_length)
    return KeyPair(private, public_of(kem, private))


def public_of(kem: Kem, private: SecretBytes) -> bytes:
    """The public key that belongs to a private one."""
    key = _private(kem, private)
    if isinstance(key, X25519PrivateKey):
        return key.public_key().public_bytes_raw()
    seed, curve = _halves(private.buffer)
    return seed.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()


def seal_to(kem: Kem, public: bytes, plain: bytes | bytearray, info: bytes) -> bytes:
    """`plain`, sealed to a public key and bound to `info`. Raises `Damaged("seal_broken")` if it is no key."""
    try:
        if kem is Kem.X25519:
            return kem.suite.encrypt(plain, X25519PublicKey.from_public_bytes(public), info=info)
        key = MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC_LENGTH]),
            X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC_LENGTH:]),
        )
        return kem.suite.encrypt(plain, key, info=info)
    except ValueError:
        raise Damaged("seal_broken") from None


def open_from(kem: Kem, private: SecretBytes, sealed: bytes, info: bytes) -> bytes:
    """What was sealed. The library hands it over as bytes, which cannot be wiped: seal what is secret inside, too.

    Raises `Damaged("seal_broken")` for another key, another `info` or any changed bit.
    """
    try:
        return kem.suite.decrypt(sealed, _private(kem, private), info=info)
    except (InvalidTag, ValueError):
        raise Damaged("seal_broken") from None


def _private(kem: Kem, private: SecretBytes) -> X25519PrivateKey | MLKEM768X25519PrivateKey:
    if kem is Kem.X25519:
        return X25519PrivateKey.from_private_bytes(private.buffer)
    return MLKEM768X25519PrivateKey(*_halves(private.buffer))


def _halves(buffer: bytearray) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    seed, curve = SecretBytes(buffer[:_SEED_LENGTH]), SecretBytes(buffer[_SEED_LENGTH:])
    with seed, curve:
        return MLKEM768PrivateKey.from_seed_bytes(seed.buffer), X25519PrivateKey.from_private_bytes(curve.buffer)
