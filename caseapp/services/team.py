"""The people who share a vault: who they are, what opens it for them, and the ways back for who cannot get in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from caseapp.base.errors import Refused
from caseapp.crypto.kdf import DEFAULT, KdfProfile
from caseapp.services import anchors, key_rotation
from caseapp.services.key_rotation import Progress, Rotated
from caseapp.services.office import Office
from caseapp.store.reads import desk as reads
from caseapp.store.reads.desk import TeamRow
from caseapp.store.tables import Worker
from caseapp.vault import key_file, ways_in
from caseapp.vault.fitness import require_strong
from caseapp.vault.header_parts import PERSONAL, SlotKind
from caseapp.vault.key_file import KeyFor
from caseapp.vault.open_vault import SlotSummary

ROLES = ("caseworker", "lead")


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who records in this vault."""

    worker_id: str
    name: str
    role: str
    """`caseworker` or `lead`."""
    slot_id: str | None
    """Their way in; None for somebody who only stands in the records."""
    way: str
    """`passphrase`, `passphrase+device`, or empty without a way in."""
    keyring: str
    """Which keyring holds the other half; empty where there is none."""
    since: datetime
    """When the passphrase was last set; without a way in, when they were entered."""
    is_you: bool


def members(office: Office) -> tuple[Member, ...]:
    """Everybody who works here now, by name."""
    ways = _ways(office)
    found = []
    for row in reads.team(office.store):
        if row.active:
            way = ways.get(row.slot_id or "")
            found.append(
                Member(
                    row.id,
                    row.name,
                    row.role,
                    way.slot_id if way else None,
                    way.kind.value if way else "",
                    way.keyring if way else "",
                    way.created if way else row.recorded_at,
                    row.id == office.desk.worker_id,
                )
            )
    return tuple(found)


def add(
    office: Office,
    *,
    name: str,
    role: str,
    passphrase: str,
    use_keyring: bool | None = None,
    worker_id: str | None = None,
    profile: KdfProfile = DEFAULT,
) -> str:
    """Give somebody a way in with a passphrase they type themselves; returns the worker.

    `worker_id` names somebody who stands in the records already; `use_keyring` as in `vaults.set_up`.
    Raises `Refused`: `lead_needed`, `role_unknown`, `person_known`, `person_unknown`, `label_unfit`, `people_full`,
    the codes of `passphrase_problem` and of the keyring; then nobody was added.
    """
    _require_lead(office)
    if role not in ROLES:
        raise Refused("role_unknown")
    if any(one.name == name and one.worker_id != worker_id and one.slot_id for one in members(office)):
        raise Refused("person_known")
    require_strong(passphrase, name, office.service)
    slot_id = office.new_id(office.now())
    # The row first: a way in without one would open for nobody, a row without a way in is put right at the next unlock.
    with office.unit() as unit:
        if worker_id is None:
            worker = unit.add(Worker, name=name, role=role, slot_id=slot_id)
            before: dict[str, object] = {"slot_id": None, "active": False}
        else:
            row, worker = _row(office, worker_id), worker_id
            before = {"slot_id": row.slot_id, "active": row.active, "name": row.name, "role": row.role}
            unit.change(Worker, worker, name=name, role=role, slot_id=slot_id, active=True)
        unit.note("person_added", "worker", worker)
    try:
        ways_in.add_person(
            office.vault, slot_id, name, passphrase, profile, clock=office.clock, use_keyring=use_keyring
        )
    except BaseException:
        with office.unit() as unit:
            unit.change(Worker, worker, **before)
        raise
    return worker


def remove(office: Office, worker_id: str, *, progress: Progress | None = None) -> Rotated:
    """Take somebody's way in away for good: every key is changed, so that not even an old copy of the key file helps.

    What they copied before, and backups made before, stay readable to them. Their records stay as they are.
    Raises `Refused`: `lead_needed`, `person_unknown`, `person_is_you`, `last_lead`, `rotation_pending`, `last_way_in`,
    `person_must_unlock_first`, or what the disk answered; then nothing was changed.
    """
    _require_lead(office)
    row = _row(office, worker_id)
    if row.slot_id == office.vault.slot_id:
        raise Refused("person_is_you")
    _require_other_lead(office, row)

    def record() -> None:
        with office.unit() as unit:
            unit.change(Worker, worker_id, active=False, slot_id=None)
            unit.note("person_removed", "worker", worker_id)

    if row.slot_id is None or row.slot_id not in _ways(office):
        record()
        return Rotated(None, None)
    return _rotate(office, record, without=frozenset({row.slot_id}), progress=progress)


def set_role(office: Office, worker_id: str, role: str) -> None:
    """Make somebody a caseworker or a lead. Raises `Refused`: `lead_needed`, `role_unknown`, `last_lead`."""
    _require_lead(office)
    if role not in ROLES:
        raise Refused("role_unknown")
    row = _row(office, worker_id)
    if role != "lead":
        _require_other_lead(office, row)
    with office.unit() as unit:
        unit.change(Worker, worker_id, role=role)


def confirm(office: Office, passphrase: str) -> None:
    """Ask the person at the desk for their passphrase again. Raises `Refused`: `passphrase_wrong`, `unlock_wait`."""
    ways_in.confirm_passphrase(office.vault, passphrase, clock=office.clock)


