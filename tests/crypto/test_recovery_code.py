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


def slipped(code: str, *places: int) -> str:
    """The code with another letter at some places."""
    signs = list(code.replace("-", ""))
    for place in places:
        signs[place] = "W" if signs[place] != "W" else "M"
    return "".join(signs)


def found(code: str) -> list[bytes]:
    return [bytes(secret.buffer) for secret in recovery_code.meant(code)]


def stands_for(code: str, value: bytes) -> bool:
    return any(bytes(secret.buffer) == value for secret in recovery_code.meant(code))


@given(secrets_of_20, st.integers(0, 35), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
@settings(deadline=None, max_examples=20)
def test_one_slip_is_put_right_wherever_it_is(value: bytes, place: int, letter: str) -> None:
    code = recovery_code.written(SecretBytes(bytearray(value))).replace("-", "")
    group = place // 4 + 1
    with_one_more = code[:place] + letter + code[place:]
    with_one_less = code[:place] + code[place + 1 :]
    for wrong in (slipped(code, place), code[:place] + "?" + code[place + 1 :], with_one_less, with_one_more):
        assert stands_for(wrong, value)
        told = recovery_code.put_right(wrong, SecretBytes(bytearray(value)))
        assert all(each.signs == code[4 * each.number - 4 : 4 * each.number] for each in told)
        assert 1 <= len(told) <= 2
    left_out = recovery_code.put_right(with_one_less, SecretBytes(bytearray(value)))
    assert group in [each.number for each in left_out]
    assert recovery_code.put_right(slipped(code, place), SecretBytes(bytearray(value)))[0].number == group


@pytest.mark.parametrize("places", [(30, 31), (7, 35), (32, 33)])
def test_two_wrong_letters_are_put_right_and_both_groups_told(places: tuple[int, int]) -> None:
    secret = SecretBytes(bytearray(range(20)))
    wrong = slipped(recovery_code.written(secret), *places)
    assert stands_for(wrong, bytes(range(20)))
    told = [group.number for group in recovery_code.put_right(wrong, secret)]
    assert told == sorted({place // 4 + 1 for place in places})


def test_a_code_without_a_slip_stands_for_itself_alone_and_three_slips_for_nothing_of_the_kind() -> None:
    secret = SecretBytes(bytearray(range(20)))
    code = recovery_code.written(secret)
    assert found(code) == [bytes(secret.buffer)]
    assert recovery_code.put_right(code, secret) == ()
    assert bytes(secret.buffer) not in found(slipped(code, 0, 10, 20))
    for far in ("", "ABCD", code[:-2], code + "AB", "???" + code[3:]):
        assert found(far) == []
