"""Every sealed file of the vault with any bytes in it: the declared trouble, or what was sealed, and nothing else.

The header and the organisation's key files have tests of their own (`../vault/test_header.py`, `test_escrow_key.py`).
"""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseapp.base.errors import Damaged, Refused, Trouble
from caseapp.crypto import recovery_code
from caseapp.crypto.digest import sha256
from caseapp.crypto.kdf import TESTING
from caseapp.crypto.secret import SecretBytes
from caseapp.vault import anchor, backup_index, backup_key, care, erased_list, header, tries
from caseapp.vault.anchor import Anchor
from caseapp.vault.backup_index import Contents, Inside, Label
from caseapp.vault.folder import HEADER_NAMES
from caseapp.vault.open_vault import OpenVault
from caseapp.vault.vault import create_vault

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HERE = Anchor(41, b"c" * 32, 3, 1)
GONE = (("person", "01" * 16), ("contact", "02" * 16))
HELD = Contents(41, 41, b"c" * 32, {"contact": 7, "person": 3})


@dataclass(frozen=True)
class Sealed:
    """A kind of container: one as it was written, how it is read, what may be told, and what was in it."""

    genuine: bytes
    read: Callable[[bytes], object]
    codes: frozenset[str]
    inside: object


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVault]:
    folder = tmp_path_factory.mktemp("sealed") / "v"
    made = create_vault(
        folder, label="Ann", passphrase="seven lamps beside the quiet harbour", now=NOON, profile=TESTING
    )
    with made.vault as opened:
        yield opened


@pytest.fixture(scope="module")
def containers(vault: OpenVault) -> dict[str, Sealed]:
    return {"index": index_of(vault), "erased": erased_of(vault), "anchor": anchor_of(vault)}


def index_of(vault: OpenVault) -> Sealed:
    ways, salt = backup_key.ways_back(vault), backup_key.new_salt()
    label = Label(vault.vault_id, backup_key.epoch_of(vault), NOON, "0.1.0", 4096, "ab" * 32, ways, salt)
    with SecretBytes.random(48) as raw, backup_key.sealing_key(vault, salt) as key:
        genuine = backup_index.encode(label, Inside(raw, HELD, b"header"), key)

    def read(content: bytes) -> object:
        found = backup_index.decode(content)
        with backup_key.sealing_key(vault, found.label.salt) as key:
            inside = backup_index.open_index(found, key)
        inside.database_key.wipe()
        return inside.contents

    return Sealed(genuine, read, frozenset({"backup_damaged", "backup_too_new"}), HELD)


def erased_of(vault: OpenVault) -> Sealed:
    return Sealed(
        erased_list.encode(vault, GONE),
        lambda content: erased_list.decode(content, vault, None),
        frozenset({"erased_list_unreadable"}),
        GONE,
    )


def anchor_of(vault: OpenVault) -> Sealed:
    under = anchor.names(None, vault.folder)
    anchor.keep(vault, HERE, None, under)
    path = vault.folder / anchor.NAME

    def read(content: bytes) -> object:
        path.write_bytes(content)
        return anchor.kept(vault, None, under).folder

    return Sealed(path.read_bytes(), read, frozenset({"anchor_damaged"}), HERE)


KINDS = st.sampled_from(["index", "erased", "anchor"])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just("ab" * 16),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


def with_digest(line: bytes) -> bytes:
    return line + b"\n" + sha256(line).hex().encode() + b"\n"


def answer(read: Callable[[], object]) -> tuple[object, str | None]:
    """What was read, or the code of the trouble."""
    try:
        return read(), None
    except Trouble as trouble:
        return None, trouble.code


def told_or_true(container: Sealed, content: bytes) -> None:
    """Never anything but the declared trouble, or exactly what was sealed."""
    found, code = answer(lambda: container.read(content))
    assert code in container.codes or (code is None and found == container.inside)


@given(kind=KINDS, content=st.binary(max_size=400))
def test_no_bytes_make_a_reader_stumble(containers: dict[str, Sealed], kind: str, content: bytes) -> None:
    container = containers[kind]
    for attempt in (content, with_digest(content), container.genuine[:16] + content):
        with pytest.raises((Damaged, Refused)) as told:
            container.read(attempt)
        assert told.value.code in container.codes


