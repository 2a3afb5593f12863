"""The container of a sealed report with any bytes in it: the declared trouble, or what was sealed, and nothing else."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.base.errors import Damaged, Refused, Trouble
from caseapp.crypto.envelope import Kem, new_pair, seal_to
from caseapp.crypto.secret import SecretBytes
from caseapp.crypto.signature import Signed, Signer, fingerprint, is_signed
from caseapp.exchange.sealed_report import Witness, open_report, seal_report

FILES = {"certificate.json": b"{}\n", "tables/cases.csv": b"a,b\n1,2\n", "workbook.xlsx": bytes(range(256))}
VAULT, YEAR = "ab" * 16, "2026-27"
PAIR = new_pair(Kem.X25519)
SIGNER = Signer(SecretBytes.random(32))
GENUINE = seal_report(
    FILES, reader=PAIR.public, vault_id=VAULT, year=YEAR, witness=Witness(7, "cc" * 32), signer=SIGNER
)
LINE = GENUINE.split(b"\n", 1)[0] + b"\n"
TOLD = {"sealed_report_unknown", "sealed_report_not_for_you", "sealed_report_damaged"}


def opened(content: bytes) -> object:
    try:
        return open_report(content, PAIR.private, PAIR.public)
    except Trouble as trouble:
        return None if trouble.code in TOLD else trouble


def signed_by_us(body: bytes) -> bytes:
    """What an honest key signed, whatever it says: the reader is left with the schema alone."""
    signature = SIGNER.sign(Signed.SEALED_REPORT, LINE + body)
    return LINE + seal_to(Kem.X25519, PAIR.public, SIGNER.public + signature + body, LINE)


def table() -> dict[str, object]:
    return {
        "format": "caseapp-sealed-report/1",
        "vault": VAULT,
        "year": YEAR,
        "to": fingerprint(Kem.X25519.value, PAIR.public),
        "witness": {"entry": 7, "chain": "cc" * 32},
        "files": {"a.csv": base64.b64encode(b"x").decode()},
    }


def test_what_was_sealed_comes_back() -> None:
    found = open_report(GENUINE, PAIR.private, PAIR.public)
    assert found.files == FILES
    assert (found.vault_id, found.year, found.signed_by) == (VAULT, YEAR, SIGNER.public)
    assert open_report(signed_by_us(json.dumps(table()).encode()), PAIR.private, PAIR.public).files == {"a.csv": b"x"}


@given(st.integers(0, len(GENUINE) * 8 - 1))
def test_no_flipped_bit_opens(bit: int) -> None:
    content = bytearray(GENUINE)
    content[bit // 8] ^= 1 << bit % 8
    assert opened(bytes(content)) is None


@given(st.integers(0, len(GENUINE) - 1))
def test_no_cut_opens(end: int) -> None:
    assert opened(GENUINE[:end]) is None


@given(st.binary(max_size=300))
def test_any_bytes_are_answered_in_words(content: bytes) -> None:
    assert opened(content) is None
    assert opened(LINE + content) is None
    assert opened(LINE + seal_to(Kem.X25519, PAIR.public, content, LINE)) is None
    assert opened(signed_by_us(content)) is None


values = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.lists(st.integers(), max_size=2)
values |= st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=2)


@given(st.sampled_from(sorted(table())), values)
def test_any_value_in_any_field_is_answered_in_words(field: str, value: object) -> None:
    opened(signed_by_us(json.dumps(table() | {field: value}).encode()))


@pytest.mark.parametrize(
    "path", ["../a", "/a", "a/../../b", "a/./b", "C:\\a", "a\\b", "", ".", "..", "a//b", "a\x00b", "~/a", "-"]
)
def test_no_file_lands_outside_the_folder(path: str) -> None:
    files = {path: base64.b64encode(b"x").decode()}
    if path == "-":
        open_report(signed_by_us(json.dumps(table() | {"files": files}).encode()), PAIR.private, PAIR.public)
        return
    with pytest.raises(Damaged, match="sealed_report_damaged"):
        open_report(signed_by_us(json.dumps(table() | {"files": files}).encode()), PAIR.private, PAIR.public)


def test_one_for_another_vault_or_year_is_no_other() -> None:
    other = GENUINE.replace(b"2026-27", b"2025-26", 1)
    with pytest.raises(Refused, match="sealed_report_not_for_you"):
        open_report(other, PAIR.private, PAIR.public)


def test_a_signature_on_one_kind_is_none_on_another() -> None:
    signature = SIGNER.sign(Signed.CERTIFICATE, b"words")
    assert is_signed(SIGNER.public, Signed.CERTIFICATE, b"words", signature)
    assert not is_signed(SIGNER.public, Signed.SEALED_REPORT, b"words", signature)
    assert not is_signed(b"\x00" * 31, Signed.CERTIFICATE, b"words", signature)
