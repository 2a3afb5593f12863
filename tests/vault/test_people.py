"""Several people, one vault: each by their own passphrase, and nobody who was removed, whatever they kept."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from caseapp.base.errors import Broken, Damaged, Refused
from caseapp.base.ids import uuid7
from caseapp.crypto.kdf import DEFAULT, FLOOR, TESTING
from caseapp.crypto.keys import Purpose, derive
from caseapp.crypto.secret import SecretBytes
from caseapp.vault import vault as keys
from caseapp.vault.header import decode, encode, signed
from caseapp.vault.header_files import read_headers
from caseapp.vault.header_parts import PERSONAL, SlotKind
from caseapp.vault.rotation import begin_rotation, finish_rotation
from caseapp.vault.vault import change_passphrase, create_vault, peek, unlock, unlock_with_recovery
from caseapp.vault.ways_in import add_person, new_recovery_code

from .conftest import NOON, PASSPHRASE

BO, CY = "eleven swans upon the estuary", "five lanterns over grey marshes"


def refused(code: str) -> object:
    return pytest.raises(Refused, match=f"^{code}$")


@pytest.fixture
def shared(made):
    """Ann's vault, shared with Bo and Cy."""
    with unlock(made.folder, made.passphrase, clock=made.clock) as vault:
        for label, passphrase in (("Bo", BO), ("Cy", CY)):
            add_person(vault, uuid7(NOON), label, passphrase, TESTING, clock=made.clock)
    return made


def slot_of(folder: Path, label: str) -> str:
    (found,) = [slot.slot_id for slot in peek(folder).slots if slot.label == label]
    return found


def test_everybody_opens_it_with_their_own_passphrase_and_no_other(shared) -> None:
    opened = {}
    for label, passphrase in (("Ann Example", PASSPHRASE), ("Bo", BO), ("Cy", CY)):
        with unlock(shared.folder, passphrase, clock=shared.clock) as vault:
            assert vault.label == label
            opened[label] = bytes(vault.database_key())
        with unlock(shared.folder, passphrase, slot_id=slot_of(shared.folder, label), clock=shared.clock):
            pass
    assert len(set(opened.values())) == 1
    with refused("passphrase_wrong"):
        unlock(shared.folder, BO, slot_id=slot_of(shared.folder, "Cy"), clock=shared.clock)


def test_two_people_may_even_have_chosen_one_passphrase(shared) -> None:
    with unlock(shared.folder, PASSPHRASE, clock=shared.clock) as vault:
        add_person(vault, uuid7(NOON), "Di", BO, TESTING, clock=shared.clock)
    with unlock(shared.folder, BO, slot_id=slot_of(shared.folder, "Di"), clock=shared.clock) as vault:
        assert vault.label == "Di"
    slots = [slot for slot in read_headers(shared.folder)[0].slots if slot.label in {"Bo", "Di"}]
    assert slots[0].salt != slots[1].salt


def test_a_weak_passphrase_or_an_odd_name_adds_nobody(shared) -> None:
    with unlock(shared.folder, PASSPHRASE, clock=shared.clock) as vault:
        with refused("passphrase_too_short"):
            add_person(vault, uuid7(NOON), "Di", "short", TESTING)
        with refused("label_unfit"):
            add_person(vault, uuid7(NOON), "\n", BO, TESTING)
    assert len(peek(shared.folder).slots) == 4


def test_there_is_room_for_a_whole_team_and_then_it_is_said(made) -> None:
    with unlock(made.folder, PASSPHRASE, clock=made.clock) as vault, refused("people_full"):
        for number in range(64):
            add_person(vault, uuid7(NOON), f"Person {number}", BO, TESTING, clock=made.clock)
    people = sum(slot.kind in PERSONAL for slot in peek(made.folder).slots)
    assert people >= 50, people
    unlock(made.folder, PASSPHRASE, clock=made.clock).close()


def test_removing_somebody_changes_the_key_and_needs_nobody_s_passphrase(shared) -> None:
    with unlock(shared.folder, PASSPHRASE, clock=shared.clock) as vault:
        before = vault.database_key()
        code = begin_rotation(vault, without=frozenset({slot_of(shared.folder, "Bo")}), clock=shared.clock)
        assert code is None
        assert vault.rotating
        assert vault.old_database_key() == before != vault.database_key()
        after = vault.database_key()
        finish_rotation(vault)
        assert not vault.rotating
    for passphrase in (PASSPHRASE, CY):
        with unlock(shared.folder, passphrase, clock=shared.clock) as vault:
            assert vault.database_key() == after
    with unlock_with_recovery(shared.folder, shared.recovery_code) as vault:
        assert vault.database_key() == after
    with refused("passphrase_wrong"):
        unlock(shared.folder, BO, clock=shared.clock)


