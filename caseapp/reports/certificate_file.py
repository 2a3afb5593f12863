"""`certificate.json`: what was done to protect a release, and a fingerprint of every other file in the folder."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC

from caseapp import __version__
from caseapp.disclosure.certificate import Certificate
from caseapp.reports.release import Release

CERTIFICATE = "certificate.json"
FORMAT = "caseapp-certificate/1"
REASONS = ("small count", "everyone in a group would be shown alike", "protects another hidden count")
"""Why a cell may be hidden; the same in every release, whichever applied."""


def sha256(content: bytes) -> str:
    """The SHA-256 of a file's bytes, in lower-case hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def certificate_json(release: Release, digests: Mapping[str, str]) -> bytes:
    """The certificate of a release whose other files have these digests (path to SHA-256), not yet signed."""
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
        **_protection(release.certificate),
        "limit": "This check cannot know what readers have learned elsewhere.",
        "files": dict(sorted(digests.items())),
        "signature": None,
    }
    return as_json(plain)


def _protection(certificate: Certificate) -> dict[str, object]:
    """What its readers may know of the protection: not how many cells were hidden for which reason, nor what left for
    closer readers.

    With the reasons, two hidden cells of which both are "small", beside a printed total of 17, could only be 8 and 9: a
    split the attacker does not know about. So only shown and hidden are counted, and all the rules are named.
    """
    tables = [
        {"table": each.table, "shown": each.shown, "hidden": each.primary + each.complementary}
        for each in certificate.tables
    ]
    return {
        "policy": asdict(certificate.policy),
        "threshold": certificate.threshold,
        "rounded_to": certificate.rounded_to,
        "cells": {"shown": certificate.shown, "hidden": certificate.primary + certificate.complementary},
        "tables": tables,
        "hidden_because": list(REASONS),
        "attack": asdict(certificate.attack) | {"seconds": round(certificate.attack.seconds, 1)},
        "earlier_releases": list(certificate.readers_hold),
    }


def as_json(plain: Mapping[str, object]) -> bytes:
    """Readable JSON, the same bytes for the same content."""
    return (json.dumps(plain, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
