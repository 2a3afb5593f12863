"""`caseapp vault`: make a vault, try a passphrase; see `people` for people and keys, `vault_backup` for backups."""

import argparse
from pathlib import Path

from caseapp.base.clock import london
from caseapp.base.words import _
from caseapp.cli import erasing, people, vault_backup
from caseapp.cli.asking import (
    add_keyring,
    add_passphrase,
    add_vault,
    keyring_choice,
    opened,
    passphrase,
    show_recovery_code,
)
from caseapp.services import vaults


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    vault = commands.add_parser("vault", help=_("make, try and check a vault"))
    parts = vault.add_subparsers(required=True, metavar=_("action"))
    create = parts.add_parser("create", help=_("make an empty vault and print its recovery code, once"))
    create.add_argument("--vault", type=Path, required=True, metavar="DIR", help=_("new folder for the vault"))
    create.add_argument("--name", required=True, help=_("how you are shown: first name and an initial"))
    create.add_argument("--service", default="", help=_("name of the service"))
    create.add_argument("--place", default="kent", help=_("area file to use (kent)"))
    add_passphrase(create)
    add_keyring(create)
    create.set_defaults(act=make)
    trial = parts.add_parser("unlock-test", help=_("try a passphrase and change nothing"))
    add_vault(trial)
    trial.set_defaults(act=try_passphrase)
    vault_backup.add_parts(parts)
    people.add_parts(parts)
    erasing.add_parts(parts)
    info = parts.add_parser("info", help=_("what can be told without a key"))
    info.add_argument("--vault", type=Path, required=True, metavar="DIR", help=_("folder of the vault"))
    info.set_defaults(act=tell)


def make(arguments: argparse.Namespace) -> int:
    """Make a vault; the recovery code is printed once."""
    made = vaults.set_up(
        arguments.vault,
        name=arguments.name,
        passphrase=passphrase(arguments, new=True),
        service=arguments.service,
        place=arguments.place,
        use_keyring=keyring_choice(arguments),
    )
    made.office.close()
    show_recovery_code(made.recovery_code)
    return 0


def try_passphrase(arguments: argparse.Namespace) -> int:
    """Open and close."""
    with opened(arguments) as office:
        print(_("The passphrase opens the vault, as {name}").format(name=office.desk.name))
    return 0


def tell(arguments: argparse.Namespace) -> int:
    """Who can unlock it, since when it exists, and when it was last backed up."""
    summary = vaults.peek(arguments.vault)
    print(_("Vault made {day}").format(day=f"{london(summary.created):%Y-%m-%d}"))
    for slot in summary.slots:
        print(f"  {slot.kind}: {slot.label}" + (f" ({slot.keyring})" if slot.keyring else ""))
    vault_backup.tell_last(arguments.vault)
    return 0
