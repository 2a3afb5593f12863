"""Saving a small file: the old one or the new one, and a plain reason if not."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from caseapp.base.errors import Refused
from caseapp.vault import small_file
from caseapp.vault.small_file import read_small, replace_file


def test_the_new_content_is_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "small"
    replace_file(path, b"one")
    replace_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def failing(act: Callable[..., None], number: int, times: int) -> Callable[..., None]:
    left = [times]

    def perhaps(*args: object, **named: object) -> None:
        if left[0]:
            left[0] -= 1
            raise OSError(number, "made up")
        act(*args, **named)

    return perhaps


def test_a_file_held_by_another_program_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(small_file.os, "replace", failing(os.replace, errno.EACCES, 4))
    replace_file(tmp_path / "small", b"new", wait=waits.append)
    assert (tmp_path / "small").read_bytes() == b"new"
    assert waits == [0.01, 0.02, 0.05, 0.1]


def test_after_five_seconds_it_gives_up_and_the_old_file_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace_file(tmp_path / "small", b"old")
    waits: list[float] = []
    monkeypatch.setattr(small_file.os, "replace", failing(os.replace, errno.EACCES, 1000))
    with pytest.raises(Refused, match="file_held"):
        replace_file(tmp_path / "small", b"new", wait=waits.append)
    assert 4 < sum(waits) <= 5
    assert (tmp_path / "small").read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EIO, "disk_error"),
        (errno.EROFS, "folder_read_only"),
        (errno.EDQUOT, "disk_full"),
    ],
)
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_what_the_disk_answers_becomes_a_plain_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str, call: str
) -> None:
    replace_file(tmp_path / "small", b"old")
    monkeypatch.setattr(small_file.os, call, failing(getattr(os, call), number, 1))
    with pytest.raises(Refused, match=code):
        replace_file(tmp_path / "small", b"new")
    assert (tmp_path / "small").read_bytes() == b"old"


def test_reading_stops_just_past_the_limit(tmp_path: Path) -> None:
    (tmp_path / "big").write_bytes(b"x" * 1000)
    assert read_small(tmp_path / "big", 10) == b"x" * 11
    assert read_small(tmp_path / "none", 10) is None
    with pytest.raises(Refused):
        read_small(tmp_path, 10)
