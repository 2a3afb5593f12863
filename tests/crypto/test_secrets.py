"""Wipeable secrets, sealing, stretching."""

import copy
import pickle
import resource
import subprocess
import sys
import unicodedata

import pytest

from caseapp.base.errors import Broken, Damaged, Refused
from caseapp.crypto.aead import OVERHEAD, open_sealed, seal
from caseapp.crypto.kdf import DEFAULT, FLOOR, TESTING, KdfProfile, profile_problem, stretch
from caseapp.crypto.secret import SecretBytes


def test_a_secret_is_wiped_at_the_end_of_its_block() -> None:
    buffer = bytearray(b"very secret")
    with SecretBytes(buffer) as held:
        assert held.buffer is buffer
    assert buffer == bytearray(11)
    with pytest.raises(Broken):
        held.buffer  # noqa: B018 - the look-up itself is refused


def test_a_secret_does_not_show_or_travel() -> None:
    held = SecretBytes(bytearray(b"very secret"))
    assert "secret>" not in repr(held)
    assert "very" not in f"{held}{held!r}"
    with pytest.raises(TypeError):
        pickle.dumps(held)
    with pytest.raises(TypeError):
        copy.copy(held)


def test_random_secrets_differ() -> None:
    assert SecretBytes.random(32).buffer != SecretBytes.random(32).buffer
    assert len(SecretBytes.random(48)) == 48


def test_sealing_opens_only_with_the_same_key_and_binding() -> None:
    key, other = SecretBytes.random(32), SecretBytes.random(32)
    sealed = seal(key, b"plain", b"binding")
    assert len(sealed) == 5 + OVERHEAD
    assert open_sealed(key, sealed, b"binding").buffer == b"plain"
    assert seal(key, b"plain", b"binding") != sealed
    changed = bytes([sealed[0] ^ 1]) + sealed[1:]
    for attempt in ((other, sealed, b"binding"), (key, sealed, b"other"), (key, changed, b"binding"), (key, b"", b"")):
        with pytest.raises(Damaged, match="seal_broken"):
            open_sealed(*attempt)


def stretched(passphrase: str, salt: bytes = b"s" * 16, device: bytes | None = None, associated: bytes = b"") -> bytes:
    secret = None if device is None else SecretBytes(bytearray(device))
    return bytes(stretch(passphrase, salt, TESTING, secret=secret, associated=associated).buffer)


def test_a_passphrase_opens_in_every_way_of_typing_it() -> None:
    composed = "crème brûlée à la carte"
    assert stretched(composed) == stretched(unicodedata.normalize("NFD", composed))
    assert stretched("x" * 20) != stretched(" " + "x" * 20 + " ")


def test_every_input_of_the_stretching_counts() -> None:
    results = {
        stretched("a phrase"),
        stretched("a phrasE"),
        stretched("a phrase", salt=b"t" * 16),
        stretched("a phrase", device=b"d" * 32),
        stretched("a phrase", device=b"e" * 32),
        stretched("a phrase", associated=b"vault"),
    }
    assert len(results) == 6


def test_the_longest_passphrase_is_used_in_full() -> None:
    assert stretched("x" * 1024) != stretched("x" * 1023 + "y")
    with pytest.raises(Refused, match="passphrase_too_long"):
        stretched("x" * 1025)
    with pytest.raises(Refused, match="passphrase_not_text"):
        stretched("half a pair \ud800")


@pytest.mark.parametrize(
    ("profile", "problem"),
    [
        (DEFAULT, None),
        (FLOOR, None),
        (KdfProfile("argon2id", 2048 * 1024, 10, 1), None),
        (KdfProfile("argon2id", 64 * 1024 - 1, 3, 1), "kdf_out_of_range"),
        (KdfProfile("argon2id", 2048 * 1024 + 1, 3, 1), "kdf_out_of_range"),
        (KdfProfile("argon2id", 64 * 1024, 11, 1), "kdf_out_of_range"),
        (KdfProfile("argon2id", 64 * 1024, 0, 1), "kdf_out_of_range"),
        (KdfProfile("argon2id", 64 * 1024, 3, 9), "kdf_out_of_range"),
        (KdfProfile("argon2d", 64 * 1024, 3, 1), "kdf_out_of_range"),
        (KdfProfile("argon2id-testing", 1024, 1, 1), "kdf_out_of_range"),
        (TESTING, "kdf_testing_only"),
    ],
)
def test_profiles_outside_the_allowed_range_are_refused(profile: KdfProfile, problem: str | None) -> None:
    assert profile_problem(profile, allow_testing=False) == problem
    assert profile_problem(TESTING, allow_testing=True) is None


def test_too_little_memory_is_said_and_never_done_with_less() -> None:
    limit = 400 * 1024 * 1024
    script = (
        "import resource\n"
        "from caseapp.base.errors import Refused\n"
        "from caseapp.crypto.kdf import KdfProfile, stretch\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({limit}, {limit}))\n"
        "try:\n"
        "    stretch('a', b's' * 16, KdfProfile('argon2id', 1 << 20, 1, 1), secret=None, associated=b'')\n"
        "except Refused as error:\n"
        "    print(error.code, error.facts)\n"
    )
    assert resource.RLIMIT_AS
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "memory_short {'needed_mib': 1024}"
