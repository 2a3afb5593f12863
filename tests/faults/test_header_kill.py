"""Killed while the header is saved: a whole header is always there, never older than the last acknowledged one."""

import random
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from caseapp.crypto.kdf import TESTING
from caseapp.vault.header import MOST_BYTES, decode, signed
from caseapp.vault.header_files import read_headers, write_headers
from caseapp.vault.small_file import read_small
from caseapp.vault.vault import create_vault, unlock

from .killed import Tell, running

GOOD = "nine bridges over a slow river"
KILLS = 150


def save_headers_on_and_on(tell: Tell, folder: Path, passphrase: str) -> None:
    """Tells each generation once it is saved."""
    vault = unlock(folder, passphrase)
    header = vault._header
    while True:
        header = signed(replace(header, generation=header.generation + 1), vault._master)
        write_headers(vault.folder, header)
        tell(str(header.generation))


def test_a_header_is_whole_and_never_older_than_the_last_acknowledged_one(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    now = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    create_vault(folder, label="Ann", passphrase=GOOD, now=now, profile=TESTING).vault.close()
    chance = random.Random(20260302)
    for _ in range(KILLS):
        acknowledged = read_headers(folder)[0].generation
        with running(save_headers_on_and_on, folder, GOOD) as program:
            for _ in range(chance.randint(1, 4)):
                acknowledged = int(program.hear())
            acknowledged = max([acknowledged, *map(int, program.kill_after(chance.uniform(0, 0.004)))])
        copies = [read_small(folder / name, MOST_BYTES) for name in ("vault.hdr.a", "vault.hdr.b")]
        generations = [decode(content).generation for content in copies if content is not None]
        assert len(generations) == 2, "a copy is missing"
        assert acknowledged <= max(generations) <= acknowledged + 1
        assert max(generations) - min(generations) <= 1
    with unlock(folder, GOOD) as vault:
        assert vault.label == "Ann"
    assert len(read_headers(folder)) == 1
