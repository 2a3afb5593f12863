"""The anchors away from the vault: who puts an old copy of the whole folder back does not reach it.

They are in the operating system's keyring, where the vault is bound to one; otherwise in a folder of the account, which
shows the same to anybody but who knows of that folder too.

Each stands beside the number of the master key it was sealed under, because each account of the computer has a keyring
of its own: after a change of keys made in another account those kept here cannot be read any more, and say nothing.
The keyring is asked on a thread of its own and left alone when it does not answer: the lock waits for nobody.
"""

import threading
from collections.abc import Callable
from contextlib import suppress

from caseapp.base.errors import Refused
from caseapp.vault import keyring_secret
from caseapp.vault.account_folder import AccountFolder
from caseapp.vault.backup_key import epoch_of
from caseapp.vault.header_parts import SlotKind
from caseapp.vault.keyring_secret import DeviceKeyring
from caseapp.vault.open_vault import OpenVault

_PATIENCE_SECONDS = 2.0


class AnchorRing:
    """`anchor.Elsewhere`, in a keyring or a folder of the account, for a vault that is open."""

    __slots__ = ("_epoch", "_keyring", "_silent")

    def __init__(self, keyring: DeviceKeyring | AccountFolder, epoch: int) -> None:
        self._keyring, self._epoch = keyring, epoch
        self._silent = False

    def read(self, vault_id: str, name: str) -> bytes | None:
        """What was kept for a vault under a name; None if nothing that this master key could open, or no answer."""
        answer: list[str | None] = []
        if self._silent:
            return None
        if not _within_patience(lambda: answer.append(self._keyring.read_text(vault_id, name))) or not answer:
            self._silent = True
            return None
        if not answer[0]:
            return None
        epoch, _, content = answer[0].partition(":")
        try:
            return (bytes.fromhex(content) or b"?") if int(epoch) >= self._epoch else None
        except ValueError:
            return b"?"

    def keep(self, vault_id: str, name: str, content: bytes) -> None:
        """Keep it; passed over in silence where the keyring does not answer, or did not when it was asked before."""
        if not self._silent:
            text = f"{self._epoch}:{content.hex()}"
            _within_patience(lambda: self._keyring.keep_text(vault_id, name, text))


def ring_of(vault: OpenVault) -> AnchorRing | None:
    """Where the anchors away from a vault are kept: the keyring its ways in are bound to, else the account's folder.

    None for a keyring that is not here, and for a throw-away vault, which leaves nothing outside its folder.
    """
    named = {way.keyring for way in vault.slots if way.kind == SlotKind.DEVICE}
    for name in sorted(named):
        with suppress(Refused):
            return AnchorRing(keyring_secret.named_keyring(name), epoch_of(vault))
    return None if named or vault.testing else AnchorRing(AccountFolder(), epoch_of(vault))


def _within_patience(act: Callable[[], None]) -> bool:
    """Whether it was done, and in time. It goes on alone if not: nothing waits for what it brings."""
    answered, done = threading.Event(), threading.Event()

    def go() -> None:
        with suppress(Refused):
            act()
            done.set()
        answered.set()

    threading.Thread(target=go, name="keyring", daemon=True).start()
    return answered.wait(_PATIENCE_SECONDS) and done.is_set()
