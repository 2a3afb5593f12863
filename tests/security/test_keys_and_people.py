"""Statements 13 to 32 on keys and people, each by its number, where no other test names it (see README)."""

import ast
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from caseapp.base.errors import Damaged, Refused
from caseapp.crypto import envelope, phrase, recovery_code
from caseapp.crypto.aead import NONCE_LENGTH, seal
from caseapp.crypto.digest import sha256
from caseapp.crypto.envelope import Kem
from caseapp.crypto.kdf import DEFAULT, FLOOR, TESTING
from caseapp.crypto.keys import Purpose
from caseapp.crypto.secret import SecretBytes
from caseapp.vault import slots, ways_in
from caseapp.vault.header_files import read_headers
from caseapp.vault.vault import create_vault, unlock

PASSPHRASE = "seven lamps beside the quiet harbour"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def make(folder: Path) -> str:
    made = create_vault(folder, label="Ann", passphrase=PASSPHRASE, now=NOON, profile=TESTING)
    made.vault.close()
    return made.recovery_code


def test_statement_13_the_master_key_is_random_whatever_the_passphrase(tmp_path: Path) -> None:
    masters = set()
    for name in "abc":
        make(tmp_path / name)
        with unlock(tmp_path / name, PASSPHRASE) as vault:
            assert len(vault._master) * 8 == 256
            masters.add(bytes(vault._master.buffer))
    assert len(masters) == 3


def test_statement_14_stretching_has_a_floor_and_each_slot_a_salt(tmp_path: Path) -> None:
    assert (FLOOR.memory_kib, FLOOR.iterations, FLOOR.lanes) == (64 * 1024, 3, 1)
    assert DEFAULT.memory_kib >= FLOOR.memory_kib
    make(tmp_path / "v")
    salts = [slot.salt for slot in read_headers(tmp_path / "v")[0].slots]
    assert {len(salt) for salt in salts} == {16}
    assert len(set(salts)) == len(salts)


def test_statement_15_absurd_costs_are_refused_before_anything_is_derived(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path / "v")
    line = (tmp_path / "v" / "vault.hdr.a").read_bytes().split(b"\n")[0]
    table = json.loads(line)
    table["slots"][0]["kdf"]["memory_kib"] = 1 << 40
    line = json.dumps(table, separators=(",", ":")).encode()
    for name in ("vault.hdr.a", "vault.hdr.b"):
        (tmp_path / "v" / name).write_bytes(line + b"\n" + sha256(line).hex().encode() + b"\n")

    def derived(*_args: object, **_named: object) -> None:
        raise AssertionError("derived")

    monkeypatch.setattr(slots, "stretch", derived)
    with pytest.raises(Damaged, match="header_damaged"):
        unlock(tmp_path / "v", PASSPHRASE)


def test_statement_16_passphrases_are_judged_by_length_and_novelty_alone() -> None:
    assert phrase.SHORTEST_PASSPHRASE == 15
    assert phrase.passphrase_problem("kwirvéñ zöpf 李 9") is None
    assert phrase.passphrase_problem("kwir zopf blyn") == "passphrase_too_short"
    assert phrase.passphrase_problem("kwir zopf blyn ") is None, "never trimmed"
    assert phrase.passphrase_problem("".join(chr(0x4E00 + place) for place in range(1024))) is None
    assert phrase.passphrase_problem("x" * 1025) == "passphrase_too_long"


@pytest.mark.parametrize(
    "known", ["passwordpassword", "qwertyuiopasdfgh", "casetracker casetracker", "aaaaaaaaaaaaaaaa"]
)
def test_statement_17_what_is_guessed_first_is_refused_offline(known: str) -> None:
    assert phrase.passphrase_problem(known) == "passphrase_common"


def test_statement_17_the_person_s_own_name_counts_for_nothing(tmp_path: Path) -> None:
    assert phrase.passphrase_problem("philippa cadwallader") is None
    assert phrase.passphrase_problem("philippa cadwallader", ("Philippa Cadwallader",)) == "passphrase_common"
    with pytest.raises(Refused, match="passphrase_common"):
        create_vault(tmp_path / "v", label="Philippa C.", passphrase="philippa philippa 1", now=NOON, profile=TESTING)


def test_statement_18_offered_phrases_carry_64_bits() -> None:
    assert len(set(phrase.phrase_words())) ** phrase.PHRASE_WORDS >= 2**64
    assert len({phrase.new_phrase() for _ in range(50)}) == 50


def test_statement_21_each_key_has_one_purpose_and_the_inventory_is_the_code(project: Path) -> None:
    listed = re.findall(r"^\| `([a-z/-]+/v\d)` \|", (project / "caseapp/crypto/README.md").read_text("utf-8"), re.M)
    assert sorted(listed) == sorted(purpose.info.decode() for purpose in Purpose)
    used = {node.attr for file in python(project, "caseapp") for node in ast.walk(file) if is_purpose(node)}
    assert {purpose.name for purpose in Purpose} - {"FIELD_SEAL"} <= used, "only the seal of single fields still waits"


