"""Team leads elsewhere who read this service's reports: their public keys, kept in the vault, and their own key pairs.

A reader gets no way into the vault. Reports are sealed to their key: nobody else can open the file on its way.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from caseapp.base.clock import Clock, SystemClock
from caseapp.base.errors import Refused
from caseapp.crypto.envelope import Kem
from caseapp.crypto.kdf import DEFAULT, KdfProfile
from caseapp.services.office import Office
from caseapp.store.reads import desk as reads
from caseapp.store.tables import Setting
from caseapp.vault import key_file
from caseapp.vault.header_parts import Recipient
from caseapp.vault.key_file import KeyFor, PublicKey

_KEPT = "report-reader:"


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody reports can be sealed to."""

    name: str
    fingerprint: str


def readers(office: Office) -> tuple[Reader, ...]:
    """Everybody whose key is kept, by name."""
    return tuple(sorted((Reader(key.label, key.fingerprint) for key in _kept(office)), key=lambda one: one.name))


def keep(office: Office, file: Path) -> Reader:
    """Keep the key in a lead's public file; its fingerprint is to be compared with them, out loud.

    Raises `Refused`: `leads_only`, `key_file_unfit`, `reader_known` (this key, or another of that name, is kept).
    """
    _require_lead(office)
    key = key_file.read_public(KeyFor.LEAD, file)
    if key.recipient.kem is not Kem.X25519:
        raise Refused("key_file_unfit")
    if any(one.fingerprint == key.fingerprint or one.label == key.label for one in _kept(office)):
        raise Refused("reader_known")
    body = json.dumps({"name": key.label, "public": key.recipient.public.hex()}, sort_keys=True)
    with office.unit() as unit:
        row = unit.add(Setting, key=_KEPT + key.fingerprint, value=body)
        unit.note("reader_added", "setting", row, key=key.fingerprint)
    return Reader(key.label, key.fingerprint)


def forget(office: Office, name: str) -> None:
    """Forget a reader's key; what was sealed to it stays readable. Raises `Refused`: `reader_unknown`, `leads_only`."""
    _require_lead(office)
    row = reads.setting_id(office.store, _KEPT + key_of(office, name).fingerprint)
    assert row is not None
    with office.unit() as unit:
        unit.remove(Setting, row)
        unit.note("reader_removed", "setting", row)


def key_of(office: Office, name: str) -> PublicKey:
    """The key of a reader, by their name. Raises `Refused("reader_unknown")`."""
    for key in _kept(office):
        if key.label == name:
            return key
    raise Refused("reader_unknown")


def make_key(
    private_file: Path,
    public_file: Path,
    *,
    name: str,
    passphrase: str,
    clock: Clock | None = None,
    profile: KdfProfile = DEFAULT,
) -> Reader:
    """Make a lead's own key pair in two new files, the private one sealed under a passphrase. Needs no vault.

    Raises `Refused`: `private_key_in_vault`, `output_exists`, `label_unfit`, the codes of `passphrase_problem`.
    """
    now = (clock or SystemClock()).now()
    made = key_file.generate(
        KeyFor.LEAD, private_file, public_file, label=name, passphrase=passphrase, now=now, profile=profile
    )
    return Reader(made.label, made.fingerprint)


def _kept(office: Office) -> list[PublicKey]:
    found = []
    for name, body in reads.settings(office.store).items():
        if name.startswith(_KEPT):
            plain = json.loads(body)
            found.append(PublicKey(plain["name"], Recipient(Kem.X25519, bytes.fromhex(plain["public"]))))
    return found


def _require_lead(office: Office) -> None:
    if office.desk.role != "lead":
        raise Refused("leads_only")
