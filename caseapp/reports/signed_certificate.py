"""The signature in `certificate.json`, and what it vouches for: the certificate, and through it every file it names.

Signed is the certificate to the last byte as it is written here, with `signature` null. A certificate that means the
same but is written otherwise is refused, so that no two readers can understand it differently.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from caseapp.base.errors import Damaged, Refused
from caseapp.crypto.signature import ALGORITHM, PUBLIC_LENGTH, SIGNATURE_LENGTH, Signed, Signer, fingerprint, is_signed
from caseapp.reports.certificate_file import CERTIFICATE, as_json
from caseapp.reports.reading import Source, folder_source, listed_files


@dataclass(frozen=True, slots=True)
class Checked:
    """A report whose files are all what its certificate says."""

    title: str
    service: str
    year: str
    """First and last day, as written."""
    files: int
    public: bytes | None
    """The key that signed it; None for a certificate without a signature."""
    unlisted: tuple[str, ...]
    """Files in the folder that nobody vouches for."""

    @property
    def fingerprint(self) -> str:
        """Of the key that signed it; empty without a signature."""
        return "" if self.public is None else fingerprint(ALGORITHM, self.public)


def signed_certificate(content: bytes, signer: Signer) -> bytes:
    """A certificate just made, with its signature."""
    plain = json.loads(content) | {"signature": None}
    value = signer.sign(Signed.CERTIFICATE, as_json(plain))
    signature = {
        "algorithm": ALGORITHM,
        "public_key": signer.public.hex(),
        "fingerprint": fingerprint(ALGORITHM, signer.public),
        "value": value.hex(),
    }
    return as_json(plain | {"signature": signature})


def check_folder(folder: Path) -> Checked:
    """What a folder's certificate says and who signed it, once every file and the signature have proved right.

    Whose key it is cannot be told from the folder: compare it with one that came another way.

    Raises `Refused`: `release_missing`, `certificate_missing`, `release_unreadable`; `Damaged("release_altered",
    file=…)`, with the certificate's own name where the signature is not of this certificate.
    """
    return check_files(folder_source(folder), files_in(folder))


def files_in(folder: Path) -> tuple[str, ...]:
    """Every file in a folder, by its path inside it."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() or path.is_symlink())
    return tuple(path.relative_to(folder).as_posix() for path in found)


@dataclass(frozen=True, slots=True)
class Beside:
    """What else is in a folder whose tables were read."""

    vouched: int | None
    """Files that are what the certificate says, itself included; None without a certificate."""
    unlisted: tuple[str, ...] = ()
    """Files that the certificate does not vouch for."""


def beside(folder: Path) -> Beside:
    """What else is there, once every file that a certificate lists has proved right. Raises as `listed_files`."""
    listed = listed_files(folder_source(folder))
    if listed is None:
        return Beside(None)
    return Beside(len(listed) + 1, tuple(name for name in files_in(folder) if name not in {*listed, CERTIFICATE}))


def check_files(source: Source, present: tuple[str, ...]) -> Checked:
    """The same for files anywhere; `present` are the names of all that are there. Raises as `check_folder`."""
    listed = listed_files(source)
    if listed is None:
        raise Refused("certificate_missing")
    content = source(CERTIFICATE) or b""
    public = _signed_by(content)
    plain = json.loads(content)
    period = plain.get("period")
    days = [str(period.get(each, "")) for each in ("from", "to")] if isinstance(period, dict) else []
    return Checked(
        title=str(plain.get("title", "")),
        service=str(plain.get("service", "")),
        year=" – ".join(days),
        files=len(listed) + 1,
        public=public,
        unlisted=tuple(name for name in present if name not in listed and name != CERTIFICATE),
    )


def _signed_by(content: bytes) -> bytes | None:
    plain = json.loads(content)
    signature = plain.get("signature")
    if signature is None:
        return None
    try:
        public, value = bytes.fromhex(signature["public_key"]), bytes.fromhex(signature["value"])
        right = signature["algorithm"] == ALGORITHM and signature["fingerprint"] == fingerprint(ALGORITHM, public)
    except (TypeError, KeyError, ValueError):
        raise Damaged("release_altered", file=CERTIFICATE) from None
    right = right and (len(public), len(value)) == (PUBLIC_LENGTH, SIGNATURE_LENGTH) and as_json(plain) == content
    if not right or not is_signed(public, Signed.CERTIFICATE, as_json(plain | {"signature": None}), value):
        raise Damaged("release_altered", file=CERTIFICATE)
    return public
