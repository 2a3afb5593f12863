"""What was done with the vault: who unlocked, looked, exported, undid, erased, changed ways in; when, on which laptop.

Changes to records are in the history of each case. Codes, references and counts only: never a word of a record.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from caseapp.base.errors import Refused
from caseapp.base.words import _, ngettext
from caseapp.domain.return_spec import year_of
from caseapp.services.office import Office
from caseapp.store.reads import journal as reads

PAGE = 200
_ABOUT = frozenset({"person_added", "person_removed", "passphrase_reset"})


@dataclass(frozen=True, slots=True)
class Deed:
    """One act, newest first in a list."""

    seq: int
    at: datetime
    who: str
    """The worker's name; a key where no passphrase was given; empty for set-up."""
    what: str
    reference: str
    """The case it was about, if one."""
    device: str


def deeds(office: Office, before: int | None = None, limit: int = PAGE) -> tuple[Deed, ...]:
    """The newest acts, or those before one. For leads. Raises `Refused`: `lead_needed`."""
    if office.desk.role != "lead":
        raise Refused("lead_needed")
    found = reads.acts(office.store, before, limit)
    return tuple(
        Deed(
            row.seq,
            reads.instant_of(row.hlc),
            _who(row),
            _what(row),
            row.reference or "",
            row.device,
        )
        for row in found
    )


def _facts(row: Any) -> dict[str, Any]:
    """What was noted with an act; nothing once it was erased."""
    return {name: after for name, (_before, after) in json.loads(row.body or "{}").items()}


def _who(row: Any) -> str:
    """Who did it. Opened by a code or key that is nobody's own, it is not the doing of whose desk it stands at."""
    facts = _facts(row)
    if facts.get("way") == "escrow" and "key" in facts:
        return _("the organisation’s key ({fingerprint})").format(fingerprint=facts["key"])
    if facts.get("way") == "escrow":
        return _("the organisation’s key")
    if facts.get("way") == "recovery":
        return _("the recovery code")
    return row.actor_name or ""


def _what(row: Any) -> str:
    """What was done, and to whom or to what."""
    facts = _facts(row)
    said = _words().get(row.action, str(row.action))
    if row.action == "unlocked" and facts.get("failed"):
        tries = ngettext(
            "{said}, after {count} wrong passphrase", "{said}, after {count} wrong passphrases", facts["failed"]
        )
        return tries.format(said=said, count=facts["failed"])
    if row.action == "exported":
        return _exported(row, facts)
    if row.about and row.action in _ABOUT:
        return f"{said} ({row.about})"
    return said


def _exported(row: Any, facts: dict[str, Any]) -> str:
    if row.period_from is not None:
        year = year_of(row.period_from).label
        if facts.get("to"):
            return _("sealed the report of {year} for {reader}").format(year=year, reader=facts["to"])
        return _("wrote the report of {year}").format(year=year)
    if facts.get("form") == "letter":
        return _("copied a letter")
    if row.entity == "entitlement":
        return _("took the rights log out")
    return _("made the page to keep")


def _words() -> dict[str, str]:
    return {
        "unlocked": _("unlocked the vault"),
        "opened": _("opened a case"),
        "imported": _("imported a sheet"),
        "undone": _("took a change back"),
        "backed_up": _("made a backup"),
        "restored": _("restored a backup"),
        "checked": _("checked the vault"),
        "rollback_accepted": _("accepted an older state of the vault"),
        "person_added": _("gave somebody a way in"),
        "person_removed": _("took somebody’s way in away"),
        "person_erased": _("erased a person"),
        "passphrase_changed": _("changed their passphrase"),
        "passphrase_reset": _("set a passphrase anew"),
        "recovery_code_renewed": _("made a new recovery code"),
        "keys_changed": _("changed every key"),
        "escrow_added": _("let the organisation’s key in"),
        "reader_added": _("kept the key of a reader of reports"),
        "reader_removed": _("forgot the key of a reader of reports"),
        "escrow_removed": _("took the organisation’s key away"),
        "clock_set_back": _("noticed that the clock was set back"),
    }
