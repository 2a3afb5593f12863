"""Keyrings in memory: one to trust, and the kinds that are not. The real one is tested in `test_real_keyring`."""

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError
from typing_extensions import override

from caseapp.vault.keyring_secret import DeviceKeyring

NAME = "SecretService.Keyring"


class InMemory(KeyringBackend):
    """Keeps what it is given."""

    priority = 0.01

    def __init__(self) -> None:
        super().__init__()
        self.items: dict[tuple[str, str], str] = {}
        self.locked = False

    def _look(self) -> None:
        if self.locked:
            raise KeyringLocked("made up")

    @override
    def get_password(self, service: str, username: str) -> str | None:
        self._look()
        return self.items.get((service, username))

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        self._look()
        self.items[service, username] = password

    @override
    def delete_password(self, service: str, username: str) -> None:
        self._look()
        if self.items.pop((service, username), None) is None:
            raise PasswordDeleteError("made up")


class Forgetful(InMemory):
    """Says it keeps and does not, as the library's null back end."""

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        return None


class Cutting(InMemory):
    """Keeps half."""

    @override
    def set_password(self, service: str, username: str, password: str) -> None:
        self.items[service, username] = password[:32]


def ring(backend: InMemory) -> DeviceKeyring:
    return DeviceKeyring(NAME, backend)
