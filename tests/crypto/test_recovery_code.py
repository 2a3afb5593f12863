"""The code on paper: tolerant of how it is copied, strict about what it says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseapp.base.errors import Refused
from caseapp.crypto import recovery_code
from caseapp.crypto.secret import SecretBytes

secrets_of_20 = st.binary(min_size=20, max_size=20)


@given(secrets_of_20)
@settings(deadline=None)
def test_what_is_written_is_read_back_however_it_is_copied(value: bytes) -> None:
    code = recovery_code.written(SecretBytes(bytearray(value)))
    assert len(code.replace("-", "")) == 36
    copied = [code, code.lower(), code.replace("-", " "), code.replace("-", ""), f"  {code}\n"]
    copied += [
        code.replace("0", "o").replace("1", "l"),
        code.replace("0", "O").replace("1", "I"),
        code.replace("-", "–"),
    ]
    assert {bytes(recovery_code.read(text).buffer) for text in copied} == {value}


@given(secrets_of_20, st.integers(0, 35), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
@settings(deadline=None)
def test_one_wrong_letter_is_noticed(value: bytes, place: int, letter: str) -> None:
    code = recovery_code.written(SecretBytes(bytearray(value))).replace("-", "")
    wrong = code[:place] + letter + code[place + 1 :]
    if wrong != code:
        with pytest.raises(Refused, match="recovery_code_mistyped"):
            recovery_code.read(wrong)


@given(st.text(max_size=80))
@settings(deadline=None)
def test_any_other_text_is_refused_plainly(text: str) -> None:
    with pytest.raises(Refused, match="recovery_code_mistyped"):
        recovery_code.read(text)


def test_a_code_is_fresh_and_of_160_bits() -> None:
    assert len(recovery_code.new_secret()) == 20
    assert recovery_code.written(recovery_code.new_secret()) != recovery_code.written(recovery_code.new_secret())
