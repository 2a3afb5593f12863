"""A report in one file that only its reader can open: signed by the service, sealed with HPKE to the reader's key.

```
caseapp-sealed-report/1 ‹vault id› ‹year›\n     in clear; HPKE is bound to it
HPKE to the reader's X25519 key of:
    service's public key (32) ‖ Ed25519 signature (64) ‖ JSON
JSON: format, vault, year, to (the reader's fingerprint), witness {entry, chain}, files {path: base64}
```

Signed is the clear line and the JSON. It names the reader, so that who may open it cannot pass it on as if it had been
sent to somebody else. Order of trust: open, signature, schema. The witness is where the service's journal stood: kept
apart from the laptop, it shows a journal that was cut short later.
"""

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from caseapp.base.errors import Damaged, Refused
from caseapp.crypto.envelope import Kem, open_from, seal_to
from caseapp.crypto.secret import SecretBytes
from caseapp.crypto.signature import PUBLIC_LENGTH, SIGNATURE_LENGTH, Signed, Signer, fingerprint, is_signed

FORMAT = "caseapp-sealed-report/1"
LARGEST = 64 * 1024 * 1024
"""Bytes; no honest report is larger."""
_LINE = re.compile(rb"caseapp-sealed-report/1 ([0-9a-f]{32}) ([0-9]{4}-[0-9]{2})\n")
_LONGEST_LINE = 80


@dataclass(frozen=True, slots=True)
class Witness:
    """Where the service's journal stood when the report was sealed."""

    entry: int
    chain: str


@dataclass(frozen=True, slots=True)
class SealedReport:
    """What a reader finds in it, and the key that signed it. Whose key that is, no file can prove."""

    vault_id: str
    year: str
    signed_by: bytes
    witness: Witness
    files: Mapping[str, bytes]


def seal_report(
    files: Mapping[str, bytes], *, reader: bytes, vault_id: str, year: str, witness: Witness, signer: Signer
) -> bytes:
    """The container. `reader` is an X25519 public key. Raises `Damaged("seal_broken")` if it is none."""
    line = f"{FORMAT} {vault_id} {year}\n".encode("ascii")
    body = json.dumps(
        {
            "format": FORMAT,
            "vault": vault_id,
            "year": year,
            "to": fingerprint(Kem.X25519.value, reader),
            "witness": {"entry": witness.entry, "chain": witness.chain},
            "files": {path: base64.b64encode(content).decode("ascii") for path, content in files.items()},
        },
        sort_keys=True,
        separators=(",", ":"),
    ).encode("utf-8")
    signature = signer.sign(Signed.SEALED_REPORT, line + body)
    return line + seal_to(Kem.X25519, reader, signer.public + signature + body, line)


def open_report(content: bytes, private: SecretBytes, reader: bytes) -> SealedReport:
    """What was sealed to the reader whose key pair this is.

    Raises `Refused("sealed_report_unknown")` for another kind of file, `Refused("sealed_report_not_for_you")` for
    another reader's or one changed on its way (the seal cannot tell them apart), `Damaged("sealed_report_damaged")` for
    one that opens and was not signed as it is.
    """
    found = _LINE.match(content[:_LONGEST_LINE])
    if found is None or len(content) > LARGEST:
        raise Refused("sealed_report_unknown")
    line = found.group()
    try:
        plain = open_from(Kem.X25519, private, content[len(line) :], line)
    except Damaged:
        raise Refused("sealed_report_not_for_you") from None
    public, signature = plain[:PUBLIC_LENGTH], plain[PUBLIC_LENGTH : PUBLIC_LENGTH + SIGNATURE_LENGTH]
    body = plain[PUBLIC_LENGTH + SIGNATURE_LENGTH :]
    if not is_signed(public, Signed.SEALED_REPORT, line + body, signature):
        raise Damaged("sealed_report_damaged")
    return _read(body, found, public, fingerprint(Kem.X25519.value, reader))


def _read(body: bytes, found: "re.Match[bytes]", public: bytes, reader: str) -> SealedReport:
    try:
        table = json.loads(body)
        vault_id, year = (found.group(number).decode("ascii") for number in (1, 2))
        if (table["format"], table["vault"], table["year"], table["to"]) != (FORMAT, vault_id, year, reader):
            raise Damaged("sealed_report_damaged")
        witness = Witness(int(table["witness"]["entry"]), str(table["witness"]["chain"]))
        files = {_inside(path): base64.b64decode(text, validate=True) for path, text in table["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Damaged("sealed_report_damaged") from None
    return SealedReport(vault_id, year, public, witness, files)


def _inside(path: str) -> str:
    """A path that stays in the folder it is written to. Raises ValueError."""
    if not re.fullmatch(r"[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*", path) or {".", ".."} & set(path.split("/")):
        raise ValueError(path)
    return path
