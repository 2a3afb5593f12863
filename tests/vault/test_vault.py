"""Creating, unlocking, recovering: what opens a vault, what does not, and what is left on disk."""

import errno
import gc
import re
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from caseapp.base.clock import SetClock
from caseapp.base.errors import Broken, Damaged, Refused, Trouble
from caseapp.base.words import known_codes
from caseapp.crypto.kdf import FLOOR, TESTING, KdfProfile
from caseapp.crypto.keys import Purpose
from caseapp.vault.header import SlotKind, decode, encode
from caseapp.vault.vault import (
    change_passphrase,
    create_vault,
    peek,
    set_passphrase_after_recovery,
    unlock,
    unlock_with_recovery,
)

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
GOOD = "nine bridges over a slow river"


def refused(code: str) -> object:
    return pytest.raises(Trouble, match=f"^{code}$")


def test_a_vault_opens_with_its_passphrase_and_gives_the_same_keys_each_time(made) -> None:
    with unlock(made.folder, made.passphrase) as first:
        key, field = first.database_key(), bytes(first.subkey(Purpose.FIELD_SEAL).buffer)
        assert first.label == "Ann Example"
        assert first.kind is SlotKind.PASSPHRASE
        assert first.vault_id == made.vault_id
        assert first.database_path.parent == made.folder
        assert not first.header_mended
    assert re.fullmatch(rb"x'[0-9a-f]{96}'", key)
    with unlock_with_recovery(made.folder, made.recovery_code) as second:
        assert second.kind is SlotKind.RECOVERY
        assert second.database_key() == key
        assert bytes(second.subkey(Purpose.FIELD_SEAL).buffer) == field


def test_anyone_may_see_whose_vault_it_is_but_nothing_else(made) -> None:
    summary = peek(made.folder)
    assert summary.vault_id == made.vault_id
    assert summary.created == NOW
    assert summary.testing
    assert [(slot.kind, slot.label) for slot in summary.slots] == [
        (SlotKind.PASSPHRASE, "Ann Example"),
        (SlotKind.RECOVERY, "Recovery code"),
    ]


def test_two_vaults_with_one_passphrase_have_nothing_in_common(made, tmp_path: Path) -> None:
    other = create_vault(tmp_path / "b", label="Bo", passphrase=made.passphrase, now=NOW, profile=TESTING)
    with other.vault, unlock(made.folder, made.passphrase) as vault:
        assert other.vault.vault_id != vault.vault_id
        assert other.vault.database_key() != vault.database_key()
    with refused("recovery_code_wrong"):
        unlock_with_recovery(made.folder, other.recovery_code)


def test_a_recovery_code_with_slips_opens_its_own_vault_and_tells_what_to_put_right(made, tmp_path: Path) -> None:
    groups = made.recovery_code.split("-")
    slips = [*groups]
    for number in (2, 7):
        slips[number] = slips[number][:3] + ("W" if slips[number][3] != "W" else "M")
    with unlock_with_recovery(made.folder, "-".join(slips)) as vault:
        assert [(group.number, group.signs) for group in vault.put_right] == [(3, groups[2]), (8, groups[7])]
    with unlock_with_recovery(made.folder, made.recovery_code) as vault:
        assert vault.put_right == ()
    other = create_vault(tmp_path / "b", label="Bo", passphrase=made.passphrase, now=NOW, profile=TESTING)
    other.vault.close()
    with refused("recovery_code_mistyped"):
        unlock_with_recovery(other.vault.folder, "-".join(slips))


def test_wrong_ways_in_are_refused_and_leave_the_vault_free(made) -> None:
    with refused("passphrase_wrong"):
        unlock(made.folder, made.passphrase + " ", clock=made.clock)
    with refused("passphrase_wrong"):
        unlock(made.folder, "", clock=made.clock)
    with refused("recovery_code_mistyped"):
        unlock_with_recovery(made.folder, made.recovery_code[:-2])
    unlock(made.folder, made.passphrase, clock=made.clock).close()


