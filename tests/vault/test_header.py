"""The header's parser: what it wrote it reads, and nothing else gets past it or makes it stumble."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseapp.base.errors import Damaged, Refused, Trouble
from caseapp.crypto.digest import sha256
from caseapp.crypto.envelope import Kem
from caseapp.crypto.kdf import DEFAULT, TESTING, KdfProfile
from caseapp.crypto.secret import SecretBytes
from caseapp.vault.header import MOST_BYTES, Core, Header, Slot, SlotKind, decode, encode, is_genuine, signed
from caseapp.vault.header_parts import OwnKeys, Recipient, Rotation

CREATED = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CORE = Core("ab" * 16, CREATED, epoch=1)
OWN = Slot("01" * 16, SlotKind.PASSPHRASE, "Ann Example", CREATED, DEFAULT, b"s" * 16, b"w" * 60)
SPARE = Slot("02" * 16, SlotKind.RECOVERY, "Recovery code", CREATED, None, b"t" * 16, b"v" * 60)
MASTER = SecretBytes(bytearray(range(32)))
HEADER = signed(Header(CORE, 7, (OWN, SPARE), b""), MASTER)

SECOND = replace(OWN, slot_id="03" * 16, kind=SlotKind.DEVICE, keyring="macOS.Keyring")
OTHER_RING = "kwallet.DBusKeyring"
KEYS = OwnKeys(b"p" * 32, b"k" * 92, 2, b"h" * 60)
WHOLE = signed(
    Header(
        Core("ab" * 16, CREATED, epoch=3),
        9,
        (
            replace(OWN, own=KEYS, wrapped=b"w" * 108),
            replace(
                OWN, slot_id="03" * 16, kind=SlotKind.DEVICE, own=KEYS, wrapped=b"x" * 108, keyring="macOS.Keyring"
            ),
            replace(SPARE, own=KEYS, wrapped=b"v" * 108),
            Slot(
                "04" * 16,
                SlotKind.ESCROW,
                "Kent services",
                CREATED,
                None,
                b"",
                b"e" * 1168,
                recipient=Recipient(Kem.HYBRID, b"q" * 1216),
            ),
            replace(SPARE, slot_id="05" * 16),
        ),
        b"",
        Rotation(2, b"o" * 60),
    ),
    MASTER,
)
"""Every kind of slot there is, in the middle of a change of keys."""


def whole() -> dict[str, object]:
    return json.loads(encode(WHOLE).split(b"\n")[0])


def with_digest(line: bytes) -> bytes:
    return line + b"\n" + sha256(line).hex().encode() + b"\n"


def table() -> dict[str, object]:
    return json.loads(encode(HEADER).split(b"\n")[0])


def as_file(fields: object) -> bytes:
    return with_digest(json.dumps(fields, separators=(",", ":")).encode())


def test_what_is_written_is_read_back() -> None:
    assert decode(encode(HEADER)) == HEADER
    assert decode(as_file(table())) == HEADER
    assert decode(encode(WHOLE)) == WHOLE
    assert decode(as_file(whole())) == WHOLE


def test_the_mac_covers_keys_keyring_and_rotation_too() -> None:
    def with_first(**changes: object) -> Header:
        return replace(WHOLE, slots=(replace(WHOLE.slots[0], **changes), *WHOLE.slots[1:]))

    changed = [
        replace(WHOLE, rotation=None),
        replace(WHOLE, rotation=Rotation(2, b"O" * 60)),
        replace(WHOLE, slots=(WHOLE.slots[1], WHOLE.slots[0], *WHOLE.slots[2:])),
        *(with_first(own=replace(KEYS, **{name: value})) for name, value in (
            ("public", b"P" * 32), ("kit", b"K" * 92), ("kit_epoch", 1), ("keep", b"H" * 60)
        )),
        replace(WHOLE, slots=(WHOLE.slots[0], replace(WHOLE.slots[1], keyring=OTHER_RING), *WHOLE.slots[2:])),
        replace(WHOLE, slots=(*WHOLE.slots[:3], replace(WHOLE.slots[3], wrapped=b"E" * 1168), WHOLE.slots[4])),
    ]  # fmt: skip
    assert is_genuine(WHOLE, MASTER)
    assert not any(is_genuine(header, MASTER) for header in changed)


def with_slot(number: int, **fields: object) -> dict[str, object]:
    header = whole()
    header["slots"][number].update(fields)  # type: ignore[index]  # JSON read back, known shape
    return header


@pytest.mark.parametrize(
    "fields",
    [
        whole() | {"rotation": {"epoch": 1, "old": "00" * 60}},
        whole() | {"rotation": {"epoch": 2, "old": "00" * 59}},
        whole() | {"rotation": "some"},
        whole() | {"rotation": None},
        whole() | {"format": 1},
        with_slot(0, kind="passphrase+device"),
        with_slot(0, kit_epoch=4),
        with_slot(0, kit_epoch=0),
        with_slot(0, wrapped="00" * 60),
        with_slot(0, keyring="macOS.Keyring"),
        with_slot(1, keyring="null.Keyring"),
        with_slot(1, keyring=""),
        with_slot(1, kind="passphrase"),
        with_slot(3, kem="none"),
        with_slot(3, kem="X25519"),
        with_slot(3, salt="00" * 16),
        with_slot(4, kind="passphrase+device", keyring="macOS.Keyring"),
    ],
)
def test_slots_that_do_not_hang_together_are_damaged(fields: dict[str, object]) -> None:
    with pytest.raises(Damaged, match="header_damaged"):
        decode(as_file(fields))


def test_the_mac_covers_every_field_and_the_key() -> None:
    assert is_genuine(HEADER, MASTER)
    assert not is_genuine(HEADER, SecretBytes(bytearray(32)))
    changed = [
        replace(HEADER, generation=8),
        replace(HEADER, core=replace(CORE, vault_id="ac" * 16)),
        replace(HEADER, core=replace(CORE, epoch=2)),
        replace(HEADER, slots=(SPARE, OWN)),
        replace(HEADER, slots=(OWN,)),
        *(
            replace(HEADER, slots=(slot, SPARE))
            for slot in (
                replace(OWN, label="Bo"),
                replace(OWN, salt=b"S" * 16),
                replace(OWN, wrapped=b"W" * 60),
                replace(OWN, profile=TESTING),
            )
        ),
    ]
    assert not any(is_genuine(header, MASTER) for header in changed)


def test_every_flipped_bit_is_noticed() -> None:
    content = encode(HEADER)
    for place in range(len(content)):
        spoilt = bytearray(content)
        spoilt[place] ^= 1 << (place % 8)
        with pytest.raises(Damaged, match="header_damaged"):
            decode(bytes(spoilt))


def test_every_cut_is_noticed() -> None:
    content = encode(HEADER)
    for length in range(len(content)):
        with pytest.raises(Damaged):
            decode(content[:length])


def slot_with(**kdf: object) -> dict[str, object]:
    fields = table()
    fields["slots"][0]["kdf"].update(kdf)  # type: ignore[index]  # JSON read back, known shape
    return fields


@pytest.mark.parametrize(
    "kdf",
    [
        {"memory_kib": 1 << 40},
        {"memory_kib": 1024},
        {"memory_kib": -1},
        {"memory_kib": True},
        {"memory_kib": 262144.0},
        {"iterations": 0},
        {"iterations": 11},
        {"iterations": 10**400},
        {"lanes": 64},
        {"id": "pbkdf2"},
        {"id": "argon2id-testing"},
        {"more": 1},
    ],
)
def test_absurd_costs_are_refused_before_any_derivation(kdf: dict[str, object]) -> None:
    with pytest.raises(Damaged, match="header_damaged"):
        decode(as_file(slot_with(**kdf)))


def test_a_header_of_a_later_format_is_told_apart_from_a_damaged_one() -> None:
    with pytest.raises(Refused, match="vault_too_new"):
        decode(as_file(table() | {"format": 3, "anything": ["else"]}))


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b"9" * 60_000,
        b"\xff\xfe",
        b'{"magic":"caseapp-vault"}',
        encode(HEADER).split(b"\n")[0].replace(b'"generation":7', b'"generation":7,"generation":7'),
        encode(HEADER).split(b"\n")[0].replace(b'"generation":7', b'"generation": 7'),
        encode(HEADER).split(b"\n")[0].replace(b'"rotation":"none"', b'"rotation":"some"'),
        encode(HEADER).split(b"\n")[0].replace(b"Ann Example", b"\\ud800"),
        encode(HEADER).split(b"\n")[0].replace(b"Ann Example", b"Ann\\nExample"),
        encode(HEADER).split(b"\n")[0].replace(b"01" * 16, b"02" * 16),
        encode(HEADER).split(b"\n")[0].replace(b"2026-03-02T12:00:00Z", b"2026-02-30T12:00:00Z"),
    ],
)
def test_odd_lines_with_a_right_digest_are_damaged(line: bytes) -> None:
    with pytest.raises(Damaged, match="header_damaged"):
        decode(with_digest(line))


def test_too_long_is_refused_unread() -> None:
    with pytest.raises(Damaged):
        decode(with_digest(b" " * MOST_BYTES))


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_no_bytes_make_the_parser_stumble(content: bytes) -> None:
    for attempt in (content, with_digest(content)):
        with pytest.raises(Damaged):
            decode(attempt)


def parsed(content: bytes) -> tuple[Header | None, str | None]:
    try:
        return decode(content), None
    except Trouble as error:
        return None, error.code


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(values, st.data())
@settings(deadline=None)
def test_no_value_in_any_field_makes_the_parser_stumble(value: object, data: st.DataObject) -> None:
    genuine = data.draw(st.sampled_from([HEADER, WHOLE]))
    fields = json.loads(encode(genuine).split(b"\n")[0])
    places = [fields, *fields["slots"], *(slot["kdf"] for slot in fields["slots"] if "kdf" in slot)]
    if isinstance(fields["rotation"], dict):
        places.append(fields["rotation"])
    target = data.draw(st.sampled_from(places))
    known = sorted({name for place in places for name in place})
    target[data.draw(st.sampled_from(known))] = value
    header, code = parsed(as_file(fields))
    assert code in {None, "header_damaged", "vault_too_new"}
    if header is not None:
        assert encode(header) == as_file(fields)
        assert header == genuine or not is_genuine(header, MASTER)


def test_sixty_four_people_with_long_names_fit() -> None:
    slots = tuple(
        Slot(
            f"{number:032x}",
            SlotKind.PASSPHRASE,
            "李" * 80,
            CREATED,
            KdfProfile("argon2id", 1 << 21, 10, 4),
            bytes(16),
            bytes(60),
        )
        for number in range(64)
    )
    content = encode(replace(HEADER, slots=slots))
    assert len(content) <= MOST_BYTES, len(content)
    assert len(decode(content).slots) == 64
