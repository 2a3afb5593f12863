"""What was done with the vault: who unlocked, looked, exported, undid, erased, changed ways in; when, on which laptop.

Changes to records are in the history of each case. Codes, references and counts only: never a word of a record.
"""

from dataclasses import dataclass
from datetime import datetime

from caseapp.base.errors import Refused
from caseapp.base.words import _
from caseapp.services.office import Office
from caseapp.store.reads import journal as reads

PAGE = 200


@dataclass(frozen=True, slots=True)
class Deed:
    """One act, newest first in a list."""

    seq: int
    at: datetime
    who: str
    """The worker's name; empty for set-up."""
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
            row.actor_name or "",
            _words().get(row.action, row.action),
            row.reference or "",
            row.device,
        )
        for row in found
    )


def _words() -> dict[str, str]:
    return {
        "unlocked": _("unlocked the vault"),
        "opened": _("opened a case"),
        "exported": _("exported"),
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
    }
