"""Opens a vault and saves contacts as fast as it can, telling each once it is acknowledged, until it is killed."""

import itertools
from pathlib import Path

from caseapp.domain.contact import ContactDraft, FollowUpDraft
from caseapp.services import cases, contacts, drafts, vaults

from .killed import Tell


def save_on_and_on(tell: Tell, folder: Path, passphrase: str, start: int) -> None:
    """Tells `ready`, then `number row` for each contact."""
    office = vaults.unlock(folder, passphrase)
    case_id = cases.find(office, "Amara")[0].id
    tell("ready")
    for number in itertools.count(start + 1):
        drafts.keep(office, "contact", case_id, {"note": f"half of {number}"})
        draft = ContactDraft(
            case_id,
            office.now(),
            "call",
            "spoke",
            f"note number{number}",
            follow_up=FollowUpDraft("Call again", office.today()) if number % 3 == 0 else None,
        )
        saved = contacts.log(office, draft)
        tell(f"{number} {saved.row_id}")
