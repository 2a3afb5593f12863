"""Secrets that can be overwritten: a key lives in one buffer and is zeroed when it is no longer needed."""

import os
from pathlib import Path
from types import TracebackType
from typing import NoReturn

from typing_extensions import override

from caseapp.base.errors import Broken

_URANDOM = Path("/dev/urandom")


class SecretBytes:
    """A secret in one wipeable buffer. Use as a context manager, or call `wipe()`.

    Takes over the bytearray it is given (no copy is made). Never shown by repr, never pickled or copied.
    """

    __slots__ = ("_buffer", "_wiped")

    def __init__(self, buffer: bytearray) -> None:
        self._buffer = buffer
        self._wiped = False

    @classmethod
    def random(cls, length: int) -> "SecretBytes":
        """A fresh secret of `length` bytes from the operating system's generator."""
        buffer = bytearray(length)
        if _URANDOM.is_char_device():  # read in place: `os.urandom` would leave an immutable copy behind
            with _URANDOM.open("rb", buffering=0) as source:
                if source.readinto(buffer) == length:
                    return cls(buffer)
        buffer[:] = os.urandom(length)
        return cls(buffer)

    @property
    def buffer(self) -> bytearray:
        """The secret itself, not a copy. Raises `Broken("secret_wiped")` once wiped."""
        if self._wiped:
            raise Broken("secret_wiped")
        return self._buffer

    @property
    def wiped(self) -> bool:
        """Whether the secret is gone."""
        return self._wiped

    def wipe(self) -> None:
        """Overwrite the secret with zeros. May be called more than once."""
        wipe(self._buffer)
        self._wiped = True

    def __len__(self) -> int:
        return len(self._buffer)

    def __enter__(self) -> "SecretBytes":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wipe()

    @override
    def __repr__(self) -> str:
        return f"<SecretBytes of {len(self._buffer)} bytes>"

    @override
    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is never pickled or copied")


def wipe(buffer: bytearray) -> None:
    """Overwrite a buffer with zeros, in place."""
    for position in range(len(buffer)):
        buffer[position] = 0
