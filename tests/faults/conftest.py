"""A vault with one case: made once, copied for each test that wants one."""

import shutil
from pathlib import Path

import pytest

from .kept import make_vault


@pytest.fixture(scope="session")
def made_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made") / "vault"
    make_vault(folder)
    return folder


@pytest.fixture
def folder(made_vault: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made_vault, tmp_path / "vault"))
