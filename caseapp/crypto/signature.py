"""Signing what leaves with Ed25519 (RFC 8032): anybody can see who signed it, nobody can change it unseen.

What is signed begins with a label of its kind: a signature on one kind of thing never passes for one on another.
"""

from enum import Enum
from types import TracebackType

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from caseapp.crypto.digest import sha256
from caseapp.crypto.secret import SecretBytes

ALGORITHM = "Ed25519"
SEED_LENGTH = 32
PUBLIC_LENGTH = 32
SIGNATURE_LENGTH = 64
_GROUP = 4
_GROUPS = 8


class Signed(Enum):
    """What a signature is about. A label is never used for two things."""

    CERTIFICATE = b"caseapp report certificate/v1\n"
    """Of a report folder."""
    SEALED_REPORT = b"caseapp sealed report/v1\n"
    """The content of a container for one reader."""


class Signer:
    """A signing key in use: its seed in a wipeable buffer, which it takes over. A context manager, as the buffer is."""

    __slots__ = ("_seed", "public")

    def __init__(self, seed: SecretBytes) -> None:
        self._seed = seed
        self.public = Ed25519PrivateKey.from_private_bytes(seed.buffer).public_key().public_bytes_raw()
        """32 bytes."""

    def sign(self, kind: Signed, message: bytes) -> bytes:
        """The 64-byte signature of a message of that kind."""
        return Ed25519PrivateKey.from_private_bytes(self._seed.buffer).sign(kind.value + message)

    def __enter__(self) -> "Signer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._seed.wipe()


def is_signed(public: bytes, kind: Signed, message: bytes, signature: bytes) -> bool:
    """Whether the signature is that key's, of that kind, and of this message to the last bit."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, kind.value + message)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(kind: str, public: bytes) -> str:
    """Eight groups of four hexadecimal digits of a public key, to be compared by eye or read out loud."""
    digits = sha256(kind.encode("ascii"), public).hex()[: _GROUPS * _GROUP]
    return " ".join(digits[start : start + _GROUP] for start in range(0, len(digits), _GROUP))
