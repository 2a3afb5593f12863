"""The device secret: 256 random bits in the operating system's keyring, the second half of what opens a slot.

Only keyrings that encrypt what they hold and remember it are used, by name, each made here directly: the `keyring`
library would also take one that forgets, one that writes base64 to a file, or whatever an environment variable or a
settings file names. Which one holds a slot's secret stands in the vault's header; no other is asked later. (A messenger
that let its desktop choose locked people out, and on some desktops kept its key in clear.)

It protects a stolen disk or a copied folder. It does not protect against a program of the same account, which can ask
the keyring as this one does.
"""

import hmac
import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import Any

from keyring.errors import KeyringError, KeyringLocked

from caseapp.base.errors import Refused
from caseapp.crypto.secret import SecretBytes
from caseapp.vault.header_parts import KEYRINGS

SECRET_LENGTH = 32
MOST_CHARACTERS = 1280
"""The most that Windows keeps of one credential."""
_USER = "device secret"
_APP = "Case Tracker"
_BY_SYSTEM = {"win32": KEYRINGS[:1], "darwin": KEYRINGS[1:2]}
# What the libraries underneath raise besides `KeyringError`, by where it is found in the back end's module.
_UNDERNEATH = (
    "exceptions.SecretStorageException",
    "secretstorage.util.DBusErrorResponse",
    "pywintypes.error",
    "dbus.DBusException",
)


class DeviceKeyring:
    """One keyring of the allowed ones. Asking it may make the system show its own unlocking window, and wait for it."""

    __slots__ = ("_backend", "_failures", "name")

    def __init__(self, name: str, backend: Any, failures: tuple[type[Exception], ...] = ()) -> None:
        self.name = name
        """As the header names it."""
        self._backend = backend
        self._failures: tuple[type[Exception], ...] = (KeyringError, *failures)

    def keep(self, vault_id: str, slot_id: str, secret: SecretBytes) -> None:
        """Store a slot's device secret, read it back and compare.

        Raises `Refused`: `keyring_locked`, `keyring_forgets` (what came back is not what was stored), `keyring_failed`.
        """
        self.keep_text(vault_id, slot_id, secret.buffer.hex())

    def keep_text(self, vault_id: str, name: str, text: str) -> None:
        """Store any text of a vault under a name, in place of the one before. Raises as `keep`."""
        assert len(text) <= MOST_CHARACTERS
        service = _service(vault_id, name)
        with self._plain_refusals():
            # Windows would keep the one before under another name.
            if self._backend.get_password(service, _USER) is not None:
                self._backend.delete_password(service, _USER)
            self._backend.set_password(service, _USER, text)
            again = self._backend.get_password(service, _USER)
        if not isinstance(again, str) or not hmac.compare_digest(again.encode(), text.encode()):
            raise Refused("keyring_forgets")

    def read(self, vault_id: str, slot_id: str) -> SecretBytes:
        """A slot's device secret.

        Raises `Refused`: `keyring_locked`, `keyring_item_missing` (also for an item that is no secret of ours),
        `keyring_failed`.
        """
        text = self.read_text(vault_id, slot_id)
        try:
            secret = bytearray.fromhex(text or "")
        except (ValueError, TypeError):
            raise Refused("keyring_item_missing") from None
        if len(secret) != SECRET_LENGTH:
            raise Refused("keyring_item_missing")
        return SecretBytes(secret)

    def read_text(self, vault_id: str, name: str) -> str | None:
        """What `keep_text` stored; None if nothing. Raises `Refused`: `keyring_locked`, `keyring_failed`."""
        with self._plain_refusals():
            found = self._backend.get_password(_service(vault_id, name), _USER)
        return found if isinstance(found, str) else None

    def forget(self, vault_id: str, slot_id: str) -> None:
        """Take a slot's secret away, where it is here and can be. Nothing is lost if not: the slot is gone."""
        with suppress(Refused), self._plain_refusals():
            self._backend.delete_password(_service(vault_id, slot_id), _USER)

    @contextmanager
    def _plain_refusals(self) -> Iterator[None]:
        try:
            yield
        except KeyringLocked:
            raise Refused("keyring_locked") from None
        except self._failures as error:
            locked = type(error).__name__ in {"LockedException", "PromptDismissedException"}
            raise Refused("keyring_locked" if locked else "keyring_failed") from None


def _service(vault_id: str, slot_id: str) -> str:
    """One service name for each slot: Windows shuffles two users of one service into names of its own."""
    return f"{_APP} {vault_id} {slot_id}"


def fit_keyring() -> DeviceKeyring:
    """The keyring that this account keeps secrets in.

    Raises `Refused("keyring_unfit")` where there is none, or only one that forgets or keeps secrets readable.
    """
    for name in _BY_SYSTEM.get(sys.platform, KEYRINGS[2:]):
        keyring = _made(name)
        if keyring is not None:
            return keyring
    raise Refused("keyring_unfit")


def named_keyring(name: str) -> DeviceKeyring:
    """The keyring that the header names; no other will do.

    Raises `Refused`: `keyring_changed` where this account now has another one, `keyring_unfit` where it has none.
    """
    allowed = name in _BY_SYSTEM.get(sys.platform, KEYRINGS[2:])
    keyring = _made(name) if allowed else None
    if keyring is not None:
        return keyring
    fit_keyring()
    raise Refused("keyring_changed")


def _made(name: str) -> DeviceKeyring | None:
    """A back end of the allowed ones, if it works here; made past the library's own choice and settings."""
    module_name, class_name = name.split(".")
    try:
        module = importlib.import_module(f"keyring.backends.{module_name}")
        found = getattr(module, class_name)
    except (ImportError, AttributeError):
        return None
    failures: tuple[type[Exception], ...] = (KeyringError, OSError, RuntimeError, *_underneath(module))
    try:
        found.priority  # noqa: B018 - the one question that says whether its service is there
        backend = _deaf_to_the_environment(found)()
    except failures:
        return None
    if module_name == "Windows":
        backend.persist = "local machine"  # else it roams with the profile to every computer of the domain
    return DeviceKeyring(name, backend, failures)


def _deaf_to_the_environment(found: Any) -> Callable[[], Any]:
    """The same class, without the `KEYRING_PROPERTY_…` and `KEYCHAIN_PATH` variables."""
    deaf = {"set_properties_from_env": lambda _backend: None, "appid": _APP, "keychain": None}
    return type(found.__name__, (found,), deaf)


def _underneath(module: ModuleType) -> Iterator[type[Exception]]:
    for path in _UNDERNEATH:
        place: Any = module
        for part in path.split("."):
            place = getattr(place, part, None)
        if isinstance(place, type) and issubclass(place, Exception):
            yield place