def test_statement_29_who_was_removed_has_nothing_with_the_old_header_and_every_old_key(shared, tmp_path: Path) -> None:
    """Bo kept a copy of the header, his passphrase, and from it the old master key and all it opens."""
    kept = tmp_path / "kept"
    shutil.copytree(shared.folder, kept)
    with unlock(shared.folder, PASSPHRASE, clock=shared.clock) as vault:
        begin_rotation(vault, without=frozenset({slot_of(shared.folder, "Bo")}), clock=shared.clock)
        finish_rotation(vault)
        new_key = bytes(vault.database_key())
        new_master = bytes(vault._master.buffer)
    (new,) = read_headers(shared.folder)
    with unlock(kept, BO, clock=shared.clock) as bo:
        assert bytes(bo.database_key()) != new_key
        old = bo._header
        for slot in new.slots:  # every hand-over key he could know, tried on every slot of the new header
            for known in old.slots:
                assert known.own is not None
                binding = old.core.binding_of("keep", known.slot_id, known.kind)
                with derive(bo._master, Purpose.HAND_OVER_KEEP, bytes.fromhex(old.core.vault_id)) as keep:
                    hand_over = keys.open_sealed(keep, known.own.keep, binding)
                inner = derive(hand_over, Purpose.HAND_OVER, bytes.fromhex(old.core.vault_id))
                with pytest.raises(Damaged):
                    keys.open_sealed(inner, slot.wrapped, new.core.binding_of("wrapped", slot.slot_id, slot.kind))
        assert new_master not in encode(new)
    for name in ("vault.hdr.a", "vault.hdr.b"):  # and his old header beside the new one opens nothing newer
        shutil.copy(kept / name, shared.folder / name)
        with refused("passphrase_wrong"):
            unlock(shared.folder, BO, clock=shared.clock)
        (shared.folder / name).write_bytes(encode(new))


def test_a_header_made_up_by_somebody_without_a_key_is_not_believed(shared) -> None:
    """Who only writes files knows the public keys; a master key of their own must not pass for a hand-over."""
    from caseapp.crypto.envelope import Kem, seal_to

    (header,) = read_headers(shared.folder)
    own = SecretBytes.random(32)
    slots = []
    for slot in header.slots:
        assert slot.own is not None
        binding = header.core.binding_of("wrapped", slot.slot_id, slot.kind)
        inner = bytes(28) + own.buffer
        slots.append(replace(slot, wrapped=seal_to(Kem.X25519, slot.own.public, inner, binding)))
    forged = encode(signed(replace(header, slots=tuple(slots), generation=header.generation + 1), own))
    (shared.folder / "vault.hdr.a").write_bytes(forged)
    with unlock(shared.folder, PASSPHRASE, clock=shared.clock) as vault:
        assert vault.header_mended
    for name in ("vault.hdr.a", "vault.hdr.b"):
        (shared.folder / name).write_bytes(forged)
    with pytest.raises(Damaged, match="header_damaged"):
        unlock(shared.folder, PASSPHRASE, clock=shared.clock)


def test_after_a_change_of_keys_each_slot_gets_keys_of_its_own_at_the_next_unlock(shared) -> None:
    with unlock(shared.folder, PASSPHRASE, clock=shared.clock) as vault:
        begin_rotation(vault, clock=shared.clock)
        finish_rotation(vault)
    before = {slot.label: slot.own for slot in read_headers(shared.folder)[0].slots}
    with unlock(shared.folder, CY, clock=shared.clock):
        pass
    (header,) = read_headers(shared.folder)
    after = {slot.label: slot.own for slot in header.slots}
    changed = {label for label, own in after.items() if own != before[label]}
    assert changed == {"Cy"}
    assert after["Cy"] is not None
    assert after["Cy"].kit_epoch == header.core.epoch == 2
    unlock(shared.folder, CY, clock=shared.clock).close()
    assert read_headers(shared.folder)[0].generation == header.generation, "once is enough"


