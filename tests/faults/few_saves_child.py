"""Opens a vault, saves some contacts, closes it, and again: `folder passphrase start rounds saves`.

Prints `number row` once a save is acknowledged. If the disk refuses, prints `refused code` and tries the same save
once more, as a person would, then closes.
"""

import os
import sys
from pathlib import Path

from caseapp.base.errors import Damaged, Refused
from caseapp.domain.contact import ContactDraft, FollowUpDraft
from caseapp.services import cases, contacts, vaults
from caseapp.services.office import Office


def tell(*words: object) -> None:
    """One write, so that it has its place among the writes to the disk."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def save(office: Office, case_id: str, number: int) -> None:
    follow_up = FollowUpDraft("Call again", office.today()) if number % 3 == 0 else None
    draft = ContactDraft(case_id, office.now(), "call", "spoke", f"note number{number}", follow_up=follow_up)
    tell(number, contacts.log(office, draft).row_id)


def one_round(folder: Path, passphrase: str, numbers: range) -> None:
    office = vaults.unlock(folder, passphrase)
    try:
        case_id = cases.find(office, "Amara")[0].id
        for number in numbers:
            try:
                save(office, case_id, number)
            except (Refused, Damaged) as error:
                tell("refused", error.code)
                save(office, case_id, number)
    finally:
        office.close()


def main() -> None:
    folder, passphrase = Path(sys.argv[1]), sys.argv[2]
    start, rounds, saves = map(int, sys.argv[3:6])
    for turn in range(rounds):
        first = start + turn * saves
        try:
            one_round(folder, passphrase, range(first, first + saves))
        except (Refused, Damaged) as error:
            tell("refused", error.code)
    tell("end")


main()
