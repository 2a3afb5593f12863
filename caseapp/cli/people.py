"""`caseapp vault people`, `change-passphrase`, `recover`, `rotate`, `escrow-keygen`, `escrow-add`."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from caseapp.base.clock import london
from caseapp.base.errors import Refused
from caseapp.base.words import _, sentence
from caseapp.cli.asking import (
    ProgressLine,
    add_keyring,
    add_new_passphrase,
    add_passphrase,
    add_vault,
    keyring_choice,
    new_passphrase,
    opened,
    passphrase,
    recovery_code,
    show_recovery_code,
    tell_put_right,
)
from caseapp.services import team, vaults
from caseapp.services.key_rotation import Rotated
from caseapp.services.office import Office

NOT_DONE = 1


def add_parts(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the actions to `caseapp vault`."""
    _add_people(parts)
    change = parts.add_parser("change-passphrase", help=_("change your own passphrase"))
    add_vault(change)
    add_new_passphrase(change)
    add_keyring(change)
    change.set_defaults(act=change_own)
    recover = parts.add_parser("recover", help=_("get back in with the recovery code or the organisation's key"))
    recover.add_argument("--vault", type=Path, required=True, metavar="DIR", help=_("folder of the vault"))
    recover.add_argument(
        "--recovery-code-file", metavar="FILE", help=_("file with the recovery code; - is standard input")
    )
    recover.add_argument("--escrow-key", type=Path, metavar="FILE", help=_("the organisation's private key file"))
    add_passphrase(recover)
    recover.add_argument("--name", metavar="NAME", help=_("who gets a new passphrase (needed if there are several)"))
    add_new_passphrase(recover)
    add_keyring(recover)
    recover.add_argument("--new-recovery-code", action="store_true", help=_("also make a new recovery code"))
    recover.set_defaults(act=get_back_in)
    rotate = parts.add_parser("rotate", help=_("change every key of the vault; passphrases stay"))
    add_vault(rotate)
    rotate.add_argument("--new-recovery-code", action="store_true", help=_("also make a new recovery code"))
    rotate.set_defaults(act=change_keys)
    keygen = parts.add_parser("escrow-keygen", help=_("make the organisation's key pair (never on a field laptop)"))
    keygen.add_argument("--private", type=Path, required=True, metavar="FILE", help=_("new file for the safe"))
    keygen.add_argument("--public", type=Path, required=True, metavar="FILE", help=_("new file for the laptops"))
    keygen.add_argument("--name", required=True, help=_("name of the organisation"))
    add_passphrase(keygen)
    keygen.set_defaults(act=make_key)
    give = parts.add_parser("escrow-add", help=_("let the organisation's key open this vault"))
    give.add_argument("public", type=Path, metavar="FILE", help=_("the organisation's public key file"))
    add_vault(give)
    give.set_defaults(act=give_key)


