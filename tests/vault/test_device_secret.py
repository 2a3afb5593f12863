"""The second half in the keyring: needed, named in the header, never quietly left out."""

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from typing_extensions import override

from caseapp.base.errors import Refused
from caseapp.crypto.kdf import TESTING
from caseapp.vault import enrolment, keyring_secret
from caseapp.vault.header_parts import KEYRINGS, SlotKind
from caseapp.vault.keyring_secret import MOST_CHARACTERS, DeviceKeyring, fit_keyring, named_keyring
from caseapp.vault.vault import (
    change_passphrase,
    create_vault,
    peek,
    set_passphrase_after_recovery,
    unlock,
    unlock_with_recovery,
)
from caseapp.vault.ways_in import confirm_passphrase

from .conftest import NOON, PASSPHRASE
from .rings import NAME, Cutting, Forgetful, InMemory, ring

OTHER = "eleven swans upon the estuary"


def refused(code: str) -> object:
    return pytest.raises(Refused, match=f"^{code}$")


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch) -> InMemory:
    """This account's keyring."""
    made = InMemory()
    monkeypatch.setattr(keyring_secret, "_made", lambda name: ring(made) if name == NAME else None)
    monkeypatch.setattr(sys, "platform", "linux")
    return made


@pytest.fixture
def folder(backend: InMemory, tmp_path: Path) -> Path:
    return make(tmp_path / "v")


def make(folder: Path, use_keyring: bool | None = True) -> Path:
    made = create_vault(folder, label="Ann", passphrase=PASSPHRASE, now=NOON, profile=TESTING, use_keyring=use_keyring)
    made.vault.close()
    (folder.parent / "code").write_text(made.recovery_code)
    return folder


def test_the_vault_opens_with_both_halves_and_says_which_keyring(folder: Path, backend: InMemory) -> None:
    (slot, _recovery) = peek(folder).slots
    assert (slot.kind, slot.keyring) == (SlotKind.DEVICE, NAME)
    unlock(folder, PASSPHRASE).close()
    ((service, user), text), *more = backend.items.items()
    assert not more
    assert slot.slot_id in service
    assert peek(folder).vault_id in service
    assert user == "device secret"
    assert len(bytes.fromhex(text)) * 8 == 256
    assert len(text) <= MOST_CHARACTERS


def test_a_copied_folder_alone_is_not_opened_by_the_passphrase(folder: Path, backend: InMemory) -> None:
    backend.items.clear()
    with refused("keyring_item_missing"):
        unlock(folder, PASSPHRASE)
    assert not (folder / "vault.tries").exists(), "nothing was tried, so nothing is counted"


def test_another_secret_of_the_right_shape_does_not_open_it(folder: Path, backend: InMemory) -> None:
    (place,) = backend.items
    backend.items[place] = "ab" * 32
    with refused("passphrase_wrong"):
        unlock(folder, PASSPHRASE)


@pytest.mark.parametrize("noise", ["", "not hexadecimal", "ab" * 31, "ab" * 600])
def test_noise_in_the_keyring_is_a_missing_item(folder: Path, backend: InMemory, noise: str) -> None:
    (place,) = backend.items
    backend.items[place] = noise
    with refused("keyring_item_missing"):
        unlock(folder, PASSPHRASE)


def test_a_locked_keyring_is_said_to_be_locked(folder: Path, backend: InMemory) -> None:
    backend.locked = True
    with refused("keyring_locked"):
        unlock(folder, PASSPHRASE)
    with refused("keyring_locked"):
        make(folder.parent / "w")
    assert not (folder.parent / "w" / "vault.hdr.a").exists()


def test_a_keyring_that_went_or_was_exchanged_is_told_apart(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring_secret, "_made", lambda name: ring(InMemory()) if name != NAME else None)
    with refused("keyring_changed"):
        unlock(folder, PASSPHRASE)
    monkeypatch.setattr(keyring_secret, "_made", lambda _name: None)
    with refused("keyring_unfit"):
        unlock(folder, PASSPHRASE)
    with refused("keyring_unfit"):
        make(folder.parent / "w")


@pytest.mark.parametrize("kind", [Forgetful, Cutting])
def test_a_keyring_that_forgets_is_not_enrolled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[InMemory]
) -> None:
    monkeypatch.setattr(keyring_secret, "_made", lambda _name: ring(kind()))
    with refused("keyring_forgets"):
        make(tmp_path / "v")
    assert not (tmp_path / "v" / "vault.hdr.a").exists()


