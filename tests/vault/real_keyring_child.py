"""Run inside a session with a real keyring: what a laptop goes through, one journey a run. Prints `ok` at its end."""

import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from caseapp.base.errors import Refused
from caseapp.crypto.kdf import TESTING
from caseapp.services import health, team, vaults
from caseapp.vault import vault as keys
from caseapp.vault.keyring_secret import fit_keyring, named_keyring

PASSPHRASE, OTHER = "seven lamps beside the quiet harbour", "eleven swans upon the estuary"
NAME = "SecretService.Keyring"


def code_of(act: object, *arguments: object, **named: object) -> str:
    try:
        act(*arguments, **named)  # type: ignore[operator]  # any of the functions below
    except Refused as refused:
        return refused.code
    return "nothing refused"


def enrol(folder: Path) -> None:
    made = vaults.set_up(folder, name="Ann E.", passphrase=PASSPHRASE, profile=TESTING, use_keyring=True)
    (folder.parent / "code").write_text(made.recovery_code)
    made.office.close()
    assert fit_keyring().name == NAME
    assert vaults.peek(folder).slots[0].keyring == NAME
    vaults.unlock(folder, PASSPHRASE).close()
    assert code_of(vaults.unlock, folder, OTHER) == "passphrase_wrong"
    put_back(folder)


def put_back(folder: Path) -> None:
    """An old copy of the whole folder, its own anchor in it: the keyring knows better."""
    copy = shutil.copytree(folder, folder.with_name("copy"))
    office = vaults.unlock(folder, PASSPHRASE)
    assert health.at_start(office).well
    office.close()
    shutil.rmtree(folder)
    copy.rename(folder)
    office = vaults.unlock(folder, PASSPHRASE)
    assert [finding.code for finding in health.at_start(office).findings] == ["records_rolled_back"]
    health.accept(office)
    office.close()


def lose(folder: Path) -> None:
    """The keyring is new and empty, as on a new laptop: the recovery code brings them back."""
    assert code_of(vaults.unlock, folder, PASSPHRASE) == "keyring_item_missing"
    office = vaults.open_with_recovery(folder, (folder.parent / "code").read_text())
    (ann,) = team.members(office)
    assert ann.slot_id is not None
    team.re_enrol(office, ann.slot_id, OTHER, profile=TESTING)
    office.close()
    assert vaults.peek(folder).slots[0].keyring == NAME
    vaults.unlock(folder, OTHER).close()
    office = vaults.unlock(folder, OTHER)
    bo = team.add(office, name="Bo E.", role="lead", passphrase=PASSPHRASE, profile=TESTING, use_keyring=True)
    slot = next(one.slot_id for one in team.members(office) if one.worker_id == bo)
    assert slot is not None
    named_keyring(NAME).read(office.vault.vault_id, slot).wipe()
    assert team.remove(office, bo).trouble is None
    assert code_of(named_keyring(NAME).read, office.vault.vault_id, slot) == "keyring_item_missing"
    office.close()


def locked(folder: Path) -> None:
    """The keyring's password is not the one given, as after a password reset by IT."""
    assert code_of(vaults.unlock, folder, PASSPHRASE) == "keyring_locked"
    now = datetime(2026, 3, 2, tzinfo=UTC)
    new = {"label": "Ann", "passphrase": PASSPHRASE, "now": now, "profile": TESTING, "use_keyring": True}
    assert code_of(keys.create_vault, folder.parent / "w", **new) == "keyring_locked"
    vaults.open_with_recovery(folder, (folder.parent / "code").read_text()).close()


{"enrol": enrol, "lose": lose, "locked": locked}[sys.argv[1]](Path(sys.argv[2]))
print("ok", flush=True)