def test_a_changed_passphrase_alone_opens_and_the_old_one_not_even_from_an_old_copy(made) -> None:
    with unlock(made.folder, made.passphrase) as vault:
        key = vault.database_key()
        with refused("passphrase_wrong"):
            change_passphrase(vault, "not the old one at all", GOOD, TESTING, clock=made.clock)
        with refused("passphrase_too_short"):
            change_passphrase(vault, made.passphrase, "short", TESTING, clock=made.clock)
        change_passphrase(vault, made.passphrase, GOOD, TESTING, clock=made.clock)
    with unlock(made.folder, GOOD) as vault:
        assert vault.database_key() == key
    for name in ("vault.hdr.a", "vault.hdr.b"):
        (made.folder / name).rename(made.folder / "aside")
        with refused("passphrase_wrong"):
            unlock(made.folder, made.passphrase, clock=made.clock)
        (made.folder / "aside").rename(made.folder / name)
    with unlock_with_recovery(made.folder, made.recovery_code) as vault:
        assert vault.database_key() == key


def test_after_recovery_a_new_passphrase_can_be_set(made) -> None:
    with unlock_with_recovery(made.folder, made.recovery_code) as vault:
        set_passphrase_after_recovery(vault, GOOD, TESTING, clock=made.clock)
    with unlock(made.folder, GOOD) as vault:
        assert vault.label == "Ann Example"
        with pytest.raises(Broken):
            set_passphrase_after_recovery(vault, GOOD, TESTING)
    with refused("passphrase_wrong"):
        unlock(made.folder, made.passphrase, clock=made.clock)


def test_closing_wipes_the_keys_and_lets_the_next_opener_in(made) -> None:
    vault = unlock(made.folder, made.passphrase)
    with refused("vault_in_use"):
        unlock(made.folder, made.passphrase)
    with refused("vault_in_use"):
        unlock_with_recovery(made.folder, made.recovery_code)
    vault.close()
    vault.close()
    with pytest.raises(Broken, match="secret_wiped"):
        vault.database_key()
    unlock(made.folder, made.passphrase).close()


@pytest.mark.parametrize("passphrase", ["too short", "passwordpassword", "x" * 1025])
def test_a_weak_passphrase_is_refused_before_anything_is_made(tmp_path: Path, passphrase: str) -> None:
    with pytest.raises(Refused):
        create_vault(tmp_path / "v", label="Ann", passphrase=passphrase, now=NOW, profile=TESTING)
    assert not (tmp_path / "v").exists()


@pytest.mark.parametrize("label", ["", "  ", "two\nlines", "x" * 81, "\ud800"])
def test_a_label_that_cannot_be_shown_is_refused(tmp_path: Path, label: str) -> None:
    with refused("label_unfit"):
        create_vault(tmp_path / "v", label=label, passphrase=GOOD, now=NOW, profile=TESTING)


def test_a_label_may_be_in_any_language(tmp_path: Path) -> None:
    create_vault(tmp_path / "v", label="Siân Ó Brädy 李", passphrase=GOOD, now=NOW, profile=TESTING).vault.close()
    assert peek(tmp_path / "v").slots[0].label == "Siân Ó Brädy 李"


def test_folders_that_are_no_place_for_a_vault(made, tmp_path: Path) -> None:
    def make(folder: Path) -> None:
        create_vault(folder, label="Ann", passphrase=GOOD, now=NOW, profile=TESTING)

    with refused("vault_exists"):
        make(made.folder)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("untouched")
    with refused("folder_not_empty"):
        make(tmp_path / "letters")
    with refused("folder_not_empty"):
        make(tmp_path / "letters" / "letter.txt")
    with refused("folder_not_made"):
        make(tmp_path / "letters" / "letter.txt" / "below")
    with refused("not_a_vault"):
        unlock(tmp_path / "letters", GOOD)
    with refused("not_a_vault"):
        peek(tmp_path / "nowhere")
    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["letter.txt"]


def test_a_set_up_that_was_stopped_half_way_can_be_done_again(tmp_path: Path) -> None:
    folder = tmp_path / "v"
    folder.mkdir()
    for name in ("vault.lock", ".vault.hdr.a.tmp"):
        (folder / name).write_bytes(b"stale")
    create_vault(folder, label="Ann", passphrase=GOOD, now=NOW, profile=TESTING).vault.close()
    unlock(folder, GOOD).close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in lists, not in modes")
