"""An unlocked vault in the hand, and what can be told of a locked one."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from caseapp.crypto.keys import Purpose, derive
from caseapp.crypto.recovery_code import Group
from caseapp.crypto.secret import SecretBytes
from caseapp.vault.folder import DATABASE_NAME
from caseapp.vault.header import Header, Slot, SlotKind, signed
from caseapp.vault.header_files import write_headers
from caseapp.vault.instance import InstanceLock

_HEX = b"0123456789abcdef"


@dataclass(frozen=True, slots=True)
class SlotSummary:
    """A way in, as anyone can see it: an id, whose it is, and of which kind."""

    slot_id: str
    label: str
    kind: SlotKind
    created: datetime
    keyring: str = ""
    """The keyring without whose secret this way does not open; empty where there is none."""


@dataclass(frozen=True, slots=True)
class VaultSummary:
    """What can be told without a key. Not proven genuine until the vault is opened."""

    vault_id: str
    created: datetime
    slots: tuple[SlotSummary, ...]
    testing: bool
    """Made with the testing profile: protects nothing, must hold no real records."""


class OpenVault:
    """An unlocked vault: its keys in wipeable buffers and the one-writer lock. `close()` ends both."""

    __slots__ = (
        "_header",
        "_lock",
        "_master",
        "_old_master",
        "_slot",
        "failed_tries",
        "folder",
        "header_mended",
        "put_right",
        "read_only",
    )

    def __init__(
        self,
        folder: Path,
        header: Header,
        slot: Slot,
        master: SecretBytes,
        lock: InstanceLock,
        old_master: SecretBytes | None = None,
    ) -> None:
        self.folder = folder
        self._header = header
        self._slot = slot
        self._master = master
        self._old_master = old_master
        self._lock = lock
        self.read_only = lock.read_only
        """Whether it lies where nothing can be written."""
        self.failed_tries = 0
        """How many wrong passphrases were given in a row before the right one."""
        self.header_mended = False
        """Whether one of the header's two copies was damaged or behind, and has been written again."""
        self.put_right: tuple[Group, ...] = ()
        """The groups of the recovery code that were not typed as they should be: the paper may have to be put right."""

    @property
    def vault_id(self) -> str:
        """32 hexadecimal characters, never changed."""
        return self._header.core.vault_id

    @property
    def slot_id(self) -> str:
        """The slot it was opened with."""
        return self._slot.slot_id

    @property
    def label(self) -> str:
        """Whose slot it was opened with."""
        return self._slot.label

    @property
    def kind(self) -> SlotKind:
        """How it was opened."""
        return self._slot.kind

    @property
    def testing(self) -> bool:
        """Whether it was made with the testing profile, so must hold no real records."""
        return self._header.testing

    @property
    def rotating(self) -> bool:
        """Whether a change of keys is under way: the database may still be under the key before."""
        return self._header.rotation is not None

    @property
    def slots(self) -> tuple[SlotSummary, ...]:
        """Every way in, proven genuine."""
        return summaries(self._header)

    @property
    def database_path(self) -> Path:
        """Where the encrypted database is, or will be."""
        return self.folder / DATABASE_NAME

    def database_key(self) -> bytearray:
        """A fresh `x'<64 hex key><32 hex salt>'` for SQLCipher. The caller overwrites it after use."""
        return self._key_text(self._master)

    def old_database_key(self) -> bytearray:
        """The database's key from before the rotation under way. The caller overwrites it after use."""
        assert self._old_master is not None
        return self._key_text(self._old_master)

    def _key_text(self, master: SecretBytes) -> bytearray:
        text = bytearray(b"x'")
        with derive(master, Purpose.DATABASE, bytes.fromhex(self.vault_id)) as raw:
            for value in raw.buffer:  # digit by digit: `bytes.hex` would leave the key behind in a string
                text.append(_HEX[value >> 4])
                text.append(_HEX[value & 15])
        text.extend(b"'")
        return text

    def subkey(self, purpose: Purpose) -> SecretBytes:
        """The key for one purpose; the caller wipes it. Raises `Broken("secret_wiped")` after `close()`."""
        return derive(self._master, purpose, bytes.fromhex(self.vault_id))

    def save(self, header: Header, slot: Slot | None = None) -> None:
        """Sign and write the next generation of the header; `slot` is the one in use, where it was made again.

        Raises `Refused` with what the disk answered; the vault then goes on with the header it had.
        """
        header = signed(header, self._master)
        write_headers(self.folder, header)
        self._header = header
        self._slot = slot or self._slot

    def turn_to(self, header: Header, master: SecretBytes) -> None:
        """Go on with a header that is saved and signed with a new master key; the one before becomes the old one."""
        self._old_master, self._master = self._master, master
        self._header = header
        self._slot = next(slot for slot in header.slots if slot.slot_id == self._slot.slot_id)

    def drop_old_master(self) -> None:
        """Overwrite the key before the rotation."""
        if self._old_master is not None:
            self._old_master.wipe()
            self._old_master = None

    def close(self) -> None:
        """Overwrite the keys and let the next opener in. Close the database first. May be called more than once."""
        self._master.wipe()
        self.drop_old_master()
        self._lock.release()

    def __enter__(self) -> "OpenVault":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def summaries(header: Header) -> tuple[SlotSummary, ...]:
    """The ways in as anyone can see them."""
    return tuple(SlotSummary(slot.slot_id, slot.label, slot.kind, slot.created, slot.keyring) for slot in header.slots)