def _add_people(parts: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    people = parts.add_parser("people", help=_("list, add, change or remove the people who share the vault"))
    actions = people.add_subparsers(required=True, metavar=_("what"))
    everyone = actions.add_parser("list", help=_("who shares the vault"))
    add_vault(everyone)
    everyone.set_defaults(act=show)
    add = actions.add_parser("add", help=_("add a person, who types their own passphrase"))
    add_vault(add)
    add.add_argument("--name", required=True, help=_("first name and an initial"))
    add.add_argument("--role", choices=team.ROLES, default="caseworker", help=_("what they are (caseworker)"))
    add_new_passphrase(add)
    add_keyring(add)
    add.set_defaults(act=add_person)
    role = actions.add_parser("role", help=_("make a person a caseworker or a lead"))
    add_vault(role)
    role.add_argument("--name", required=True, help=_("as listed"))
    role.add_argument("--role", choices=team.ROLES, required=True, help=_("what they are from now on"))
    role.set_defaults(act=set_role)
    remove = actions.add_parser("remove", help=_("remove a person and change every key"))
    add_vault(remove)
    remove.add_argument("--name", required=True, help=_("as listed"))
    remove.set_defaults(act=remove_person)


def show(arguments: argparse.Namespace) -> int:
    """Everybody, with role, way in and since when."""
    with opened(arguments) as office:
        for one in team.members(office):
            way = one.way or _("no way in")
            print(f"{one.name}  {one.role}  {way}  {london(one.since):%Y-%m-%d}")
    return 0


def add_person(arguments: argparse.Namespace) -> int:
    """Add somebody."""
    with opened(arguments) as office:
        team.add(
            office,
            name=arguments.name,
            role=arguments.role,
            passphrase=new_passphrase(arguments),
            use_keyring=keyring_choice(arguments),
        )
    print(_("{name} can now unlock this vault.").format(name=arguments.name))
    return 0


def set_role(arguments: argparse.Namespace) -> int:
    """Give somebody another role."""
    with opened(arguments) as office:
        team.set_role(office, _one(office, arguments.name).worker_id, arguments.role)
    print(_("{name}: {role} from the next unlock on").format(name=arguments.name, role=arguments.role))
    return 0


def remove_person(arguments: argparse.Namespace) -> int:
    """Remove somebody."""
    with opened(arguments) as office:
        worker_id = _one(office, arguments.name).worker_id
        done = team.remove(office, worker_id, progress=ProgressLine(_("Pages")))
    print(_("{name} can no longer unlock this vault.").format(name=arguments.name))
    return _told(done)


def change_own(arguments: argparse.Namespace) -> int:
    """Change the passphrase that opens the vault."""
    old = passphrase(arguments)
    office = vaults.unlock(arguments.vault, old)
    try:
        # Without a choice the way in keeps its kind, so nothing is asked.
        team.change_passphrase(office, old, new_passphrase(arguments), use_keyring=arguments.keyring)
    finally:
        office.close()
    print(_("The passphrase is changed."))
    return 0


def get_back_in(arguments: argparse.Namespace) -> int:
    """Open by another way and give somebody a new passphrase."""
    with _recovered(arguments) as office:
        member = _one(office, arguments.name)
        if member.slot_id is None:
            raise Refused("person_unknown")
        team.re_enrol(office, member.slot_id, new_passphrase(arguments), use_keyring=arguments.keyring)
        code = team.new_recovery_code(office) if arguments.new_recovery_code else None
    print(_("{name} can unlock this vault with the new passphrase.").format(name=member.name))
    if code is not None:
        show_recovery_code(code)
    elif not arguments.escrow_key:
        print(_("The recovery code still works. If others may have seen it: caseapp vault rotate --new-recovery-code"))
    return 0


def change_keys(arguments: argparse.Namespace) -> int:
    """Change every key."""
    with opened(arguments) as office:
        done = team.rotate(office, renew_recovery=arguments.new_recovery_code, progress=ProgressLine(_("Pages")))
    return _told(done)


def make_key(arguments: argparse.Namespace) -> int:
    """Make the organisation's key pair."""
    fingerprint = vaults.make_escrow_key(
        arguments.private, arguments.public, label=arguments.name, passphrase=passphrase(arguments, new=True)
    )
    print(_("Fingerprint of the organisation's key, to compare on every laptop:"))
    print(fingerprint)
    print(_("One person keeps the private file, another the passphrase. Neither opens anything alone."))
    return 0


def give_key(arguments: argparse.Namespace) -> int:
    """Let the organisation's key open a vault."""
    with opened(arguments) as office:
        fingerprint = team.add_escrow(office, arguments.public)
    print(_("The organisation's key opens this vault now. Compare its fingerprint with the paper:"))
    print(fingerprint)
    return 0


@contextmanager
def _recovered(arguments: argparse.Namespace) -> Iterator[Office]:
    if arguments.escrow_key:
        office = vaults.open_with_escrow(arguments.vault, arguments.escrow_key, passphrase(arguments))
    else:
        office = vaults.open_with_recovery(arguments.vault, recovery_code(arguments))
    try:
        tell_put_right(office.vault.put_right)
        yield office
    finally:
        office.close()


def _one(office: Office, name: str | None) -> team.Member:
    """The person of that name; without a name the only one who has a way in."""
    found = [one for one in team.members(office) if (one.slot_id if name is None else one.name == name)]
    if name is None and len(found) > 1:
        raise Refused("person_not_named")
    if len(found) != 1:
        raise Refused("person_unknown")
    return found[0]


def _told(done: Rotated) -> int:
    if done.recovery_code is not None:
        show_recovery_code(done.recovery_code)
    if done.trouble is not None:
        print(sentence(done.trouble))
        print(_("The keys are changed, the records follow at the next unlock."))
        return NOT_DONE
    print(_("Every key is changed. Earlier backups stay under the old keys."))
    return 0
