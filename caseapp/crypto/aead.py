"""Sealing with AES-256-GCM (NIST SP 800-38D) under a fresh random 96-bit nonce.

A sealed value is nonce (12) ‖ ciphertext ‖ tag (16). By design no key seals more than about a thousand values, far
below the 2^32 that SP 800-38D §8.3 allows with random nonces.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from caseapp.base.errors import Damaged
from caseapp.crypto.secret import SecretBytes

NONCE_LENGTH = 12
TAG_LENGTH = 16
OVERHEAD = NONCE_LENGTH + TAG_LENGTH


def seal(key: SecretBytes, plain: bytes | bytearray, associated: bytes) -> bytes:
    """The sealed value; opens only with the same 32-byte key and the same `associated` bytes."""
    nonce = os.urandom(NONCE_LENGTH)
    return nonce + AESGCM(key.buffer).encrypt(nonce, plain, associated)


def open_sealed(key: SecretBytes, sealed: bytes, associated: bytes) -> SecretBytes:
    """What was sealed. Raises `Damaged("seal_broken")` on a wrong key, other associated bytes or any changed bit."""
    if len(sealed) < OVERHEAD:
        raise Damaged("seal_broken")
    plain = bytearray(len(sealed) - OVERHEAD)
    try:
        AESGCM(key.buffer).decrypt_into(sealed[:NONCE_LENGTH], sealed[NONCE_LENGTH:], associated, plain)
    except InvalidTag:
        raise Damaged("seal_broken") from None
    return SecretBytes(plain)
