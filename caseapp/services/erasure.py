"""Erasing a person for good: they asked for it, the time to keep their record is over, or it was never right.

Everything that hangs on the person goes: cases, contacts, rights, withdrawals, drafts, the words of the journal about
them, the search index. What stays is that a person was erased, when, by whom and for which of three reasons. Backups
made before still hold the record until they are old; a restore erases it again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from caseapp.base.errors import Refused
from caseapp.services import backups, numbering, team
from caseapp.services.migrating import forget_before
from caseapp.services.office import Office
from caseapp.store import erasing
from caseapp.store.desk_rows import forget_drafts_of_person
from caseapp.store.reads import person_rows as reads

REASONS = ("they_asked", "kept_long_enough", "recorded_by_mistake")


@dataclass(frozen=True, slots=True)
class WhatGoes:
    """What erasing the person of a case would take away."""

    person_id: str
    references: tuple[str, ...]
    """Every case of the person: the one asked about first."""
    contacts: int
    referrals: int


@dataclass(frozen=True, slots=True)
class Gone:
    """What was erased."""

    references: tuple[str, ...]
    rows: int


def what_goes(office: Office, case_id: str) -> WhatGoes:
    """What erasing the person of a case takes away; changes nothing. Raises `Refused`: `case_missing`."""
    person_id = reads.person_of(office.store, case_id)
    if person_id is None:
        raise Refused("case_missing")
    held = reads.cases_of(office.store, person_id)
    first = sorted(held, key=lambda row: row.id != case_id)
    contacts, referrals = reads.how_much(office.store, person_id)
    return WhatGoes(person_id, tuple(row.reference for row in first), contacts, referrals)


def erase(office: Office, case_id: str, *, reference: str, reason: str, passphrase: str) -> Gone:
    """Erase the person of a case and everything about them. Cannot be undone.

    Two things show that it is meant: the case's reference typed out, and the passphrase of the person at the desk.
    Raises `Refused`: `lead_erases`, `case_missing`, `erase_reason_unknown`, `erase_reference_differs`,
    `passphrase_wrong`, `unlock_wait`; then nothing was changed.
    """
    if office.desk.role != "lead":
        raise Refused("lead_erases")
    goes = what_goes(office, case_id)
    if reason not in REASONS:
        raise Refused("erase_reason_unknown")
    if _plain(reference) != _plain(goes.references[0]):
        raise Refused("erase_reference_differs")
    team.confirm(office, passphrase)
    with office.unit() as unit:
        numbering.keep_used(office, unit)
        forget_drafts_of_person(unit, goes.person_id, _referrals(office, goes.person_id))
        rows = erasing.erase(unit, [("person", goes.person_id)])
        unit.note("person_erased", "vault", office.vault.vault_id, reason=reason, cases=len(goes.references))
    office.store.references.clear()
    forget_before(office.folder)
    backups.list_erased(office)
    return Gone(goes.references, rows)


def _referrals(office: Office, person_id: str) -> Sequence[str]:
    return [row.id for row in reads.referrals_of(office.store, person_id)]


def _plain(reference: str) -> str:
    return "".join(sign for sign in reference.casefold() if sign.isalnum())
