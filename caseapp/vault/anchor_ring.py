"""The anchor in the operating system's keyring: who puts an old copy of the whole folder back does not reach it.

It stands beside the number of the master key it was sealed under, because each account of the computer has a keyring of
its own: after a change of keys made in another account the one kept here cannot be read any more, and says nothing.
The keyring is asked on a thread of its own and left alone when it does not answer: the lock waits for nobody.
"""

import threading
from collections.abc import Callable
from contextlib import suppress

from caseapp.base.errors import Refused
from caseapp.vault import keyring_secret
from caseapp.vault.backup_key import epoch_of
from caseapp.vault.header_parts import SlotKind
from caseapp.vault.keyring_secret import DeviceKeyring
from caseapp.vault.open_vault import OpenVault

_NAME = "anchor"
_PATIENCE_SECONDS = 2.0


class AnchorRing:
    """`anchor.Elsewhere`, in a keyring, for a vault that is open."""

    __slots__ = ("_epoch", "_keyring", "_silent")

    def __init__(self, keyring: DeviceKeyring, epoch: int) -> None:
        self._keyring, self._epoch = keyring, epoch
        self._silent = False

    def read(self, vault_id: str) -> bytes | None:
        """What was kept for a vault; None if there is nothing that this master key could open, or no answer."""
        answer: list[str | None] = []
        if not _within_patience(lambda: answer.append(self._keyring.read_text(vault_id, _NAME))) or not answer:
            self._silent = True
            return None
        epoch, _, content = (answer[0] or "").partition(":")
        try:
            return bytes.fromhex(content) if content and int(epoch) >= self._epoch else None
        except ValueError:
            return b"?"

    def keep(self, vault_id: str, content: bytes) -> None:
        """Keep it; passed over in silence where the keyring does not answer, or did not when it was asked before."""
        if not self._silent:
            text = f"{self._epoch}:{content.hex()}"
            _within_patience(lambda: self._keyring.keep_text(vault_id, _NAME, text))


def ring_of(vault: OpenVault) -> AnchorRing | None:
    """The keyring that keeps this vault's anchor: the one its ways in are bound to; None where there is none."""
    named = {way.keyring for way in vault.slots if way.kind == SlotKind.DEVICE}
    for name in sorted(named):
        with suppress(Refused):
            return AnchorRing(keyring_secret.named_keyring(name), epoch_of(vault))
    return None


def _within_patience(act: Callable[[], None]) -> bool:
    """Whether it was done, and in time. It goes on alone if not: nothing waits for what it brings."""
    done = threading.Event()

    def go() -> None:
        with suppress(Refused):
            act()
            done.set()

    threading.Thread(target=go, name="keyring", daemon=True).start()
    return done.wait(_PATIENCE_SECONDS)
