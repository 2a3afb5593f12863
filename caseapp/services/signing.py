"""The service's signing key: made from the vault's master key, used here and stored nowhere.

It changes when the keys of the vault are changed, so that who was removed cannot go on signing in the service's name.
Whoever reads the reports is given the public key once, and compares its fingerprint by telephone or on paper.
"""

from dataclasses import dataclass
from pathlib import Path

from caseapp.base.errors import Damaged, Refused
from caseapp.crypto.keys import Purpose
from caseapp.crypto.signature import ALGORITHM, PUBLIC_LENGTH, Signer, fingerprint
from caseapp.reports.certificate_file import CERTIFICATE, sha256
from caseapp.reports.signed_certificate import signed_certificate
from caseapp.reports.writing import WrittenRelease
from caseapp.services.office import Office
from caseapp.vault import key_file
from caseapp.vault.small_file import read_small, replace_file

_MAGIC = "caseapp-service-key"
_FORMAT = 1
_MOST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ServiceKey:
    """The public key a service signs with, as its readers hold it."""

    service: str
    public: bytes

    @property
    def fingerprint(self) -> str:
        """Eight groups of four hexadecimal digits, to be compared out loud."""
        return fingerprint(ALGORITHM, self.public)


def signer(office: Office) -> Signer:
    """The service's signing key, as a context manager that wipes it."""
    return Signer(office.vault.subkey(Purpose.SIGN_SEED))


def service_key(office: Office) -> ServiceKey:
    """The public key of this vault's service."""
    with signer(office) as key:
        return ServiceKey(office.service, key.public)


def write_service_key(office: Office, file: Path) -> ServiceKey:
    """Write the public key into a new file for the readers of reports. Raises `Refused` as `put_new`."""
    key = service_key(office)
    table = {"magic": _MAGIC, "format": _FORMAT, "service": key.service, "public": key.public.hex()}
    key_file.write_new(file, table)
    return key


def read_service_key(file: Path) -> ServiceKey:
    """The key of a service that signs. Raises `Refused`: `key_file_unfit`, or what the disk answered."""
    table = key_file.read_table(file, _MAGIC)
    try:
        key = ServiceKey(str(table["service"]), bytes.fromhex(table["public"]))
    except (KeyError, TypeError, ValueError):
        raise Refused("key_file_unfit") from None
    if len(key.public) != PUBLIC_LENGTH:
        raise Refused("key_file_unfit")
    return key


def sign_files(office: Office, files: dict[str, bytes]) -> dict[str, bytes]:
    """The files of a release just made, with the signature in its certificate."""
    with signer(office) as key:
        return files | {CERTIFICATE: signed_certificate(files[CERTIFICATE], key)}


def sign_written(office: Office, written: WrittenRelease) -> None:
    """Put the signature into the certificate of a folder just written.

    Raises `Damaged("release_altered")` if it is not what was written a moment ago, and `Refused` as the disk answers.
    """
    path = written.folder / CERTIFICATE
    content = read_small(path, _MOST_BYTES) or b""
    if sha256(content) != dict(written.digests)[CERTIFICATE]:
        raise Damaged("release_altered", file=CERTIFICATE)
    mode = path.stat().st_mode
    with signer(office) as key:
        replace_file(path, signed_certificate(content, key))
    path.chmod(mode)  # as readable as the files beside it