def change_passphrase(
    office: Office, old: str, new: str, *, use_keyring: bool | None = None, profile: KdfProfile = DEFAULT
) -> None:
    """Change the passphrase of the person at the desk; only the header is written. True adds the keyring's half.

    Raises `Refused`: `passphrase_wrong`, `unlock_wait`, the codes of `passphrase_problem` and of the keyring.
    """
    require_strong(new, office.desk.name, office.service)
    ways_in.change_passphrase(office.vault, old, new, profile, clock=office.clock, use_keyring=use_keyring)
    with office.unit() as unit:
        unit.note("passphrase_changed", "worker", office.desk.worker_id)


def re_enrol(
    office: Office, slot_id: str, new: str, *, use_keyring: bool | None = None, profile: KdfProfile = DEFAULT
) -> None:
    """After a lost keyring, a new laptop or a forgotten passphrase: a new passphrase and a new device secret.

    Only in a vault opened with the recovery code or the organisation's key. The way in keeps its kind unless
    `use_keyring` says otherwise. Raises `Refused`: the codes of `passphrase_problem` and of the keyring.
    """
    require_strong(new, office.service)
    opened_by = office.vault.kind.value
    ways_in.set_passphrase_after_recovery(
        office.vault, new, profile, slot_id=slot_id, clock=office.clock, use_keyring=use_keyring
    )
    with office.unit() as unit:
        unit.note("passphrase_reset", "worker", _holder(office, slot_id), way=opened_by)


def new_recovery_code(office: Office) -> str:
    """A new recovery code, shown once; the one on paper stops opening this vault. Raises `Refused("lead_needed")`.

    Where the paper may be in wrong hands, `rotate` with a new code: a copied key file still opens with the old one.
    """
    _require_lead(office)
    code = ways_in.new_recovery_code(office.vault, clock=office.clock)
    with office.unit() as unit:
        unit.note("recovery_code_renewed", "vault", office.vault.vault_id)
    return code


def rotate(office: Office, *, renew_recovery: bool = False, progress: Progress | None = None) -> Rotated:
    """Change every key of the vault; everybody keeps their passphrase. Raises as `remove`."""
    _require_lead(office)

    def record() -> None:
        with office.unit() as unit:
            unit.note("keys_changed", "vault", office.vault.vault_id)

    return _rotate(office, record, renew_recovery=renew_recovery, progress=progress)


def add_escrow(office: Office, public_file: Path) -> str:
    """Let the organisation's key open this vault; returns the key's fingerprint, to compare with the paper.

    Raises `Refused`: `lead_needed`, `key_file_unfit`, `escrow_known`, `people_full`.
    """
    _require_lead(office)
    key = key_file.read_public(KeyFor.ORGANISATION, public_file)
    slot_id = ways_in.add_escrow(office.vault, key.recipient, key.label, clock=office.clock)
    with office.unit() as unit:
        unit.note("escrow_added", "vault", office.vault.vault_id, slot=slot_id, key=key.fingerprint)
    return key.fingerprint


def escrow_keys(office: Office) -> tuple[tuple[str, str], ...]:
    """The organisation's keys that open this vault: way in and name."""
    return tuple((way.slot_id, way.label) for way in office.vault.slots if way.kind is SlotKind.ESCROW)


def remove_escrow(office: Office, slot_id: str, *, progress: Progress | None = None) -> Rotated:
    """Take the organisation's key away: every key is changed. Raises `Refused`: `person_unknown`, and as `remove`."""
    _require_lead(office)
    if not any(way.slot_id == slot_id and way.kind is SlotKind.ESCROW for way in office.vault.slots):
        raise Refused("person_unknown")

    def record() -> None:
        with office.unit() as unit:
            unit.note("escrow_removed", "vault", office.vault.vault_id, slot=slot_id)

    return _rotate(office, record, without=frozenset({slot_id}), progress=progress)


def align(office: Office) -> None:
    """Bring the list of people in line with the ways in, where a change was stopped between the two."""
    ways = _ways(office)
    gone = [row for row in reads.team(office.store) if row.slot_id is not None and row.slot_id not in ways]
    if gone:
        with office.unit() as unit:
            for row in gone:
                unit.change(Worker, row.id, active=False, slot_id=None)
                unit.note("person_removed", "worker", row.id)


def _rotate(
    office: Office,
    record: Callable[[], None],
    *,
    without: frozenset[str] = frozenset(),
    renew_recovery: bool = False,
    progress: Progress | None = None,
) -> Rotated:
    in_step = not anchors.behind(office.vault, office.store)
    done = key_rotation.rotate(
        office.vault,
        office.store,
        office.clock,
        record,
        without=without,
        renew_recovery=renew_recovery,
        progress=progress,
    )
    if in_step:  # the anchor is sealed under the old key; one that was behind goes on being reported
        anchors.renew(office.vault, office.store)
    return done


def _ways(office: Office) -> dict[str, SlotSummary]:
    return {way.slot_id: way for way in office.vault.slots if way.kind in PERSONAL}


def _holder(office: Office, slot_id: str) -> str:
    return next((row.id for row in reads.team(office.store) if row.slot_id == slot_id), office.desk.worker_id)


def _row(office: Office, worker_id: str) -> TeamRow:
    for row in reads.team(office.store):
        if row.id == worker_id:
            return row
    raise Refused("person_unknown")


def _require_lead(office: Office) -> None:
    if office.desk.role != "lead":
        raise Refused("lead_needed")


def _require_other_lead(office: Office, row: TeamRow) -> None:
    leads = {one.id for one in reads.team(office.store) if one.active and one.role == "lead" and one.slot_id}
    if row.id in leads and len(leads) == 1:
        raise Refused("last_lead")
