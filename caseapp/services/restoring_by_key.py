"""Bringing a backup back where laptop and recovery code are lost, with the key the organisation keeps."""

from pathlib import Path

from caseapp.base.clock import Clock
from caseapp.services.examining import Cancelled, Progress
from caseapp.services.restored import Restored
from caseapp.services.restoring import restore
from caseapp.vault import key_file
from caseapp.vault.key_file import KeyFor


def restore_with_escrow(
    backup: Path,
    into: Path,
    private_file: Path,
    passphrase: str,
    *,
    clock: Clock | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    without_erased_list: bool = False,
) -> Restored:
    """Bring a backup back with the organisation's private key and its passphrase, which two people keep.

    Raises as `restore`, and `Refused`: `private_key_in_vault`, `key_file_unfit`, `key_passphrase_wrong`.
    """
    _key, private = key_file.open_private(KeyFor.ORGANISATION, private_file, passphrase, vault=into)
    with private:
        return restore(
            backup,
            into,
            escrow=private,
            clock=clock,
            progress=progress,
            cancelled=cancelled,
            without_erased_list=without_erased_list,
        )
