"""Opens a vault and saves contacts as fast as it can, printing each once it is acknowledged, until it is killed."""

import sys
from pathlib import Path

from caseapp.domain.contact import ContactDraft, FollowUpDraft
from caseapp.services import cases, contacts, drafts, vaults


def main() -> None:
    folder, passphrase, start = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    office = vaults.unlock(folder, passphrase)
    case_id = cases.find(office, "Amara")[0].id
    number = start
    print("ready", flush=True)
    while True:
        number += 1
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
        print(number, saved.row_id, flush=True)


main()