def is_purpose(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Purpose"


def test_statement_22_no_nonce_comes_twice() -> None:
    with SecretBytes.random(32) as key:
        nonces = {seal(key, b"", b"")[:NONCE_LENGTH] for _ in range(2000)}
    assert len(nonces) == 2000
    assert {len(nonce) * 8 for nonce in nonces} == {96}


def python(project: Path, *folders: str) -> list[ast.Module]:
    return [
        ast.parse(file.read_text("utf-8")) for folder in folders for file in sorted((project / folder).rglob("*.py"))
    ]


def test_statement_23_no_primitive_of_our_own_and_no_weak_one(project: Path) -> None:
    names: set[str] = set()
    for module in python(project, "caseapp/crypto", "caseapp/vault"):
        for node in ast.walk(module):
            if isinstance(node, ast.Import):
                names.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                names.add(node.module or "")
            elif isinstance(node, ast.Attribute):
                assert node.attr not in {"md5", "sha1", "new_weak"}
    assert not {name for name in names if name.split(".")[0] in {"random", "Crypto", "Cryptodome", "nacl", "argon2"}}
    assert {name.split(".")[0] for name in names if "crypt" in name.lower()} <= {"cryptography", "caseapp"}


def test_statement_24_secrets_are_compared_in_constant_time(project: Path) -> None:
    """Nothing called a tag, a MAC, a secret or a key is ever compared by `==`."""
    guarded = re.compile(r"(^|[._])(tag|mac|secret|master|key|passphrase|hand_over)$")
    found = []
    for module in python(project, "caseapp/crypto", "caseapp/vault"):
        for node in ast.walk(module):
            if isinstance(node, ast.Compare) and any(isinstance(op, ast.Eq | ast.NotEq) for op in node.ops):
                sides = [ast.unparse(side) for side in (node.left, *node.comparators)]
                found += [side for side in sides if guarded.search(side)]
    assert not found


def test_statement_26_hpke_rfc_9180_appendix_a_1_1() -> None:
    """The library's HPKE with the published vector; ours is the same with AES-256."""
    key = X25519PrivateKey.from_private_bytes(
        bytes.fromhex("4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8")
    )
    sealed = bytes.fromhex(
        "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"
        "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a"
    )
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)
    info, count = b"Ode on a Grecian Urn", b"Count-0"
    plain = openssl.hpke._decrypt_with_aad(suite, sealed, key, info=info, aad=count)
    assert plain == b"Beauty is truth, truth beauty"


@pytest.mark.parametrize("kem", list(Kem))
def test_statement_26_sealing_opens_for_its_owner_and_its_use_alone(kem: Kem) -> None:
    pair, other = envelope.new_pair(kem), envelope.new_pair(kem)
    sealed = envelope.seal_to(kem, pair.public, b"a key", b"info")
    assert (len(pair.public), len(pair.private)) == (kem.public_length, kem.private_length)
    assert len(sealed) == 5 + kem.overhead
    assert envelope.open_from(kem, pair.private, sealed, b"info") == b"a key"
    flipped = bytes([*sealed[:-1], sealed[-1] ^ 1])
    for private, content, info in ((other.private, sealed, b"info"), (pair.private, sealed, b"other"),
                                   (pair.private, flipped, b"info"), (pair.private, b"", b"info")):  # fmt: skip
        with pytest.raises(Damaged, match="seal_broken"):
            envelope.open_from(kem, private, content, info)
    with pytest.raises(Damaged, match="seal_broken"):
        envelope.seal_to(kem, b"no key", b"a key", b"info")


def test_statement_26_ed25519_rfc_8032_test_1() -> None:
    key = Ed25519PrivateKey.from_private_bytes(
        bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    )
    assert key.public_key().public_bytes_raw().hex().startswith("d75a980182b10ab7d54bfed3c964073a")
    assert key.sign(b"").hex().startswith("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155")


def test_statement_28_a_change_needs_the_old_passphrase(tmp_path: Path) -> None:
    make(tmp_path / "v")
    with unlock(tmp_path / "v", PASSPHRASE) as vault, pytest.raises(Refused, match="passphrase_wrong"):
        ways_in.change_passphrase(vault, "not the old one", "eleven swans upon the estuary", TESTING)
    unlock(tmp_path / "v", PASSPHRASE).close()


def test_statement_30_the_recovery_code_is_long_checked_and_kept_nowhere(tmp_path: Path) -> None:
    code = make(tmp_path / "v")
    with recovery_code.read(code) as secret:
        assert len(secret) * 8 == 160
        needles = [code, code.replace("-", ""), secret.buffer.hex(), bytes(secret.buffer)]
    with pytest.raises(Refused, match="recovery_code_mistyped"):
        recovery_code.read(code[:-1] + ("0" if code[-1] != "0" else "1"))
    written = b"".join(file.read_bytes() for file in (tmp_path / "v").iterdir())
    assert not [needle for needle in needles if (needle if isinstance(needle, bytes) else needle.encode()) in written]