@given(kind=KINDS, at=st.integers(0, 1 << 20), bit=st.integers(0, 7), cut=st.booleans(), again=st.booleans())
def test_no_flipped_bit_and_no_cut_goes_unnoticed(
    containers: dict[str, Sealed], kind: str, at: int, bit: int, cut: bool, again: bool
) -> None:
    """With the digest made again, too, which anybody can."""
    container = containers[kind]
    spoilt = bytearray(container.genuine)
    at %= len(spoilt)
    if cut:
        del spoilt[at:]
    else:
        spoilt[at] ^= 1 << bit
    content = with_digest(bytes(spoilt).split(b"\n")[0]) if again and kind != "anchor" else bytes(spoilt)
    told_or_true(container, content)
    if not again:
        with pytest.raises((Damaged, Refused)):
            container.read(content)


@given(kind=st.sampled_from(["index", "erased"]), value=VALUES, data=st.data())
def test_no_value_in_any_field_makes_a_reader_stumble(
    containers: dict[str, Sealed], kind: str, value: object, data: st.DataObject
) -> None:
    container = containers[kind]
    table: dict[str, Any] = json.loads(container.genuine.split(b"\n")[0])
    table[data.draw(st.sampled_from([*table, "another"]))] = value
    told_or_true(container, with_digest(json.dumps(table, separators=(",", ":")).encode()))


def spoilt(genuine: bytes, chance: random.Random) -> bytes:
    """One container with one to three things wrong: a bit, a byte, a cut, a piece doubled; often the digest anew."""
    content = bytearray(genuine)
    for _fault in range(chance.randint(1, 3)):
        at = chance.randrange(max(1, len(content)))
        match chance.randrange(5):
            case 0 if content:
                content[at] ^= 1 << chance.randrange(8)
            case 1:
                content[at : at + 1] = chance.randbytes(chance.randrange(4))
            case 2:
                del content[at : at + chance.choice((1, 2, 7, 64, 4096))]
            case 3:
                content[at:at] = content[chance.randrange(max(1, len(content))) :][:40]
            case _:
                content[at : at + 1] = chance.choice((b"null", b"[]", b"{}", b"-1", b"1e999", b'"', b"\x00", b"9" * 30))
    return with_digest(bytes(content).split(b"\n")[0]) if chance.random() < 0.5 else bytes(content)


@pytest.mark.deep
@pytest.mark.timeout("7200")
def test_a_million_spoilt_containers_tell_the_declared_trouble_or_the_truth(
    containers: dict[str, Sealed], vault: OpenVault
) -> None:
    seed = random.SystemRandom().randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    whole = (vault.folder / HEADER_NAMES[0]).read_bytes()
    codes = frozenset({"header_damaged", "vault_too_new"})
    kinds = [containers["index"], containers["erased"], Sealed(whole, header.decode, codes, header.decode(whole))]
    read = 0
    for _turn in range(1_000_000):
        kind = chance.choice(kinds)
        content = spoilt(kind.genuine, chance)
        found, code = answer(lambda kind=kind, content=content: kind.read(content))
        assert code in kind.codes or code is None, content
        if code is None:
            read += 1
            assert kind is kinds[2] or found == kind.inside, content  # a header's fields are proven by its key, later
    print(f"{read} of them could still be read")


@given(content=st.binary(max_size=300) | VALUES.map(lambda value: json.dumps(value).encode()))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_notes_in_clear_are_read_or_taken_for_none(tmp_path: Path, content: bytes) -> None:
    """Whoever can write them can delete them, too; the vault opens all the same."""
    for name in (tries.TRIES_NAME, care.NAME):
        (tmp_path / name).write_bytes(content)
    assert 0 <= tries.free_tries_left((tmp_path / tries.TRIES_NAME,)) <= tries.FREE_TRIES
    assert isinstance(care.read(tmp_path), care.Care)


@given(noted=st.fixed_dictionaries({"failures": VALUES, "steady": VALUES}))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_absurd_notes_of_tries_make_nobody_wait_longer_than_the_longest_wait(
    tmp_path: Path, noted: dict[str, object]
) -> None:
    place = tmp_path / tries.TRIES_NAME
    place.write_text(json.dumps(noted))
    _before, code = answer(lambda: tries.count_try((place,), 50.0))
    assert code in {None, "unlock_wait"}
    place.write_text(json.dumps(noted))
    told = 0
    try:
        tries.count_try((place,), 50.0)  # where the note tells no moment, the wait begins now
    except Refused as refused:
        told = int(refused.facts["seconds"])
    assert told <= tries.LONGEST_WAIT
    assert answer(lambda: tries.count_try((place,), 50.0 + (told or tries.LONGEST_WAIT)))[1] is None


@given(text=st.text(max_size=60) | st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ -", min_size=30, max_size=60))
def test_no_text_makes_the_reader_of_recovery_codes_stumble(text: str) -> None:
    _secret, code = answer(lambda: recovery_code.read(text).wipe())
    assert code in {None, "recovery_code_mistyped"}
