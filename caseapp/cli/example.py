"""`caseapp example`: the invented service, for practice and measuring."""

import argparse
from pathlib import Path

from caseapp.base.words import _, ngettext
from caseapp.cli.asking import ProgressLine, add_passphrase, passphrase, stoppable
from caseapp.cli.given import day
from caseapp.services import example


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    parser = commands.add_parser("example", help=_("make a vault with an invented Kent service"))
    parser.add_argument("--vault", type=Path, required=True, metavar="DIR", help=_("new folder for the vault"))
    parser.add_argument("--cases", type=int, default=600, help=_("how many cases (600)"))
    parser.add_argument("--contacts", type=int, default=25, help=_("contacts in a case, on average (25)"))
    parser.add_argument("--years", type=int, default=3, help=_("how many years back (3)"))
    parser.add_argument("--seed", type=int, default=1, help=_("the same seed gives the same service (1)"))
    parser.add_argument("--until", type=day, metavar="DAY", help=_("last day, such as 2026-03-31"))
    add_passphrase(parser)
    parser.set_defaults(act=make)


def make(arguments: argparse.Namespace) -> int:
    """Make the example vault."""
    words = passphrase(arguments, new=True)
    with stoppable() as stopped:
        example.build(
            arguments.vault,
            cases=arguments.cases,
            contacts=arguments.contacts,
            years=arguments.years,
            seed=arguments.seed,
            until=arguments.until,
            passphrase=words,
            progress=ProgressLine(_("Cases")),
            cancelled=stopped,
        )
    made = ngettext(
        "Made an example service with {count} case.", "Made an example service with {count} cases.", arguments.cases
    )
    print(made.format(count=arguments.cases))
    return 0
