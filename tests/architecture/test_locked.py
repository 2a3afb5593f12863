"""One lock for running, testing and building: complete, hashed, free of addresses and of what we may not ship."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


@pytest.fixture(scope="module")
def locked(project: Path) -> list[Requirement]:
    lines = (project / "requirements.lock").read_text(encoding="utf-8").splitlines()
    return [Requirement(line.rstrip(" \\")) for line in lines if line[:1].isalnum()]


@pytest.fixture(scope="module")
def asked(project: Path) -> list[Requirement]:
    table = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for lines in table["optional-dependencies"].values() for line in lines]
    return [Requirement(line) for line in [*table["dependencies"], *extras]]


def pinned(requirement: Requirement) -> str:
    (only,) = requirement.specifier
    assert only.operator == "=="
    return only.version


def test_everything_asked_for_is_locked_at_a_version_that_fits(
    asked: list[Requirement], locked: list[Requirement]
) -> None:
    pins = {canonicalize_name(one.name): pinned(one) for one in locked}
    assert not [str(one) for one in asked if pins.get(canonicalize_name(one.name), "0") not in one.specifier]


def test_what_is_installed_is_what_is_locked(locked: list[Requirement]) -> None:
    here = [one for one in locked if one.marker is None or one.marker.evaluate()]
    assert not {one.name: version(one.name) for one in here if version(one.name) != pinned(one)}


def test_every_locked_library_has_hashes_and_no_address(project: Path) -> None:
    text = (project / "requirements.lock").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[A-Za-z0-9])", text)
    assert all("--hash=sha256:" in block for block in blocks if block[:1].isalnum())
    assert "://" not in text
    assert not [line for line in text.splitlines() if line.startswith("-")]


def test_nothing_is_locked_that_may_not_be_shipped_or_would_clash(locked: list[Requirement]) -> None:
    names = {canonicalize_name(one.name) for one in locked}
    unwanted = {
        "pyside6",
        "pyside6-addons",
        "pyside6-webengine",
        "pyqt5",
        "pyqt6",
        "sqlcipher3-wheels",
        "sqlcipher3-binary",
    }
    assert not names & unwanted


def test_the_engine_is_the_one_the_vault_was_designed_on() -> None:
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(":memory:")
    try:
        (cipher,) = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    assert tuple(int(n) for n in cipher.split()[0].split(".")) >= (4, 19)
    assert dbapi2.sqlite_version_info >= (3, 53)
