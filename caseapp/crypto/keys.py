"""Sub-keys of the vault's master key: HKDF-SHA256 (RFC 5869) with one purpose each, from one table."""

from enum import Enum
from typing import cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from caseapp.crypto.secret import SecretBytes

MASTER_LENGTH = 32


class Purpose(Enum):
    """What a derived key is for: the HKDF label and the length in bytes. A label is never used for two things."""

    DATABASE = ("db-key/v1", 48)
    """32 bytes of SQLCipher raw key, then its 16-byte salt."""
    HEADER_MAC = ("header-mac/v1", 32)
    BACKUP_INDEX = ("backup-index/v1", 32)
    AUDIT_MAC = ("audit-mac/v1", 32)
    SIGN_SEED = ("sign-seed/v1", 32)
    """The Ed25519 seed that reports are signed with: another one after every change of keys."""
    FIELD_SEAL = ("field-seal/v1", 32)
    """Not in use: the design seals some fields a second time, and nothing else may ever take this label."""
    ROTATION = ("rotation/v1", 32)
    """From a new master key: seals the one before it, while the database is being written again."""
    HAND_OVER_KEEP = ("hand-over-keep/v1", 32)
    """Seals each slot's hand-over key, so that whoever has the vault open can rotate it for everybody."""
    RECOVERY_SLOT = ("slot/recovery/v1", 32)
    """Not from the master key: recovery code to the key of its slot."""
    HAND_OVER = ("slot/hand-over/v1", 32)
    """Not from the master key: a slot's hand-over key to the key that proves a master key was not slipped in."""

    @property
    def info(self) -> bytes:
        """The HKDF `info` label."""
        return self.value[0].encode("ascii")

    @property
    def length(self) -> int:
        """Bytes of key."""
        return self.value[1]


def derive(source: SecretBytes, purpose: Purpose, salt: bytes) -> SecretBytes:
    """The key for one purpose. `source` has full entropy (a master key or a recovery code), never a passphrase."""
    out = bytearray(purpose.length)
    # The stub of `derive_into` asks for bytes; a bytearray is accepted, and unlike bytes it can be wiped.
    material = cast(bytes, source.buffer)
    HKDF(algorithm=SHA256(), length=purpose.length, salt=salt, info=purpose.info).derive_into(material, out)
    return SecretBytes(out)


def mac(key: SecretBytes, message: bytes) -> bytes:
    """HMAC-SHA256 of a message (32 bytes)."""
    state = HMAC(cast(bytes, key.buffer), SHA256())
    state.update(message)
    return state.finalize()


def mac_is_right(key: SecretBytes, message: bytes, tag: bytes) -> bool:
    """Whether the tag belongs to the message, compared in constant time."""
    state = HMAC(cast(bytes, key.buffer), SHA256())
    state.update(message)
    try:
        state.verify(tag)
    except InvalidSignature:
        return False
    return True
