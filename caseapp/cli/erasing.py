"""`caseapp vault erase`: erase a person for good. Prints references and counts, never a name."""

import argparse
import sys

from caseapp.base.errors import Refused
from caseapp.base.words import _, ngettext
from caseapp.cli.asking import add_vault, passphrase
from caseapp.services import cases, erasure, vaults
from caseapp.services.office import Office


def add_parts(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the action to `caseapp vault`."""
    erase = parts.add_parser("erase", help=_("erase a person and everything about them, for good"))
    erase.add_argument("reference", metavar="REFERENCE", help=_("reference of one of the person's cases"))
    erase.add_argument("--reason", choices=erasure.REASONS, required=True, help=_("why"))
    erase.add_argument(
        "--yes-erase",
        metavar="REFERENCE",
        help=_("the reference once more; without it the command only says what goes"),
    )
    add_vault(erase)
    erase.set_defaults(act=erase_person)


def erase_person(arguments: argparse.Namespace) -> int:
    """Say what goes; with the reference given once more, erase it."""
    typed = passphrase(arguments)
    office = vaults.unlock(arguments.vault, typed)
    try:
        case_id = _case(office, arguments.reference)
        goes = erasure.what_goes(office, case_id)
        said = ngettext("{count} contact", "{count} contacts", goes.contacts)
        asked = ngettext("{count} referral", "{count} referrals", goes.referrals)
        words = _("Everything about the person of {references}: {contacts}, {referrals}.")
        print(
            words.format(
                references=", ".join(goes.references),
                contacts=said.format(count=f"{goes.contacts:,}"),
                referrals=asked.format(count=f"{goes.referrals:,}"),
            )
        )
        again = arguments.yes_erase
        if again is None and sys.stdin.isatty():
            again = input(_("This cannot be undone. Type the reference to erase, or Enter to stop: ")) or None
        if again is None:
            print(_("Nothing was erased. To erase, give the reference once more with --yes-erase."))
            return 0
        gone = erasure.erase(office, case_id, reference=again, reason=arguments.reason, passphrase=typed)
        print(_("Erased: {rows} records. Backups made before still hold them; make a new one.").format(rows=gone.rows))
    finally:
        office.close()
    return 0


def _case(office: Office, reference: str) -> str:
    found = [hit for hit in cases.find(office, reference) if hit.reference.casefold() == reference.casefold()]
    if len(found) != 1:
        raise Refused("case_missing")
    return found[0].id
