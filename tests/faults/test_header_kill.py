"""Killed while the header is saved: a whole header is always there, never older than the last acknowledged one."""

import random
import select
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from caseapp.crypto.kdf import TESTING
from caseapp.vault.header import MOST_BYTES, decode
from caseapp.vault.header_files import read_headers
from caseapp.vault.small_file import read_small
from caseapp.vault.vault import create_vault, unlock

GOOD = "nine bridges over a slow river"
SAVER = """
import sys
from pathlib import Path
from dataclasses import replace
from caseapp.vault.header import signed
from caseapp.vault.header_files import write_headers
from caseapp.vault.vault import unlock
vault = unlock(Path(sys.argv[1]), sys.stdin.readline().rstrip())
header = vault._header
while True:
    header = signed(replace(header, generation=header.generation + 1), vault._master)
    write_headers(vault.folder, header)
    print(header.generation, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="select on a pipe")
def test_thirty_kills_during_header_saves(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    folder = tmp_path / "vault"
    now = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    create_vault(folder, label="Ann", passphrase=GOOD, now=now, profile=TESTING).vault.close()
    chance = random.Random(20260302)
    for _ in range(150 if request.config.getoption("--deep") else 30):
        acknowledged = read_headers(folder)[0].generation
        with subprocess.Popen(
            [sys.executable, "-c", SAVER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as saver:
            assert saver.stdin is not None
            assert saver.stdout is not None
            saver.stdin.write(GOOD.encode() + b"\n")
            saver.stdin.flush()
            for _ in range(chance.randint(1, 4)):
                acknowledged = int(saver.stdout.readline())
            select.select([], [], [], chance.uniform(0, 0.004))  # let it get somewhere into the next save
            saver.kill()
            acknowledged = max([acknowledged, *(int(line) for line in saver.stdout if line.endswith(b"\n"))])
        copies = [read_small(folder / name, MOST_BYTES) for name in ("vault.hdr.a", "vault.hdr.b")]
        generations = [decode(content).generation for content in copies if content is not None]
        assert len(generations) == 2, "a copy is missing"
        assert acknowledged <= max(generations) <= acknowledged + 1
        assert max(generations) - min(generations) <= 1
    with unlock(folder, GOOD) as vault:
        assert vault.label == "Ann"
    assert len(read_headers(folder)) == 1
