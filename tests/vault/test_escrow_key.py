"""The organisation's key: two files, two people, any vault that was told of it, and no other."""

import json
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.base.errors import Refused
from caseapp.crypto.digest import sha256
from caseapp.crypto.envelope import Kem
from caseapp.crypto.kdf import TESTING
from caseapp.vault import key_file
from caseapp.vault.header_parts import SlotKind
from caseapp.vault.key_file import KeyFor
from caseapp.vault.rotation import begin_rotation, finish_rotation
from caseapp.vault.vault import set_passphrase_after_recovery, unlock, unlock_with_escrow
from caseapp.vault.ways_in import add_escrow

from .conftest import NOON, PASSPHRASE

SAFE = "granite kettles upon slow barges"
NEW = "eleven swans upon the estuary"


def refused(code: str) -> object:
    return pytest.raises(Refused, match=f"^{code}$")


def generate(folder: Path, kem: Kem = Kem.HYBRID, name: str = "org") -> key_file.PublicKey:
    folder.mkdir(exist_ok=True)
    return key_file.generate(
        KeyFor.ORGANISATION,
        folder / f"{name}.private",
        folder / f"{name}.public",
        label="Kent services",
        passphrase=SAFE,
        now=NOON,
        profile=TESTING,
        kem=kem,
    )


@pytest.fixture(params=list(Kem))
def given_key(made, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A vault that was told of the organisation's key; returns where its files are."""
    generate(tmp_path / "safe", request.param)
    key = key_file.read_public(KeyFor.ORGANISATION, tmp_path / "safe" / "org.public")
    with unlock(made.folder, PASSPHRASE, clock=made.clock) as vault:
        add_escrow(vault, key.recipient, key.label, clock=made.clock)
        with refused("escrow_known"):
            add_escrow(vault, key.recipient, key.label, clock=made.clock)
    return tmp_path / "safe"


def test_it_opens_the_vault_and_gives_a_person_a_new_passphrase(made, given_key: Path) -> None:
    key, private = key_file.open_private(KeyFor.ORGANISATION, given_key / "org.private", SAFE, vault=made.folder)
    assert key.fingerprint == key_file.read_public(KeyFor.ORGANISATION, given_key / "org.public").fingerprint
    with private, unlock_with_escrow(made.folder, private) as vault:
        assert vault.kind is SlotKind.ESCROW
        assert vault.label == "Kent services"
        set_passphrase_after_recovery(vault, NEW, TESTING, clock=made.clock)
    unlock(made.folder, NEW, clock=made.clock).close()


def test_it_goes_on_opening_the_vault_after_a_change_of_keys(made, given_key: Path) -> None:
    with unlock(made.folder, PASSPHRASE, clock=made.clock) as vault:
        begin_rotation(vault, clock=made.clock)
        finish_rotation(vault)
        after = vault.database_key()
    _key, private = key_file.open_private(KeyFor.ORGANISATION, given_key / "org.private", SAFE, vault=made.folder)
    with private, unlock_with_escrow(made.folder, private) as vault:
        assert vault.database_key() == after


def test_another_organisation_s_key_opens_nothing(made, given_key: Path) -> None:
    generate(given_key, name="other")
    _key, private = key_file.open_private(KeyFor.ORGANISATION, given_key / "other.private", SAFE, vault=made.folder)
    with private, refused("escrow_key_wrong"):
        unlock_with_escrow(made.folder, private)


def test_statement_31_file_and_passphrase_are_two_halves_and_never_lie_in_a_vault(made, tmp_path: Path) -> None:
    generate(tmp_path / "safe")
    private = tmp_path / "safe" / "org.private"
    with refused("key_passphrase_wrong"):
        key_file.open_private(KeyFor.ORGANISATION, private, SAFE + "!", vault=made.folder)
    (made.folder / "org.private").write_bytes(private.read_bytes())
    with refused("private_key_in_vault"):
        key_file.open_private(KeyFor.ORGANISATION, made.folder / "org.private", SAFE, vault=made.folder)
    with refused("private_key_in_vault"):
        generate(made.folder, name="made there")
    assert not (made.folder / "made there.public").exists()
    if sys.platform != "win32":
        assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert SAFE.encode() not in private.read_bytes()


def test_no_file_is_written_over_and_no_half_pair_is_left(tmp_path: Path) -> None:
    generate(tmp_path)
    before = (tmp_path / "org.private").read_bytes()
    with refused("output_exists"):
        generate(tmp_path)
    assert (tmp_path / "org.private").read_bytes() == before
    (tmp_path / "two.public").touch()
    with refused("output_exists"):
        generate(tmp_path, name="two")
    assert not (tmp_path / "two.private").exists()


def resealed(table: object) -> bytes:
    line = json.dumps(table, separators=(",", ":")).encode()
    return line + b"\n" + sha256(line).hex().encode() + b"\n"


def test_a_private_file_for_somebody_else_s_public_key_is_refused(made, tmp_path: Path) -> None:
    generate(tmp_path / "safe")
    other = generate(tmp_path / "safe", name="other")
    path = tmp_path / "safe" / "org.private"
    table = json.loads(path.read_bytes().split(b"\n")[0])
    table["public"] = other.recipient.public.hex()
    path.write_bytes(resealed(table))
    with refused("key_passphrase_wrong"):
        key_file.open_private(KeyFor.ORGANISATION, path, SAFE, vault=made.folder)


values = st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.lists(st.integers(), max_size=2)


@given(st.data())
def test_no_value_in_any_field_makes_the_readers_stumble(tmp_path_factory: pytest.TempPathFactory, data) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    generate(folder)
    for name, read in (
        ("org.public", lambda path: key_file.read_public(KeyFor.ORGANISATION, path)),
        ("org.private", lambda path: key_file.open_private(KeyFor.ORGANISATION, path, SAFE, vault=folder / "vault")),
    ):
        table = json.loads((folder / name).read_bytes().split(b"\n")[0])
        target = table["kdf"] if "kdf" in table and data.draw(st.booleans()) else table
        field = data.draw(st.sampled_from(sorted(target)))
        value = data.draw(values)
        if target[field] == value and type(target[field]) is type(value):
            continue
        target[field] = value
        (folder / "spoilt").write_bytes(data.draw(st.sampled_from([resealed(table), b"", b"{}\n", b"x" * 70])))
        with pytest.raises(Refused, match=r"^key_(file_unfit|passphrase_wrong)$"):
            accept(read, folder / "spoilt")


def accept(read, path: Path) -> None:
    """Reading may also succeed: another label or day in the public file is none the worse."""
    read(path)
    raise Refused("key_file_unfit")


def test_one_kind_of_key_is_never_taken_for_the_other(made, tmp_path: Path) -> None:
    generate(tmp_path)
    with refused("key_file_unfit"):
        key_file.read_public(KeyFor.LEAD, tmp_path / "org.public")
    with refused("key_file_unfit"):
        key_file.open_private(KeyFor.LEAD, tmp_path / "org.private", SAFE)
