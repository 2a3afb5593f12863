"""An unlocked vault in the hand, and what can be told of a locked one."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from caseapp.crypto.keys import Purpose, derive
from caseapp.crypto.secret import SecretBytes
from caseapp.vault.folder import DATABASE_NAME
from caseapp.vault.header import Header, Slot, SlotKind
from caseapp.vault.instance import InstanceLock

_HEX = b"0123456789abcdef"


@dataclass(frozen=True, slots=True)
class SlotSummary:
    """A way in, as anyone can see it: an id, whose it is, and of which kind."""

    slot_id: str
    label: str
    kind: SlotKind
    created: datetime


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

    __slots__ = ("_header", "_lock", "_master", "_slot", "folder", "header_mended")

    def __init__(self, folder: Path, header: Header, slot: Slot, master: SecretBytes, lock: InstanceLock) -> None:
        self.folder = folder
        self._header = header
        self._slot = slot
        self._master = master
        self._lock = lock
        self.header_mended = False
        """Whether one of the header's two copies was damaged or behind, and has been written again."""

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
    def database_path(self) -> Path:
        """Where the encrypted database is, or will be."""
        return self.folder / DATABASE_NAME

    def database_key(self) -> bytearray:
        """A fresh `x'<64 hex key><32 hex salt>'` for SQLCipher. The caller overwrites it after use."""
        text = bytearray(b"x'")
        with self.subkey(Purpose.DATABASE) as raw:
            for value in raw.buffer:  # digit by digit: `bytes.hex` would leave the key behind in a string
                text.append(_HEX[value >> 4])
                text.append(_HEX[value & 15])
        text.extend(b"'")
        return text

    def subkey(self, purpose: Purpose) -> SecretBytes:
        """The key for one purpose; the caller wipes it. Raises `Broken("secret_wiped")` after `close()`."""
        return derive(self._master, purpose, bytes.fromhex(self.vault_id))

    def close(self) -> None:
        """Overwrite the keys and let the next opener in. Close the database first. May be called more than once."""
        self._master.wipe()
        self._lock.release()

    def __enter__(self) -> "OpenVault":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