def test_stopped_half_way_everybody_who_stays_has_both_keys(shared) -> None:
    with unlock(shared.folder, PASSPHRASE, clock=shared.clock) as vault:
        old = vault.database_key()
        begin_rotation(vault, without=frozenset({slot_of(shared.folder, "Bo")}), clock=shared.clock)
        new = vault.database_key()
        with refused("rotation_pending"):
            begin_rotation(vault, clock=shared.clock)
    for open_it in (lambda: unlock(shared.folder, CY, clock=shared.clock), lambda: unlock_with_recovery(
        shared.folder, shared.recovery_code
    )):  # fmt: skip
        with open_it() as vault:
            assert vault.rotating
            assert (vault.database_key(), vault.old_database_key()) == (new, old)
    with unlock(shared.folder, CY, clock=shared.clock) as vault:
        finish_rotation(vault)
    with unlock(shared.folder, PASSPHRASE, clock=shared.clock) as vault:
        assert not vault.rotating
        with pytest.raises(Broken):
            finish_rotation(vault)


def test_a_change_of_keys_that_cannot_be_saved_changes_nothing(shared, monkeypatch: pytest.MonkeyPatch) -> None:
    with unlock(shared.folder, PASSPHRASE, clock=shared.clock) as vault:
        before = vault.database_key()
        with monkeypatch.context() as patch:
            patch.setattr(
                "caseapp.vault.rotation.write_headers", lambda *_args: (_ for _ in ()).throw(Refused("disk_full"))
            )
            with refused("disk_full"):
                begin_rotation(vault, clock=shared.clock)
        assert vault.database_key() == before
        assert not vault.rotating
    with unlock(shared.folder, BO, clock=shared.clock) as vault:
        assert vault.database_key() == before


def test_statement_27_the_last_way_in_stays(made) -> None:
    with unlock(made.folder, PASSPHRASE, clock=made.clock) as vault, pytest.raises(Broken, match="own_slot"):
        begin_rotation(vault, without=frozenset({vault.slot_id}))
    with unlock_with_recovery(made.folder, made.recovery_code) as vault:
        with pytest.raises(Broken, match="own_slot"):
            begin_rotation(vault, without=frozenset({vault.slot_id}))
        everybody = frozenset(slot.slot_id for slot in vault.slots)
        vault._slot = replace(vault._slot, slot_id="00" * 16)  # as if opened by a third way
        with refused("last_way_in"):
            begin_rotation(vault, without=everybody)


def test_a_new_recovery_code_ends_the_one_before(made) -> None:
    with unlock_with_recovery(made.folder, made.recovery_code) as vault:
        key = vault.database_key()
        code = new_recovery_code(vault, clock=made.clock)
    assert code != made.recovery_code
    with refused("recovery_code_wrong"):
        unlock_with_recovery(made.folder, made.recovery_code)
    with unlock_with_recovery(made.folder, code) as vault:
        assert vault.database_key() == key
        assert [slot.kind for slot in vault.slots].count(SlotKind.RECOVERY) == 1


def test_statement_14_a_cheaper_slot_is_made_as_dear_as_today_at_the_next_unlock(tmp_path: Path) -> None:
    folder = tmp_path / "v"
    made = create_vault(folder, label="Ann", passphrase=PASSPHRASE, now=NOON, profile=FLOOR, use_keyring=False)
    made.vault.close()
    salt = read_headers(folder)[0].slots[0].salt
    with unlock(folder, PASSPHRASE) as vault:
        key = vault.database_key()
    slot = read_headers(folder)[0].slots[0]
    assert slot.profile == DEFAULT
    assert slot.salt != salt
    assert len(slot.salt) == 16
    with unlock(folder, PASSPHRASE) as vault:
        assert vault.database_key() == key


def test_statement_28_changing_a_passphrase_writes_the_header_only(shared) -> None:
    (shared.folder / "vault.db").write_bytes(b"never looked at")
    before = {path.name: path.stat().st_mtime_ns for path in shared.folder.iterdir()}
    with unlock(shared.folder, BO, clock=shared.clock) as vault:
        others = {slot.slot_id: slot for slot in vault._header.slots if slot.slot_id != vault.slot_id}
        change_passphrase(vault, BO, CY + "!", TESTING, clock=shared.clock)
    (header,) = read_headers(shared.folder)
    assert {slot.slot_id: slot for slot in header.slots if slot.slot_id in others} == others
    changed = {p.name for p in shared.folder.iterdir() if before.get(p.name) != p.stat().st_mtime_ns}
    assert changed <= {"vault.hdr.a", "vault.hdr.b", "vault.tries"}


def test_what_is_written_for_many_people_is_read_back(shared) -> None:
    content = (shared.folder / "vault.hdr.a").read_bytes()
    assert encode(decode(content)) == content
