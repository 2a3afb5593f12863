"""Published vectors, computed by the installed library through our own functions."""

import hashlib
import hmac as standard_hmac

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from caseapp.crypto.aead import open_sealed
from caseapp.crypto.digest import sha256
from caseapp.crypto.kdf import KdfProfile, stretch
from caseapp.crypto.keys import Purpose, derive, mac, mac_is_right
from caseapp.crypto.secret import SecretBytes


def secret(text: str) -> SecretBytes:
    return SecretBytes(bytearray.fromhex(text))


def test_argon2id_rfc_9106_section_5_3() -> None:
    profile = KdfProfile("vector", memory_kib=32, iterations=3, lanes=4)
    key = stretch("\x01" * 32, b"\x02" * 16, profile, secret=secret("03" * 8), associated=b"\x04" * 12)
    assert key.buffer.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


def test_hkdf_rfc_5869_case_1() -> None:
    out = bytearray(42)
    HKDF(
        algorithm=SHA256(),
        length=42,
        salt=bytes.fromhex("000102030405060708090a0b0c"),
        info=bytes.fromhex("f0f1f2f3f4f5f6f7f8f9"),
    ).derive_into(bytes.fromhex("0b" * 22), out)
    assert out.hex() == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"


@pytest.mark.parametrize("purpose", list(Purpose))
def test_every_sub_key_is_hkdf_as_written_in_rfc_5869(purpose: Purpose) -> None:
    master, salt = bytes(range(32)), b"vault id of 16 b"
    extracted = standard_hmac.digest(salt, master, "sha256")
    expected, block = b"", b""
    for number in (1, 2):
        block = standard_hmac.digest(extracted, block + purpose.info + bytes([number]), "sha256")
        expected += block
    derived = derive(SecretBytes(bytearray(master)), purpose, salt)
    assert bytes(derived.buffer) == expected[: purpose.length]


def test_purposes_have_labels_of_their_own() -> None:
    labels = [purpose.info for purpose in Purpose]
    assert len(set(labels)) == len(labels)
    assert all(label.endswith(b"/v1") for label in labels)


def test_aes_256_gcm_sp_800_38d_case_16() -> None:
    key = secret("feffe9928665731c6d6a8f9467308308" * 2)
    sealed = bytes.fromhex(
        "cafebabefacedbaddecaf888"
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b"
    )
    plain = open_sealed(key, sealed, bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2"))
    assert plain.buffer.hex() == (
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    )


@pytest.mark.parametrize(
    ("key", "message", "tag"),
    [
        ("0b" * 20, b"Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        (
            b"Jefe".hex(),
            b"what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        ),
        ("aa" * 20, b"\xdd" * 50, "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
    ],
)
def test_hmac_sha256_rfc_4231(key: str, message: bytes, tag: str) -> None:
    assert mac(secret(key), message).hex() == tag
    assert mac_is_right(secret(key), message, bytes.fromhex(tag))
    assert not mac_is_right(secret(key), message + b".", bytes.fromhex(tag))
    assert not mac_is_right(secret(key), message, b"")


def test_sha256_joins_its_parts() -> None:
    assert sha256(b"abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert sha256(b"a", b"b", b"c") == sha256(b"abc") == hashlib.sha256(b"abc").digest()