def test_folder_and_files_are_for_their_owner_only(made) -> None:
    with refused("passphrase_wrong"):
        unlock(made.folder, "wrong", clock=made.clock)
    assert stat.S_IMODE(made.folder.stat().st_mode) == 0o700
    names = sorted(path.name for path in made.folder.iterdir())
    assert names == ["vault.hdr.a", "vault.hdr.b", "vault.lock", "vault.tries"]
    assert {stat.S_IMODE((made.folder / name).stat().st_mode) for name in names} == {0o600}


def test_a_testing_vault_opens_only_where_that_is_allowed(
    made, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CASEAPP_TESTING_KDF")
    with refused("kdf_testing_only"):
        unlock(made.folder, made.passphrase)
    with refused("kdf_testing_only"):
        unlock_with_recovery(made.folder, made.recovery_code)
    with refused("kdf_testing_only"):
        create_vault(tmp_path / "new", label="Ann", passphrase=GOOD, now=NOW, profile=TESTING)
    with unlock(made.folder, made.passphrase, allow_testing=True) as vault:
        assert vault.testing


def test_a_vault_for_real_records_never_gets_a_testing_slot(tmp_path: Path) -> None:
    created = create_vault(tmp_path / "v", label="Ann", passphrase=GOOD, now=NOW, profile=FLOOR, use_keyring=False)
    with created.vault as vault:
        assert not vault.testing
        with refused("kdf_testing_only"):
            change_passphrase(vault, GOOD, GOOD + "er", TESTING)


def test_a_profile_outside_the_range_is_refused_before_any_work(tmp_path: Path) -> None:
    for profile in (KdfProfile("argon2id", 1024, 1, 1), KdfProfile("argon2id", 1 << 40, 3, 1)):
        with refused("kdf_out_of_range"):
            create_vault(tmp_path / "v", label="Ann", passphrase=GOOD, now=NOW, profile=profile)
    assert not (tmp_path / "v").exists()


def spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("name", ["vault.hdr.a", "vault.hdr.b"])
@pytest.mark.parametrize("how", [spoil, Path.unlink, lambda path: path.write_bytes(b"")])
def test_one_damaged_copy_of_the_header_is_mended_from_the_other(made, name: str, how) -> None:
    whole = (made.folder / name).read_bytes()
    how(made.folder / name)
    assert peek(made.folder).vault_id == made.vault_id
    with unlock(made.folder, made.passphrase) as vault:
        assert vault.header_mended
    assert (made.folder / name).read_bytes() == whole


def test_two_damaged_copies_are_said_to_be_damaged_and_cost_no_try(made) -> None:
    for name in ("vault.hdr.a", "vault.hdr.b"):
        spoil(made.folder / name)
    with refused("header_damaged"):
        peek(made.folder)
    for _ in range(7):
        with pytest.raises(Damaged, match="header_damaged"):
            unlock(made.folder, made.passphrase)
    assert not (made.folder / "vault.tries").exists()


def full_disk(*_args: object) -> None:
    raise OSError(errno.ENOSPC, "made up")


def test_a_full_disk_keeps_nobody_out_and_a_change_is_refused_whole(made, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(made.folder / "vault.hdr.b")
    whole = (made.folder / "vault.hdr.a").read_bytes()
    monkeypatch.setattr("caseapp.vault.small_file.os.fsync", full_disk)
    with unlock(made.folder, made.passphrase) as vault:
        assert not vault.header_mended
        with refused("disk_full"):
            change_passphrase(vault, made.passphrase, GOOD, TESTING)
    assert (made.folder / "vault.hdr.a").read_bytes() == whole
    monkeypatch.undo()
    with unlock(made.folder, made.passphrase, allow_testing=True) as vault:
        assert vault.header_mended


def test_a_vault_that_could_not_be_made_can_be_made_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("caseapp.vault.small_file.os.replace", full_disk)
        with refused("disk_full"):
            create_vault(tmp_path / "v", label="Ann", passphrase=GOOD, now=NOW, profile=TESTING)
    create_vault(tmp_path / "v", label="Ann", passphrase=GOOD, now=NOW, profile=TESTING).vault.close()


def forge(path: Path, **changes: object) -> None:
    """Alter a header as somebody without the key can: with a right digest and a wrong HMAC."""
    from dataclasses import replace

    header = decode(path.read_bytes())
    slot = replace(header.slots[0], **changes)
    path.write_bytes(encode(replace(header, slots=(slot, *header.slots[1:]))))


@pytest.mark.parametrize("changes", [{"label": "Mallory"}, {"wrapped": bytes(108)}, {"salt": bytes(16)}])
def test_a_forged_copy_is_not_believed(made, changes: dict[str, object]) -> None:
    forge(made.folder / "vault.hdr.a", **changes)
    with unlock(made.folder, made.passphrase, clock=made.clock) as vault:
        assert vault.label == "Ann Example"
        assert vault.header_mended
    forge(made.folder / "vault.hdr.a", **changes)
    forge(made.folder / "vault.hdr.b", **changes)
    with pytest.raises(Trouble) as raised:
        unlock(made.folder, made.passphrase, clock=made.clock)
    assert raised.value.code == ("passphrase_wrong" if "salt" in changes else "header_damaged")


def test_the_lock_outlives_neither_its_holder_nor_matters_what_stands_in_it(made) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom caseapp.vault.vault import unlock\n"
        "vault = unlock(Path(sys.argv[1]), sys.stdin.readline().rstrip('\\n'))\n"
        "print('open', flush=True)\nsys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(made.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        holder.stdin.write(made.passphrase + "\n")
        holder.stdin.flush()
        assert holder.stdout.readline() == "open\n"
        with refused("vault_in_use"):
            unlock(made.folder, made.passphrase)
        holder.kill()
        holder.wait()
    (made.folder / "vault.lock").write_text("pid 1 of another century")
    unlock(made.folder, made.passphrase).close()


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs /proc")
def test_after_closing_no_key_is_left_in_memory(made) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom caseapp.vault.vault import unlock\n"
        "vault = unlock(Path(sys.argv[1]), sys.stdin.readline().rstrip('\\n'))\n"
        "key = vault.database_key()\nprint(bytes(b ^ 0x5A for b in key).hex(), flush=True)\n"
        "print(bytes(b ^ 0x5A for b in vault._master.buffer).hex(), flush=True)\n"
        "sys.stdin.readline()\nkey[:] = bytes(len(key))\nvault.close()\nprint('closed', flush=True)\nsys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(made.folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        holder.stdin.write(made.passphrase + "\n")
        holder.stdin.flush()
        hexed, master = (bytes(b ^ 0x5A for b in bytes.fromhex(holder.stdout.readline())) for _ in range(2))
        raw = bytes.fromhex(hexed[2:66].decode())
        needles = (hexed[2:66], raw, master, master.hex().encode())
        while_open = found(holder.pid, needles)
        holder.stdin.write("\n")
        holder.stdin.flush()
        assert holder.stdout.readline() == "closed\n"
        after = found(holder.pid, needles)
        holder.kill()
    gc.collect()
    assert while_open[0]
    assert while_open[2]
    assert after == [0, 0, 0, 0]


def found(pid: int, needles: tuple[bytes, ...]) -> list[int]:
    """How often each needle is in the writable memory of a process."""
    counts = [0] * len(needles)
    with Path(f"/proc/{pid}/maps").open() as maps, Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in maps:
            span, rights = line.split()[:2]
            if "rw" not in rights or "[v" in line:
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            try:
                memory.seek(start)
                content = memory.read(end - start)
            except OSError:
                continue
            for place, needle in enumerate(needles):
                counts[place] += content.count(needle)
    return counts


def test_every_error_of_this_floor_has_a_sentence() -> None:
    root = Path(__file__).parents[2] / "caseapp"
    sources = [*(root / "vault").glob("*.py"), *(root / "crypto").glob("*.py"), root / "store" / "engine.py"]
    raised = {code for path in sources for code in re.findall(r'(?:Refused|Damaged)\("(\w+)"', path.read_text("utf-8"))}
    assert {"passphrase_wrong", "header_damaged", "database_unreadable"} <= raised
    assert raised <= known_codes()


def test_the_clock_passed_in_is_the_only_one(made) -> None:
    clock = SetClock(datetime(1999, 1, 1, tzinfo=UTC))
    with unlock(made.folder, made.passphrase, clock=clock) as vault:
        change_passphrase(vault, made.passphrase, GOOD, TESTING, clock=clock)
    assert peek(made.folder).slots[0].created == datetime(1999, 1, 1, tzinfo=UTC)