def test_nobody_asked_means_with_the_keyring_or_not_at_all(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert enrolment.chosen_keyring(None, testing=False) is not None
    assert enrolment.chosen_keyring(None, testing=True) is None
    assert enrolment.chosen_keyring(False, testing=False) is None
    monkeypatch.setattr(keyring_secret, "_made", lambda _name: None)
    with refused("keyring_unfit"):
        enrolment.chosen_keyring(None, testing=False)
    make(tmp_path / "without", use_keyring=False)
    assert peek(tmp_path / "without").slots[0].kind is SlotKind.PASSPHRASE


def test_changing_the_passphrase_keeps_both_halves_needed(folder: Path, backend: InMemory) -> None:
    before = dict(backend.items)
    with unlock(folder, PASSPHRASE) as vault:
        change_passphrase(vault, PASSPHRASE, OTHER, TESTING)
        confirm_passphrase(vault, OTHER)
        with refused("passphrase_wrong"):
            confirm_passphrase(vault, PASSPHRASE)
    assert peek(folder).slots[0].kind is SlotKind.DEVICE
    assert list(backend.items) == list(before)
    unlock(folder, OTHER).close()
    backend.items.clear()
    with refused("keyring_item_missing"):
        unlock(folder, OTHER)


def test_a_change_that_cannot_be_saved_leaves_the_secret_that_opens(
    folder: Path, backend: InMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise Refused("disk_full")

    with unlock(folder, PASSPHRASE) as vault, monkeypatch.context() as patch:
        patch.setattr("caseapp.vault.open_vault.write_headers", full)
        with refused("disk_full"):
            change_passphrase(vault, PASSPHRASE, OTHER, TESTING)
    unlock(folder, PASSPHRASE).close()


def test_after_a_lost_keyring_the_recovery_code_enrols_anew(folder: Path, backend: InMemory) -> None:
    lost = dict(backend.items)
    backend.items.clear()
    with unlock_with_recovery(folder, (folder.parent / "code").read_text()) as vault:
        set_passphrase_after_recovery(vault, OTHER, TESTING)
    assert list(backend.items) == list(lost)
    assert list(backend.items.values()) != list(lost.values())
    unlock(folder, OTHER).close()


def test_a_second_half_is_added_or_given_up_only_when_said_so(folder: Path, backend: InMemory) -> None:
    with unlock(folder, PASSPHRASE) as vault:
        change_passphrase(vault, PASSPHRASE, OTHER, TESTING, use_keyring=False)
    assert peek(folder).slots[0].kind is SlotKind.PASSPHRASE
    assert not backend.items, "a secret that opens nothing is not left lying"
    with unlock(folder, OTHER) as vault:
        change_passphrase(vault, OTHER, PASSPHRASE, TESTING, use_keyring=True)
    assert peek(folder).slots[0].kind is SlotKind.DEVICE


def test_the_library_s_own_choice_is_never_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Null, fail, plaintext, chainer or any third party, by variable, by settings file or by priority: not used."""
    import keyring
    import keyring.backends.chainer
    import keyring.backends.fail
    import keyring.backends.null

    # What this test puts in the library's place goes with it: later tests must meet the library as it was.
    monkeypatch.setattr(keyring.core, "_keyring_backend", keyring.core.get_keyring())
    monkeypatch.setattr(keyring.backend.KeyringBackend, "_classes", set(keyring.backend.KeyringBackend._classes))

    class Plaintext(InMemory):
        """As `keyrings.alt`, which the library would choose before all others where it is installed."""

        priority = 99

        @override
        def _look(self) -> None:
            raise AssertionError("asked")

    assert Plaintext.priority == 99
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    for named in ("null.Keyring", "fail.Keyring", "chainer.ChainerBackend"):
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"keyring.backends.{named}")
        keyring.core.init_backend()
        with refused("keyring_unfit"):
            fit_keyring()
        with refused("keyring_unfit"):
            named_keyring(NAME)


def test_every_allowed_keyring_is_the_library_s_own_and_the_list_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert KEYRINGS == (
        "Windows.WinVaultKeyring",
        "macOS.Keyring",
        "SecretService.Keyring",
        "kwallet.DBusKeyring",
    )
    asked: list[str] = []
    monkeypatch.setattr(keyring_secret, "_made", asked.append)
    with refused("keyring_unfit"):
        named_keyring("null.Keyring")
    assert "null.Keyring" not in asked


def test_the_environment_changes_nothing_about_the_keyring_that_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring.backends

    seen = SimpleNamespace()

    class Keyring(InMemory):
        preferred_collection = "the default one"

    monkeypatch.setitem(sys.modules, "keyring.backends.SecretService", SimpleNamespace(Keyring=Keyring))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("KEYRING_PROPERTY_PREFERRED_COLLECTION", "/somewhere/else")
    seen.backend = fit_keyring()._backend
    assert keyring.backends
    assert seen.backend.preferred_collection == "the default one"


def test_on_windows_the_secret_stays_on_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Needs a run on the real system too; here: the class that is used is told, before anything is stored."""
    stored = []

    class WinVaultKeyring(InMemory):
        persist = "enterprise"

        def set_password(self, service: str, username: str, password: str) -> None:
            stored.append((self.persist, len(password)))
            super().set_password(service, username, password)

    module = SimpleNamespace(WinVaultKeyring=WinVaultKeyring)
    monkeypatch.setitem(sys.modules, "keyring.backends.Windows", module)
    monkeypatch.setattr(sys, "platform", "win32")
    found = fit_keyring()
    assert found.name == "Windows.WinVaultKeyring"
    with keyring_secret.SecretBytes.random(32) as secret:
        found.keep("a" * 32, "b" * 32, secret)
        found.keep("a" * 32, "b" * 32, secret)
    assert {persist for persist, _length in stored} == {"local machine"}
    assert max(length for _persist, length in stored) <= MOST_CHARACTERS
    assert len(found._backend.items) == 1, "no second copy under another name"


def test_what_lies_under_a_keyring_fails_with_one_plain_sentence() -> None:
    class Underneath(Exception):
        pass

    class Broken(InMemory):
        def get_password(self, service: str, username: str) -> str | None:
            raise Underneath("with a text nobody should see")

    broken = DeviceKeyring(NAME, Broken(), (Underneath,))
    with refused("keyring_failed"):
        broken.read("a" * 32, "b" * 32)
    broken.forget("a" * 32, "b" * 32)


def test_a_header_that_names_another_keyring_is_not_believed(folder: Path) -> None:
    from caseapp.base.errors import Damaged
    from caseapp.crypto.digest import sha256
    from caseapp.vault.header import decode

    line = (folder / "vault.hdr.a").read_bytes().split(b"\n")[0]
    table = json.loads(line)
    table["slots"][0]["keyring"] = "null.Keyring"
    line = json.dumps(table, separators=(",", ":")).encode()
    with pytest.raises(Damaged):
        decode(line + b"\n" + sha256(line).hex().encode() + b"\n")
