"""`certificate.json`: what was done to protect a release, and a fingerprint of every other file in the folder."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC

from caseapp import __version__
from caseapp.reports.release import Release

CERTIFICATE = "certificate.json"
FORMAT = "caseapp-certificate/1"


def sha256(content: bytes) -> str:
    """The SHA-256 of a file's bytes, in lower-case hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def certificate_json(release: Release, digests: Mapping[str, str]) -> bytes:
    """The certificate of a release whose other files have these digests (path to SHA-256). Not signed here."""
    plain: dict[str, object] = {
        "format": FORMAT,
        "release": release.name,
        "title": release.title,
        "service": release.service,
        "place": release.place,
        "period": {"from": release.period_from.isoformat(), "to": release.period_to.isoformat()},
        "made_by": f"Case Tracker {__version__}",
        "made_at": release.made_at.astimezone(UTC).isoformat(),
        "data_cut": release.data_cut.astimezone(UTC).isoformat(),
        "specification_version": release.specification_version,
        "definition_version": release.definition_version,
        **release.certificate.as_plain(),
        "limit": "This check cannot know what readers have learned elsewhere.",
        "files": dict(sorted(digests.items())),
        "signature": None,
    }
    return as_json(plain)


def as_json(plain: Mapping[str, object]) -> bytes:
    """Readable JSON, the same bytes for the same content."""
    return (json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
